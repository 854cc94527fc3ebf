import { type Locator } from "playwright-core";
import { describeMatch, matchesText, type TextMatch } from "../textMatch";
import { readAllRows, scanList, type ScrolledList, scrollToIndex } from "./listScroll";
import { type QuickInputState, type QuickPickItem, readQuickInput } from "./quickInputState";
import { attempt, attemptMs, type Screen } from "./screen";

/** Which quick input is meant: the steps of a wizard follow each other in one widget. */
export interface QuickInputMatch {
  readonly title?: TextMatch;
  readonly placeholder?: TextMatch;
  /** The prompt or the validation message. */
  readonly message?: TextMatch;
}

function describeInput(match: QuickInputMatch): string {
  const parts = Object.entries(match).map(([name, text]: [string, TextMatch]) => `${name} ${describeMatch(text)}`);
  return ["a quick input", ...parts].join(", ");
}

const retries = 2;

/**
 * Notes in the page when the widget is hidden or given to another input, which clears its title, however short that
 * is: two steps of a flow may look the same.
 */
const watchForAnotherInput = `(() => {
  globalThis.anotherQuickInput = false;
  const widget = document.querySelector(".quick-input-widget");
  const observer = new MutationObserver((records) => {
    if (
      widget.style.display === "none" ||
      records.some(({ type, oldValue }) => type === "childList" || /display:\\s*none/.test(oldValue ?? ""))
    ) {
      globalThis.anotherQuickInput = true;
      observer.disconnect();
    }
  });
  observer.observe(widget, { attributes: true, attributeFilter: ["style"], attributeOldValue: true });
  observer.observe(widget.querySelector(".quick-input-title"), { childList: true });
})()`;

/** What tells one step of a flow from the next. */
function step(state: QuickInputState | undefined): string {
  return JSON.stringify(state && [state.title, state.placeholder, state.value, state.message]);
}

/** The quick pick or input box at the top of the window. */
export class QuickInput {
  private readonly widget: Locator;
  private readonly input: Locator;
  private readonly list: ScrolledList<QuickPickItem>;

  constructor(private readonly screen: Screen) {
    this.widget = screen.page.locator(".quick-input-widget");
    this.input = this.widget.locator(".quick-input-box input");
    this.list = {
      locator: this.widget.locator(".quick-input-list .monaco-list"),
      read: async () => (await this.now())?.items ?? [],
    };
  }

  /** What it shows now, or nothing. */
  now(): Promise<QuickInputState | undefined> {
    return readQuickInput(this.screen.page);
  }

  /** Waits for a quick input with these texts that is not busy. */
  waitFor(match: QuickInputMatch = {}, timeoutMs?: number): Promise<QuickInputState> {
    return this.waitUntil(
      describeInput(match),
      (state) =>
        !state.busy &&
        (match.title === undefined || matchesText(match.title, state.title)) &&
        (match.placeholder === undefined || matchesText(match.placeholder, state.placeholder)) &&
        (match.message === undefined || matchesText(match.message, state.message)),
      timeoutMs,
    );
  }

  async waitUntil(
    what: string,
    test: (state: QuickInputState) => boolean,
    timeoutMs?: number,
  ): Promise<QuickInputState> {
    return this.screen.until(
      what,
      async () => {
        const state = await this.now();
        return state !== undefined && test(state) ? state : undefined;
      },
      timeoutMs,
    );
  }

  /** Replaces what is typed: the filter of a pick, the text of an input box. */
  async type(text: string): Promise<void> {
    const keyboard = this.screen.page.keyboard;
    await this.screen.doUntil(
      `"${text}" in the quick input`,
      async () => (await this.now())?.value === text,
      async () => {
        await this.input.focus();
        await keyboard.press("ControlOrMeta+a");
        await (text === "" ? keyboard.press("Delete") : keyboard.type(text));
      },
    );
  }

  /** Enter: accepts the ticked or the focused entry, or the text. */
  async accept(): Promise<void> {
    await this.untilTaken("Enter", () => this.input.press("Enter", { timeout: attemptMs }));
  }

  /** Escape; waits until it is closed. */
  async cancel(): Promise<void> {
    await this.screen.pressUntil("Escape", "the quick input closing", async () => (await this.now()) === undefined);
  }

  async back(): Promise<void> {
    await this.pressButton(/^Back/);
  }

  async closed(): Promise<void> {
    await this.screen.untilTrue("the quick input closing", async () => (await this.now()) === undefined);
  }

  /** Presses a button of the title bar or beside the input. */
  async pressButton(label: TextMatch): Promise<void> {
    const state = await this.waitUntil(`the button ${describeMatch(label)} in the quick input`, ({ buttons }) =>
      buttons.some((button) => matchesText(label, button)),
    );
    const found = state.buttons.find((button) => matchesText(label, button)) ?? "";
    const button = this.widget
      .locator(`[aria-label=${JSON.stringify(found)}]`)
      .or(this.widget.locator(".quick-input-action a").getByText(found, { exact: true }))
      .filter({ visible: true });
    await this.screen.act(`press ${describeMatch(label)}`, () => button.first().click());
  }

  /** Every entry of the list, by scrolling through it. */
  allItems(): Promise<QuickPickItem[]> {
    return readAllRows(this.screen, this.list);
  }

  /** Waits for an entry and gives it, wholly visible. */
  async item(label: TextMatch): Promise<QuickPickItem> {
    return this.screen.until(`the entry ${describeMatch(label)} in the quick pick`, () => this.find(label));
  }

  private async find(label: TextMatch): Promise<QuickPickItem | undefined> {
    const found = await scanList(this.screen, this.list, 0, (item) =>
      matchesText(label, item.label) ? item : undefined,
    );
    if (found !== undefined) {
      await scrollToIndex(this.screen, this.list, found.index);
    }
    return found;
  }

  /**
   * Clicks an entry. In a pick without tick boxes that accepts it; where that leaves the pick as it is, `effect` tells
   * when it has come about.
   */
  async choose(label: TextMatch, effect?: () => Promise<boolean>): Promise<void> {
    const item = await this.item(label);
    const what = `choose ${describeMatch(label)}`;
    const name = (now: QuickPickItem) => this.row(now).locator(".label-name").first();
    if (item.ticked !== undefined) {
      await this.screen.act(what, () => name(item).click());
      return;
    }
    // Looked up again for each click: a list whose search still runs moves its entries.
    const click = async () => name((await this.find(label)) ?? item).click({ timeout: attemptMs });
    await this.untilTaken(what, click, effect ?? (() => this.lacks(item.label)));
  }

  /** Ticks entries of a pick with tick boxes; those that are ticked already stay so. */
  async tick(...labels: readonly TextMatch[]): Promise<void> {
    for (const label of labels) {
      await this.setTick(label, true);
    }
  }

  async untick(...labels: readonly TextMatch[]): Promise<void> {
    for (const label of labels) {
      await this.setTick(label, false);
    }
  }

  /** Presses one of the buttons that an entry shows at its right end. */
  async itemAction(label: TextMatch, action: string): Promise<void> {
    const row = this.row(await this.item(label));
    await this.screen.act(`press "${action}" on ${describeMatch(label)}`, async () => {
      await row.hover();
      await row.locator(`.action-label[aria-label=${JSON.stringify(action)}]`).click();
    });
  }

  /**
   * Accepts something, again where the widget stays as it is: a busy window lays its entries out anew under the mouse,
   * or opens the widget for good after the key. What comes next says when nothing of this has helped.
   */
  private async untilTaken(
    what: string,
    action: () => Promise<void>,
    effect: () => Promise<boolean> = () => Promise.resolve(false),
  ): Promise<void> {
    const before = step(await this.now());
    await this.screen.page.evaluate(watchForAnotherInput);
    const taken = async (): Promise<boolean> =>
      (await this.screen.page.evaluate<unknown>("globalThis.anotherQuickInput")) === true ||
      step(await this.now()) !== before ||
      (await effect());
    if (!(await attempt(action)) && !(await taken())) {
      await this.screen.act(what, action);
    }
    for (let again = 0; again < retries && !(await this.screen.sees(taken)); again++) {
      await attempt(action);
    }
  }

  private async lacks(label: string): Promise<boolean> {
    return !(await this.now())?.items.some((item) => item.label === label);
  }

  private async setTick(label: TextMatch, ticked: boolean): Promise<void> {
    const item = await this.item(label);
    if (item.ticked === ticked) {
      return;
    }
    await this.screen.doUntil(
      `${describeMatch(label)} ${ticked ? "ticked" : "not ticked"}`,
      async () => (await this.now())?.items.some((now) => now.label === item.label && now.ticked === ticked) ?? false,
      () => this.screen.act(`tick ${describeMatch(label)}`, () => this.row(item).locator(".monaco-checkbox").click()),
    );
  }

  private row(item: QuickPickItem): Locator {
    return this.widget.locator(`.quick-input-list .monaco-list-row[data-index="${item.index}"]`);
  }
}
