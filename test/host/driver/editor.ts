import { type Locator } from "playwright-core";
import { describeMatch, matchesText, type TextMatch } from "../textMatch";
import { type Clipboard } from "./clipboard";
import { HoverCard } from "./hoverCard";
import { type PageElement } from "./pageElement";
import { type QuickInput } from "./quickInput";
import { attempt, attemptMs, type Screen } from "./screen";

export interface EditorTab {
  readonly name: string;
  readonly active: boolean;
  readonly dirty: boolean;
}

/** The text editor that is active, and the tabs. Lines and columns count from 1. */
export class Editor {
  private readonly active: Locator;

  constructor(
    private readonly screen: Screen,
    private readonly quickInput: QuickInput,
    private readonly clipboard: Clipboard,
  ) {
    this.active = screen.page
      .locator(".part.editor .editor-group-container.active .editor-instance .monaco-editor")
      .last();
  }

  async tabs(): Promise<EditorTab[]> {
    return this.screen.page.locator(".part.editor .tabs-container .tab").evaluateAll((tabs: PageElement[]) =>
      tabs.map((tab) => ({
        name: tab.getAttribute("data-resource-name") ?? "",
        active: tab.matches(".active"),
        dirty: tab.matches(".dirty"),
      })),
    );
  }

  /** Waits until a tab of this name is the active one. */
  async waitForTab(name: TextMatch, timeoutMs?: number): Promise<EditorTab> {
    return this.screen.until(`the editor ${describeMatch(name)}`, () => this.activeTab(name), timeoutMs);
  }

  /** The active tab, where it has this name. */
  async activeTab(name: TextMatch): Promise<EditorTab | undefined> {
    return (await this.tabs()).find((tab) => tab.active && matchesText(name, tab.name));
  }

  /** Opens a file of the workspace by its name with "Go to File". */
  async open(fileName: string): Promise<void> {
    await this.screen.pressUntil(
      "ControlOrMeta+p",
      "the file picker",
      async () => (await this.quickInput.now())?.placeholder.startsWith("Search files by name") ?? false,
    );
    await this.quickInput.type(fileName);
    await this.quickInput.choose(fileName);
    await this.waitForTab(fileName);
  }

  async focus(): Promise<void> {
    await this.screen.act("focus the editor", () => this.input().focus());
  }

  /** The whole text, by selecting all and copying; moves the cursor. */
  async text(): Promise<string> {
    return this.clipboard.allOf(this.input());
  }

  /** The text of the lines that are on the screen; leaves the cursor where it is. */
  async visibleText(): Promise<string> {
    const lines = await this.active
      .locator(".view-lines .view-line")
      .evaluateAll((elements: PageElement[]) =>
        elements.map((line) => ({ top: Number.parseFloat(line.style.top), text: line.textContent ?? "" })),
      );
    return lines
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text.replaceAll("\u00a0", " "))
      .join("\n");
  }

  /** Waits until the visible text is as it should be. */
  async waitForText(what: string, test: (text: string) => boolean, timeoutMs?: number): Promise<string> {
    return this.screen.until(
      `the editor showing ${what}`,
      async () => {
        const text = await this.visibleText();
        return test(text) ? text : undefined;
      },
      timeoutMs,
    );
  }

  async goTo(line: number, column: number): Promise<void> {
    await this.focus();
    await this.screen.pressUntil(
      "Control+g",
      "the line prompt",
      async () => (await this.quickInput.now())?.value.startsWith(":") ?? false,
    );
    await this.quickInput.type(`:${line}:${column}`);
    await this.quickInput.accept();
    await this.quickInput.closed();
    await this.screen.untilTrue(`the cursor at ${line}:${column}`, async () =>
      (await this.screen.page.locator(".part.statusbar").innerText()).includes(`Ln ${line}, Col ${column}`),
    );
  }

  /** Types at the cursor, as a user does: brackets and quotes are completed. */
  async type(text: string): Promise<void> {
    await this.focus();
    await this.screen.page.keyboard.type(text);
  }

  /** Replaces the whole text in one step, by pasting: nothing is completed. */
  async replaceAll(text: string): Promise<void> {
    await this.focus();
    await this.screen.page.keyboard.press("ControlOrMeta+a");
    await this.clipboard.write(text);
    await this.screen.page.keyboard.press("ControlOrMeta+v");
  }

  async undo(): Promise<void> {
    await this.focus();
    await this.screen.page.keyboard.press("ControlOrMeta+z");
  }

  async redo(): Promise<void> {
    await this.focus();
    await this.screen.page.keyboard.press("ControlOrMeta+Shift+z");
  }

  /** Saves a file that has a name, and waits until its tab is clean. */
  async save(): Promise<void> {
    const saved = async (): Promise<boolean> => (await this.tabs()).some((tab) => tab.active && !tab.dirty);
    const press = async (): Promise<void> => {
      await this.focus();
      await this.screen.page.keyboard.press("ControlOrMeta+s");
    };
    // Before the first press the tab may be clean only because what changes it is still on its way.
    await press();
    if (!(await this.screen.sees(saved))) {
      await this.screen.doUntil("the file being saved", saved, press);
    }
  }

  /** The titles of the code lenses on the screen; waits until there is one. */
  async codeLenses(): Promise<string[]> {
    return this.screen.until("a code lens", async () => {
      const titles = await this.lenses().allInnerTexts();
      return titles.length === 0 ? undefined : titles.map((title) => title.trim());
    });
  }

  async pressCodeLens(title: string): Promise<void> {
    await this.screen.act(`press the code lens "${title}"`, () =>
      this.lenses()
        .getByText(title, { exact: true })
        .or(this.lenses().filter({ hasText: title }))
        .first()
        .click(),
    );
  }

  /** Opens the code actions at the cursor and gives their titles. */
  async codeActions(): Promise<string[]> {
    let titles: readonly string[] = [];
    await this.screen.doUntil(
      "code actions",
      async () => {
        titles = await this.codeActionRows().locator(".title").allInnerTexts();
        return titles.length > 0;
      },
      async () => {
        await this.focus();
        await this.screen.page.keyboard.press("ControlOrMeta+.");
      },
    );
    return titles.map((title) => title.trim());
  }

  /** Opens the code actions at the cursor and takes one. */
  async takeCodeAction(title: string): Promise<void> {
    const row = this.codeActionRows().filter({ has: this.screen.page.getByText(title, { exact: true }) });
    let taken = false;
    // What arrives in the editor closes the menu, also under the mouse.
    await this.screen.doUntil(
      `the code action "${title}" being taken`,
      async () => taken && (await this.codeActionRows().count()) === 0,
      async () => {
        if (!taken) {
          await this.codeActions();
          taken = await attempt(() => row.click({ timeout: attemptMs }));
        }
      },
    );
  }

  /**
   * The text of the hover at the cursor, asked for with the keyboard. Its parts come one after another: `holding`
   * says what has to be there.
   */
  async hover(holding: RegExp = /./): Promise<string> {
    await this.focus();
    await this.screen.page.keyboard.press("ControlOrMeta+k");
    await this.screen.page.keyboard.press("ControlOrMeta+i");
    const card = new HoverCard(this.screen);
    return this.screen.until(`a hover in the editor holding ${describeMatch(holding)}`, async () => {
      const text = await card.text();
      return text !== undefined && holding.test(text) ? text : undefined;
    });
  }

  private input(): Locator {
    return this.active.locator(".native-edit-context, textarea.inputarea").first();
  }

  private lenses(): Locator {
    return this.active.locator(".codelens-decoration a").filter({ visible: true });
  }

  private codeActionRows(): Locator {
    return this.screen.page.locator(".action-widget .monaco-list-row.action");
  }
}
