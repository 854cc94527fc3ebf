import { type Locator } from "playwright-core";
import { type ListRow } from "./listScroll";
import { type PageElement } from "./pageElement";

/** One row of a tree as it is on the screen. */
export interface TreeRow extends ListRow {
  /** 1 for a root. */
  readonly level: number;
  readonly label: string;
  readonly description: string;
  readonly ariaLabel: string;
  readonly expansion: "expanded" | "collapsed" | "leaf";
  readonly loading: boolean;
  readonly selected: boolean;
  readonly focused: boolean;
  /** A codicon's name ("key"), the file name of an image, or nothing. */
  readonly icon: string;
  readonly inlineActions: readonly string[];
}

/** Reads the rows that a tree has rendered, in one look. */
export async function readTreeRows(list: Locator): Promise<TreeRow[]> {
  const rows = await list.locator(".monaco-list-row").evaluateAll((elements: PageElement[]) =>
    elements.map((row) => ({
      index: Number(row.getAttribute("data-index")),
      level: Number(row.getAttribute("aria-level")),
      label: (row.querySelector(".label-name") ?? row.querySelector(".monaco-tl-contents"))?.textContent ?? "",
      description: row.querySelector(".label-description")?.textContent ?? "",
      ariaLabel: row.getAttribute("aria-label") ?? "",
      expanded: row.getAttribute("aria-expanded"),
      loading: row.querySelector(".monaco-tl-twistie.codicon-tree-item-loading") !== null,
      selected: row.getAttribute("aria-selected") === "true",
      focused: row.matches(".focused"),
      iconClass: row.querySelector(".custom-view-tree-node-item-icon")?.className ?? "",
      image: row.querySelector(".custom-view-tree-node-item-icon")?.style.backgroundImage ?? "",
      inlineActions: [...row.querySelectorAll(".actions .action-label[aria-label]")].map(
        (action) => action.getAttribute("aria-label") ?? "",
      ),
      height: row.getBoundingClientRect().height,
      top: row.getBoundingClientRect().top,
      bottom: row.getBoundingClientRect().bottom,
      listTop: row.closest(".monaco-list")?.getBoundingClientRect().top ?? 0,
      listBottom: row.closest(".monaco-list")?.getBoundingClientRect().bottom ?? 0,
      last: row.getAttribute("data-last-element") === "true",
    })),
  );
  return rows
    .map(({ expanded, iconClass, image, top, bottom, listTop, listBottom, ...row }): TreeRow => {
      const codicon = /codicon-(?!colored)(\S+)/.exec(iconClass)?.[1];
      return {
        ...row,
        expansion: expanded === null ? "leaf" : expanded === "true" ? "expanded" : "collapsed",
        icon: codicon ?? /([^/"?&]+\.svg)/.exec(decodeURIComponent(image))?.[1] ?? "",
        whole: top >= listTop - 1 && bottom <= listBottom + 1,
      };
    })
    .sort((a, b) => a.index - b.index);
}
