import { AzureError } from "../azure/azureError";
import type { Inventory } from "../azure/inventory/inventory";
import { isBeingListed, type SubscriptionInventory } from "../azure/inventory/subscriptionInventory";
import type { ReadFilter } from "../ui/textFilter";

/** Which welcome text the empty tree shows; `filled` where there is something to show, `loading` while nobody knows. */
export type TreeState =
  | "loading"
  | "filled"
  | "notSignedIn"
  | "noMicrosoftAccount"
  | "otherCloud"
  | "noSubscriptions"
  | "filterHidesAll"
  | "nothingFound"
  | "noMatch";

/** Whether nothing has come of a subscription's listing of resources, and nothing will. */
function hasNoResources({ resources, listings }: SubscriptionInventory): boolean {
  return resources.size === 0 && listings.scaleSet.kind === "loaded" && listings.virtualMachine.kind === "loaded";
}

/** What a failed listing says of the sign-in; `filled` where it is about something else, which a row of the tree says. */
function signInState(error: AzureError): TreeState {
  if (AzureError.is(error, "badSettings")) {
    const { detail } = error.failure;
    return detail === "noMicrosoftAccount" || detail === "otherCloud" ? detail : "filled";
  }
  return AzureError.is(error, "notSignedIn") ? "notSignedIn" : "filled";
}

/** What a tree as a whole has to say; `isEmpty` says of a subscription that there is nothing of it to show. */
export function treeState(
  inventory: Inventory,
  isEmpty: (subscription: SubscriptionInventory) => boolean = hasNoResources,
): TreeState {
  const { state } = inventory;
  switch (state.kind) {
    case "notLoaded":
    case "loading":
      return inventory.subscriptions.length === 0 ? "loading" : "filled";
    case "failed":
      return inventory.subscriptions.length === 0 ? signInState(state.error) : "filled";
    case "loaded": {
      const { failures, hiddenByFilter } = state.listing;
      if (inventory.subscriptions.length === 0 && failures.length === 0) {
        return hiddenByFilter > 0 ? "filterHidesAll" : "noSubscriptions";
      }
      return inventory.subscriptions.every(isEmpty) && failures.length === 0 ? "nothingFound" : "filled";
    }
  }
}

/** The same with a filter: whether there is something, and the filter lets nothing of it through. */
export function filteredState(
  state: TreeState,
  inventory: Inventory,
  filter: Pick<ReadFilter<never>, "text">,
  roots: () => readonly unknown[],
): TreeState {
  const isAllKnown =
    filter.text !== "" && inventory.subscriptions.length > 0 && !inventory.subscriptions.some(isBeingListed);
  return state === "filled" && isAllKnown && roots().length === 0 ? "noMatch" : state;
}
