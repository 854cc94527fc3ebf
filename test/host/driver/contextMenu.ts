import { type Locator } from "playwright-core";
import { describeMatch, matchesText, type TextMatch } from "../textMatch";
import { type PageElement } from "./pageElement";
import { type Screen } from "./screen";

/** One entry of a menu; separators are left out, but show as a change of `group`. */
export interface MenuItem {
  readonly label: string;
  readonly enabled: boolean;
  readonly submenu: boolean;
  readonly checked: boolean;
  /** 0 for the entries above the first separator. */
  readonly group: number;
}

const menuSelector = ".monaco-menu-container .monaco-menu";

/** An open context menu, or one of its open submenus. */
export class ContextMenu {
  private constructor(
    private readonly screen: Screen,
    private readonly bar: Locator,
  ) {}

  static isOpen(screen: Screen): Promise<boolean> {
    return screen.page.locator(menuSelector).first().isVisible();
  }

  static async opened(screen: Screen): Promise<ContextMenu> {
    const bar = screen.page.locator(`${menuSelector} > .monaco-action-bar`).first();
    const menu = new ContextMenu(screen, bar);
    await screen.untilTrue("a context menu", async () => (await menu.items()).length > 0);
    return menu;
  }

  async items(): Promise<MenuItem[]> {
    const entries = await this.bar.locator("> .actions-container > .action-item").evaluateAll((items: PageElement[]) =>
      items.map((item) => ({
        separator: item.querySelector(".separator") !== null && item.querySelector(".action-menu-item") === null,
        label: item.querySelector(".action-label")?.getAttribute("aria-label") ?? "",
        enabled: !item.matches(".disabled"),
        submenu: item.querySelector(".monaco-submenu-item") !== null,
        checked: item.querySelector(".action-menu-item")?.getAttribute("aria-checked") === "true",
      })),
    );
    let group = 0;
    const found: MenuItem[] = [];
    for (const { separator, ...item } of entries) {
      if (separator) {
        group += 1;
      } else {
        found.push({ ...item, group });
      }
    }
    return found;
  }

  /** The labels that lead to an entry that can be chosen: its own, or before it that of the submenu that holds it. */
  async pathTo(label: TextMatch): Promise<readonly [TextMatch, ...TextMatch[]] | undefined> {
    const items = await this.items();
    if (items.some((item) => item.enabled && matchesText(label, item.label))) {
      return [label];
    }
    for (const { label: submenu } of items.filter((item) => item.enabled && item.submenu)) {
      const opened = await this.openSubmenu(submenu);
      if ((await opened.items()).some((item) => item.enabled && matchesText(label, item.label))) {
        return [submenu, label];
      }
    }
    return undefined;
  }

  /** The labels of all entries, those of a submenu as "Submenu > Entry". */
  async allLabels(): Promise<readonly string[]> {
    const labels: string[] = [];
    for (const { label, submenu } of await this.items()) {
      const entries = submenu ? await (await this.openSubmenu(label)).items() : undefined;
      labels.push(...(entries?.map((entry) => `${label} > ${entry.label}`) ?? [label]));
    }
    return labels;
  }

  /** Chooses an entry; more than one label goes through submenus. */
  async choose(label: TextMatch, ...rest: readonly TextMatch[]): Promise<void> {
    const [next, ...further] = rest;
    if (next !== undefined) {
      const submenu = await this.openSubmenu(label);
      await submenu.choose(next, ...further);
      return;
    }
    const entry = await this.entry(label);
    // A menu ignores a mouse button that goes up within the first tenth of a second after it has opened.
    await this.screen.untilTrue(`the context menu closing after a click on ${describeMatch(label)}`, async () => {
      if (await this.bar.isVisible()) {
        await entry.click();
      }
      return !(await this.bar.isVisible());
    });
  }

  async openSubmenu(label: TextMatch): Promise<ContextMenu> {
    const entry = await this.entry(label);
    await this.screen.act(`open the submenu ${describeMatch(label)}`, () => entry.hover());
    const bar = entry.locator(".monaco-submenu .monaco-action-bar").first();
    const submenu = new ContextMenu(this.screen, bar);
    await this.screen.untilTrue(`the submenu ${describeMatch(label)}`, async () => (await submenu.items()).length > 0);
    return submenu;
  }

  /** Closes the menu without a choice. */
  async dismiss(): Promise<void> {
    await this.screen.pressUntil("Escape", "the context menu closing", async () => !(await this.bar.isVisible()));
  }

  private async entry(label: TextMatch): Promise<Locator> {
    const found = await this.screen.until(`the menu entry ${describeMatch(label)}`, async () =>
      (await this.items()).find((item) => item.enabled && matchesText(label, item.label)),
    );
    return this.bar.locator("> .actions-container > .action-item").filter({
      has: this.screen.page.locator(`> .action-menu-item > .action-label[aria-label=${JSON.stringify(found.label)}]`),
    });
  }
}
