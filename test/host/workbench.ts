import { mkdir } from "node:fs/promises";
import path from "node:path";
import { type Page } from "playwright-core";
import { Clipboard } from "./driver/clipboard";
import { Editor } from "./driver/editor";
import { ModalDialog } from "./driver/modalDialog";
import { Notifications } from "./driver/notifications";
import { Palette } from "./driver/palette";
import { Panel } from "./driver/panel";
import { QuickInput } from "./driver/quickInput";
import { Screen } from "./driver/screen";
import { Terminal } from "./driver/terminal";
import { Walkthrough } from "./driver/walkthrough";
import { StatusBar } from "./driver/statusBar";
import { ViewPane } from "./driver/viewPane";

const startTimeoutMs = 90_000;

/** One VS Code window, driven through what a user sees and presses. */
export class Workbench {
  readonly screen: Screen;
  readonly quickInput: QuickInput;
  readonly palette: Palette;
  readonly dialog: ModalDialog;
  readonly notifications: Notifications;
  readonly statusBar: StatusBar;
  readonly clipboard: Clipboard;
  readonly editor: Editor;
  readonly panel: Panel;
  readonly terminal: Terminal;
  readonly walkthrough: Walkthrough;

  private constructor(readonly page: Page) {
    this.screen = new Screen(page);
    this.quickInput = new QuickInput(this.screen);
    this.palette = new Palette(this.screen, this.quickInput);
    this.dialog = new ModalDialog(this.screen);
    this.notifications = new Notifications(this.screen);
    this.statusBar = new StatusBar(this.screen);
    this.clipboard = new Clipboard(this.screen);
    this.editor = new Editor(this.screen, this.quickInput, this.clipboard);
    this.panel = new Panel(this.screen, this.palette, this.clipboard);
    this.terminal = new Terminal(this.screen);
    this.walkthrough = new Walkthrough(this.screen);
  }

  /** Opens a window at an address of the VS Code server and waits until it can be used. */
  static async open(page: Page, url: string): Promise<Workbench> {
    const workbench = new Workbench(page);
    await page.goto(url);
    await workbench.ready();
    return workbench;
  }

  /** Loads the window again, with a new extension host; what VS Code remembers stays. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Opens the view container with this title, unless it is open. */
  async openContainer(title: string): Promise<void> {
    const tab = this.page.locator(".part.activitybar .action-item").filter({
      has: this.page.locator(
        `.action-label[aria-label=${JSON.stringify(title)}], .action-label[aria-label^=${JSON.stringify(`${title} (`)}], .action-label[aria-label^=${JSON.stringify(`${title} - `)}]`,
      ),
    });
    await this.screen.until(
      `the view container "${title}"`,
      async () => ((await tab.count()) > 0 ? true : undefined),
      startTimeoutMs,
    );
    const isOpen = async (): Promise<boolean> => (await tab.first().getAttribute("aria-expanded")) === "true";
    // A window that is loaded again opens by itself what was open: a click that comes after that closes it.
    await this.screen.doUntil(`the view container "${title}" being open`, isOpen, () =>
      this.screen.act(`open the view container "${title}"`, () => tab.first().locator(".action-label").click()),
    );
  }

  /** Drags the border of the side bar until it is this many pixels wide, within what VS Code allows. */
  async setSideBarWidth(width: number): Promise<void> {
    const bar = this.page.locator(".part.sidebar");
    await this.screen.doUntil(
      `a side bar of ${width} pixels`,
      async () => Math.abs(((await bar.boundingBox())?.width ?? 0) - width) < 12,
      async () => {
        const box = await bar.boundingBox();
        if (box !== null) {
          const middle = box.y + box.height / 2;
          await this.page.mouse.move(box.x + box.width + 1, middle);
          await this.page.mouse.down();
          await this.page.mouse.move(box.x + width + 1, middle, { steps: 8 });
          await this.page.mouse.up();
        }
      },
    );
  }

  /** A view of the open container, by its title. */
  view(title: string): ViewPane {
    return new ViewPane(this.screen, title);
  }

  /** Writes a picture of the window to a file. */
  async screenshot(file: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }

  private async ready(): Promise<void> {
    await this.screen.untilTrue(
      "the workbench",
      async () =>
        (await this.page.locator(".monaco-workbench .part.statusbar .statusbar-item").count()) > 0 &&
        (await this.page.locator(".part.activitybar .action-item").count()) > 0,
      startTimeoutMs,
    );
  }
}
