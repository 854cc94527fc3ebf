import { type Page } from "playwright-core";
import { type ListRow } from "./listScroll";
import { type PageElement } from "./pageElement";

/** One entry of a quick pick as it is on the screen. */
export interface QuickPickItem extends ListRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** The heading above this entry, where one starts here. */
  readonly separator: string;
  /** Nothing where the pick has no tick boxes. */
  readonly ticked: boolean | undefined;
  readonly focused: boolean;
  readonly actions: readonly string[];
}

/** What the quick input shows now. */
export interface QuickInputState {
  readonly kind: "pick" | "multiPick" | "inputBox";
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  /** The prompt of an input box, or what its validation says. */
  readonly message: string;
  readonly severity: "none" | "info" | "warning" | "error";
  /** The number badges at the right of the input, such as "3 Selected". */
  readonly selectedCount: string;
  readonly busy: boolean;
  /** The buttons of the title bar and beside the input, by their tooltips. */
  readonly buttons: readonly string[];
  /** The entries that are rendered now. */
  readonly items: readonly QuickPickItem[];
}

const severities = ["info", "warning", "error"] as const;

/** Reads the quick input in one look; nothing where it is hidden. */
export async function readQuickInput(page: Page): Promise<QuickInputState | undefined> {
  const widgets = await page.locator(".quick-input-widget").evaluateAll((elements: PageElement[]) =>
    elements
      .filter((widget) => widget.checkVisibility())
      .map((widget) => ({
        title: [...widget.querySelectorAll(".quick-input-title")]
          .filter((title) => title.checkVisibility())
          .map((title) => title.innerText)
          .join(" "),
        multi: widget.matches(".show-checkboxes"),
        list: widget.querySelector(".quick-input-list")?.checkVisibility() ?? false,
        placeholder: widget.querySelector(".quick-input-box input")?.placeholder ?? "",
        value: widget.querySelector(".quick-input-box input")?.value ?? "",
        boxClass: widget.querySelector(".quick-input-box .monaco-inputbox")?.className ?? "",
        message: [...widget.querySelectorAll(".quick-input-message, .quick-input-description")]
          .filter((message) => message.checkVisibility())
          .map((message) => message.innerText.trim())
          .join(" "),
        selectedCount: [...widget.querySelectorAll(".quick-input-count")]
          .filter((count) => count.checkVisibility())
          .map((count) => count.innerText.trim())
          .join(" "),
        bar: widget.querySelector(".quick-input-progress")?.matches(".active") ?? false,
        buttons: [
          ...widget.querySelectorAll(
            ".quick-input-titlebar .action-label, .quick-input-inline-action-bar .action-label, .quick-input-action a",
          ),
        ]
          .filter((button) => button.checkVisibility())
          .map((button) => button.getAttribute("aria-label") ?? button.innerText),
        items: [...widget.querySelectorAll(".quick-input-list .monaco-list-row")].map((row) => ({
          index: Number(row.getAttribute("data-index")),
          label: row.querySelector(".label-name")?.textContent ?? "",
          description: row.querySelector(".label-description")?.textContent ?? "",
          detail: row.querySelector(".quick-input-list-label-meta")?.innerText.trim() ?? "",
          separator: [...row.querySelectorAll(".quick-input-list-separator")]
            .filter((separator) => separator.checkVisibility())
            .map((separator) => separator.innerText)
            .join(" "),
          checked: row.getAttribute("aria-checked"),
          focused: row.matches(".focused"),
          actions: [...row.querySelectorAll(".quick-input-list-entry-action-bar .action-label")].map(
            (action) => action.getAttribute("aria-label") ?? "",
          ),
          last: row.getAttribute("data-last-element") === "true",
          height: row.getBoundingClientRect().height,
          whole:
            row.getBoundingClientRect().top >= (row.closest(".monaco-list")?.getBoundingClientRect().top ?? 0) - 1 &&
            row.getBoundingClientRect().bottom <=
              (row.closest(".monaco-list")?.getBoundingClientRect().bottom ?? 0) + 1,
        })),
      })),
  );
  const [widget] = widgets;
  if (widget === undefined) {
    return undefined;
  }
  const { multi, list, bar, boxClass, items, ...rest } = widget;
  const kind = multi ? "multiPick" : list ? "pick" : "inputBox";
  return {
    ...rest,
    kind,
    // The bar comes only after most of a second.
    busy: bar || (kind !== "inputBox" && items.length === 0 && rest.value === ""),
    severity: severities.find((severity) => boxClass.split(" ").includes(severity)) ?? "none",
    items: items
      .map(({ checked, ...item }) => ({ ...item, ticked: multi ? checked === "true" : undefined }))
      .sort((a, b) => a.index - b.index),
  };
}
