import { type Locator } from "playwright-core";
import { describeMatch, matchesText, type TextMatch } from "../textMatch";
import { ContextMenu } from "./contextMenu";
import { HoverCard } from "./hoverCard";
import { type PageElement } from "./pageElement";
import { readAllRows, scanList, type ScrolledList, scrollToIndex } from "./listScroll";
import { attempt, attemptMs, type Screen } from "./screen";
import { readTreeRows, type TreeRow } from "./treeRow";

/** A row by its label, or by what is beside its label. */
export type RowMatch = TextMatch | { readonly description: TextMatch };

/** The rows from a root down to one. */
export type TreePath = readonly RowMatch[];

const isText = (match: RowMatch): match is TextMatch => typeof match === "string" || match instanceof RegExp;

function matchesRow(match: RowMatch, { label, description }: TreeRow): boolean {
  return isText(match) ? matchesText(match, label) : matchesText(match.description, description);
}

function describePath(path: TreePath): string {
  return path
    .map((match) => (isText(match) ? describeMatch(match) : `(beside it ${describeMatch(match.description)})`))
    .join(" > ");
}

/** A tree view in the side bar. A path names a row; what is collapsed on the way is expanded. */
export class TreeView {
  private readonly list: Locator;
  private readonly rows: ScrolledList<TreeRow>;

  constructor(
    private readonly screen: Screen,
    readonly pane: Locator,
    private readonly title: string,
  ) {
    this.list = pane.locator(".pane-body .monaco-list").first();
    this.rows = { locator: this.list, read: () => readTreeRows(this.list) };
  }

  /** The rows that are rendered now: what a user sees, and at most one row more at either edge. */
  visibleRows(): Promise<TreeRow[]> {
    return readTreeRows(this.list);
  }

  /** Every row of the tree, by scrolling through it. */
  allRows(): Promise<TreeRow[]> {
    return readAllRows(this.screen, this.rows);
  }

  /** Waits for a row and gives it, wholly visible. */
  async row(path: TreePath, timeoutMs?: number): Promise<TreeRow> {
    return this.screen.until(
      `the row ${describePath(path)} in the tree "${this.title}"`,
      () => this.walk(path),
      timeoutMs,
    );
  }

  /** Waits until a row is as it should be, for instance after its node was refreshed. */
  async rowWhere(path: TreePath, what: string, test: (row: TreeRow) => boolean, timeoutMs?: number): Promise<TreeRow> {
    return this.screen.until(
      `the row ${describePath(path)} in the tree "${this.title}" with ${what}`,
      async () => {
        const row = await this.walk(path);
        return row !== undefined && test(row) ? row : undefined;
      },
      timeoutMs,
    );
  }

  /** Waits until there is no such row below its parent. */
  async gone(path: TreePath, timeoutMs?: number): Promise<void> {
    await this.screen.untilTrue(
      `the row ${describePath(path)} leaving the tree "${this.title}"`,
      async () => {
        const parentIsThere = path.length === 1 || (await this.walk(path.slice(0, -1)))?.loading === false;
        return parentIsThere && (await this.walk(path)) === undefined;
      },
      timeoutMs,
    );
  }

  /** The rows directly below a row; waits until they are loaded. Without a path: the roots. */
  async children(path: TreePath = []): Promise<TreeRow[]> {
    const parent = path.length === 0 ? undefined : await this.expand(path);
    const all = await this.allRows();
    const from = parent === undefined ? 0 : all.findIndex((row) => row.index === parent.index) + 1;
    const level = (parent?.level ?? 0) + 1;
    const end = all.findIndex((row, position) => position >= from && row.level < level);
    return all.slice(from, end === -1 ? undefined : end).filter((row) => row.level === level);
  }

  async expand(path: TreePath): Promise<TreeRow> {
    return this.toggle(path, "expanded");
  }

  async collapse(path: TreePath): Promise<TreeRow> {
    return this.toggle(path, "collapsed");
  }

  /** Clicks a row's label; with "Control" or "Shift" it adds to the selection. */
  async click(path: TreePath, modifier?: "Control" | "Shift"): Promise<void> {
    await this.onRow(path, "clicked", (row) =>
      this.label(row).click({ timeout: attemptMs, modifiers: modifier === undefined ? [] : [modifier] }),
    );
  }

  /** Right-clicks a row and gives the menu that opens. */
  async contextMenu(path: TreePath): Promise<ContextMenu> {
    await this.screen.doUntil(
      `the menu of the row ${describePath(path)}`,
      () => ContextMenu.isOpen(this.screen),
      () => this.onRow(path, "right-clicked", (row) => this.label(row).click({ timeout: attemptMs, button: "right" })),
    );
    return ContextMenu.opened(this.screen);
  }

  /**
   * Right-clicks a row and chooses from its menu. One label alone is looked for in the submenus too; more than one name the way. A menu
   * that lacks the entry is opened anew: it shows what held for the row when it opened.
   */
  async chooseFromMenu(path: TreePath, ...labels: readonly [TextMatch, ...TextMatch[]]): Promise<void> {
    const found = await this.screen.until(
      `${describeMatch(labels[0])} in the menu of the row ${describePath(path)}`,
      async () => {
        const menu = await this.contextMenu(path);
        const way = await menu.pathTo(labels[0]);
        if (way !== undefined) {
          return { menu, way: [...way, ...labels.slice(1)] as [TextMatch, ...TextMatch[]] };
        }
        await menu.dismiss();
        return undefined;
      },
    );
    await found.menu.choose(...found.way);
  }

  /** Moves the focus to a row with keys only: Home, ArrowDown, and ArrowRight to expand. */
  async focusWithKeys(path: TreePath): Promise<TreeRow> {
    const target = await this.row(path);
    const { keyboard } = this.screen.page;
    await this.list.focus();
    await keyboard.press("Home");
    for (let index = 0; index <= target.index; index++) {
      await this.screen.untilTrue(`row ${index} of the tree "${this.title}" having the focus`, async () =>
        (await this.visibleRows()).some((row) => row.focused && row.index === index),
      );
      if (index < target.index) {
        await keyboard.press("ArrowDown");
      }
    }
    return this.row(path);
  }

  /** Opens the menu of a row with keys only. */
  async contextMenuWithKeys(path: TreePath): Promise<ContextMenu> {
    await this.focusWithKeys(path);
    await this.screen.pressUntil("Shift+F10", "a context menu", () => ContextMenu.isOpen(this.screen));
    return ContextMenu.opened(this.screen);
  }

  /** Presses one of the buttons that a row shows at its right end. */
  async inlineAction(path: TreePath, action: string): Promise<void> {
    await this.onRow(path, `told "${action}"`, async (row) => {
      await this.label(row).hover({ timeout: attemptMs });
      await this.element(row).locator(`.actions .action-label[aria-label="${action}"]`).click({ timeout: attemptMs });
    });
  }

  /** Rests the mouse on a row and gives the text of the tooltip, formatting left out. */
  async tooltip(path: TreePath): Promise<string> {
    const label = this.label(await this.row(path));
    return new HoverCard(this.screen).over(label, `the row ${describePath(path)}`);
  }

  /** What a row is decorated with at its right end, such as "!"; empty where it is not. */
  async badge(path: TreePath): Promise<string> {
    const label = this.element(await this.row(path))
      .locator(".monaco-icon-label")
      .first();
    const contents = await label.evaluateAll((elements: PageElement[]) =>
      elements.map((element) => element.ownerDocument.defaultView.getComputedStyle(element, "::after").content),
    );
    return /^"(.*)"$/.exec(contents[0] ?? "")?.[1] ?? "";
  }

  /** Waits until a row is decorated like this: VS Code asks for decorations after it has drawn the row. */
  async waitForBadge(path: TreePath, badge: TextMatch): Promise<void> {
    await this.screen.untilTrue(`the badge ${describeMatch(badge)} of the row ${describePath(path)}`, async () =>
      matchesText(badge, await this.badge(path)),
    );
  }

  /** Rests the mouse on a row, and presses a link of its tooltip. */
  async tooltipLink(path: TreePath, link: string): Promise<void> {
    const label = this.label(await this.row(path));
    await new HoverCard(this.screen).press(label, link, `the row ${describePath(path)}`);
  }

  /** A row with this place and name: a tree that is drawn again may have another in its place by now. */
  private element(row: TreeRow): Locator {
    return this.list.locator(`.monaco-list-row[data-index="${row.index}"]`).filter({ hasText: row.label });
  }

  /** Does something to a row, and finds it anew where the tree was drawn again under it. */
  private async onRow(path: TreePath, done: string, action: (row: TreeRow) => Promise<void>): Promise<void> {
    await this.screen.untilTrue(`the row ${describePath(path)} in the tree "${this.title}" being ${done}`, async () => {
      const row = await this.walk(path);
      return row !== undefined && (await attempt(() => action(row)));
    });
  }

  private label(row: TreeRow): Locator {
    return this.element(row).locator(".label-name").first();
  }

  private async toggle(path: TreePath, wanted: "expanded" | "collapsed"): Promise<TreeRow> {
    return this.screen.until(
      `the row ${describePath(path)} in the tree "${this.title}" with state ${wanted}`,
      async () => {
        const row = await this.walk(path);
        if (row?.expansion === wanted) {
          return row.loading ? undefined : row;
        }
        if (row !== undefined) {
          await this.pressTwistie(row);
        }
        return undefined;
      },
    );
  }

  /** Presses the twistie once; whoever needs the effect looks for it, and does it again. */
  private async pressTwistie(row: TreeRow): Promise<void> {
    const twistie = this.element(row).locator(".monaco-tl-twistie");
    if (await attempt(() => twistie.click({ timeout: attemptMs }))) {
      await this.screen.sees(async () => {
        const now = (await this.visibleRows()).find(({ index }) => index === row.index);
        return now === undefined || now.label !== row.label || now.expansion !== row.expansion;
      });
    }
  }

  private async walk(path: TreePath): Promise<TreeRow | undefined> {
    let parent: TreeRow | undefined;
    for (const segment of path) {
      if (parent?.expansion === "collapsed") {
        await this.pressTwistie(parent);
      }
      const row = await this.childOf(parent, segment);
      if (row === undefined) {
        return undefined;
      }
      parent = row;
    }
    return parent;
  }

  private async childOf(parent: TreeRow | undefined, match: RowMatch): Promise<TreeRow | undefined> {
    const level = (parent?.level ?? 0) + 1;
    const from = (parent?.index ?? -1) + 1;
    const answer = await scanList(this.screen, this.rows, from, (row): { readonly child?: TreeRow } | undefined =>
      row.level < level ? {} : row.level === level && matchesRow(match, row) ? { child: row } : undefined,
    );
    const child = answer?.child;
    if (child === undefined) {
      return undefined;
    }
    const rows = await scrollToIndex(this.screen, this.rows, child.index);
    return rows.find((row) => row.index === child.index && row.label === child.label);
  }
}
