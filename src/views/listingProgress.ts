import * as vscode from "vscode";
import type { Inventory } from "../azure/inventory/inventory";
import { showViewProgress } from "../ui/shown/progress";
import { untilListed } from "../azure/inventory/untilListed";

function isListing(inventory: Inventory): boolean {
  return inventory.state.kind === "loading" || inventory.isListing;
}

/**
 * Shows in a view that the listing is under way. Not at the nodes of subscriptions: each of them would be drawn again for it, and what
 * is below one would be gone for a moment (shownTree.ts).
 */
export function showListingProgress(inventory: Inventory, viewId: string): vscode.Disposable {
  let isShown = false;
  const listening = inventory.onDidChange(() => {
    if (isShown || !isListing(inventory)) {
      return;
    }
    isShown = true;
    void showViewProgress(viewId, async () => {
      await untilListed(inventory, () => !isListing(inventory));
      isShown = false;
    });
  });
  return vscode.Disposable.from(listening);
}
