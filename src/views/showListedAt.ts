import * as vscode from "vscode";
import type { Inventory } from "../azure/inventory/inventory";
import { setViewDescription } from "../ui/shown/tree";
import { describeFreshness } from "../ui/words/freshness";

/** Events of a listing come by the thousand: it is looked at for all of them together. */
const GATHERED_MS = 250;

/** Says beside the title of a view how old its rows are. Not at the rows: each of them would be drawn again for it. */
export function showListedAt(
  inventory: Pick<Inventory, "onDidChange" | "subscriptions">,
  view: vscode.TreeView<unknown>,
): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  let shown: string | undefined;
  const show = (): void => {
    timer = undefined;
    const text = describeFreshness(inventory.subscriptions);
    if (text !== shown) {
      shown = text;
      setViewDescription(view, text);
    }
  };
  const listening = inventory.onDidChange(() => {
    timer ??= setTimeout(show, GATHERED_MS);
  });
  return vscode.Disposable.from(
    listening,
    new vscode.Disposable(() => {
      clearTimeout(timer);
    }),
  );
}
