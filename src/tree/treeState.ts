import { AzureError } from "../azure/azureError";
import type { Inventory } from "../azure/inventory";

/** Which welcome text the empty tree shows; `filled` where there is something to show, `loading` while nobody knows. */
export type TreeState = "loading" | "filled" | "notSignedIn" | "noSubscriptions" | "filterHidesAll" | "nothingFound";

/** What the tree as a whole has to say. */
export function treeState(inventory: Inventory): TreeState {
  const { state } = inventory;
  switch (state.kind) {
    case "notLoaded":
    case "loading":
      return inventory.subscriptions.length === 0 ? "loading" : "filled";
    case "failed":
      return AzureError.is(state.error, "notSignedIn") ? "notSignedIn" : "filled";
    case "loaded": {
      const { failures, hiddenByFilter } = state.listing;
      if (inventory.subscriptions.length === 0 && failures.length === 0) {
        return hiddenByFilter > 0 ? "filterHidesAll" : "noSubscriptions";
      }
      const isEmpty = inventory.subscriptions.every(
        ({ resources, listings }) =>
          resources.size === 0 && listings.scaleSet.kind === "loaded" && listings.virtualMachine.kind === "loaded",
      );
      return isEmpty && failures.length === 0 ? "nothingFound" : "filled";
    }
  }
}
