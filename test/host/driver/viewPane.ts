import { type Locator } from "playwright-core";
import { type TextMatch } from "../textMatch";
import { ContextMenu } from "./contextMenu";
import { type PageElement } from "./pageElement";
import { type Screen } from "./screen";
import { TreeView } from "./treeView";

/** What a view shows instead of a tree. */
export interface WelcomeContent {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** A view in the side bar: its title bar, its message, its welcome content and its tree. */
export class ViewPane {
  readonly tree: TreeView;
  private readonly pane: Locator;

  constructor(
    private readonly screen: Screen,
    readonly title: string,
  ) {
    // With a text beside the title the header is called by both, or VS Code says before it how to get help.
    const names = [`="${title} Section"`, `$="accessibility help ${title} Section"`, `^="${title} - "`];
    const header = screen.page.locator(names.map((name) => `.pane-header[aria-label${name}]`).join(", "));
    this.pane = screen.page.locator(".part.sidebar .pane").filter({ has: header });
    this.tree = new TreeView(screen, this.pane, title);
  }

  /** The text above the tree, where the view sets one. */
  async message(): Promise<string> {
    return (await this.pane.locator(".pane-body .message").filter({ visible: true }).allInnerTexts()).join("\n").trim();
  }

  /** Waits for the welcome content. */
  async welcome(): Promise<WelcomeContent> {
    const content = this.pane.locator(".welcome-view-content");
    return this.screen.until(`the welcome content of "${this.title}"`, async () => {
      const [text] = await content.filter({ visible: true }).allInnerTexts();
      return text === undefined || text.trim() === ""
        ? undefined
        : { text: text.trim(), buttons: await content.locator(".monaco-button").allInnerTexts() };
    });
  }

  async pressWelcomeButton(label: string): Promise<void> {
    const button = this.pane.locator(".welcome-view-content .monaco-button").getByText(label, { exact: true });
    await this.screen.act(`press "${label}" in the welcome content of "${this.title}"`, () => button.click());
  }

  /** The labels of the buttons in the title bar. */
  async titleActions(): Promise<string[]> {
    const toolbar = await this.toolbar();
    return toolbar
      .locator(".action-label[aria-label]")
      .filter({ visible: true })
      .evaluateAll((buttons: PageElement[]) => buttons.map((button) => button.getAttribute("aria-label") ?? ""));
  }

  async titleAction(label: string): Promise<void> {
    const toolbar = await this.toolbar();
    await this.screen.act(`press "${label}" in the title of "${this.title}"`, () =>
      toolbar.locator(`.action-label[aria-label=${JSON.stringify(label)}]`).click(),
    );
  }

  /** Chooses from the menu behind the dots in the title bar. */
  async titleMenu(label: TextMatch, ...rest: readonly TextMatch[]): Promise<void> {
    const toolbar = await this.toolbar();
    await this.screen.act(`open the menu in the title of "${this.title}"`, () =>
      toolbar.locator(".codicon-toolbar-more").click(),
    );
    const menu = await ContextMenu.opened(this.screen);
    await menu.choose(label, ...rest);
  }

  /** A view that is alone in its container shows its buttons in the container's title. */
  private async toolbar(): Promise<Locator> {
    await this.screen.act(`rest the mouse on the view "${this.title}"`, () => this.pane.hover());
    const own = this.pane.locator(".pane-header .monaco-toolbar").filter({ visible: true });
    return (await own.count()) > 0 ? own.first() : this.screen.page.locator(".part.sidebar > .composite.title");
  }
}
