import type { Subscription } from "../accounts";
import type { ComputeResource, UserAssignedIdentityResource } from "../compute/computeResource";

/** One page of a listing. Items that cannot be used (no id, id of another type) are left out and counted. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly skipped: number;
}

/** Lists what a subscription holds: one list call a kind, page by page. Every method throws AzureError and nothing else. */
export interface InventoryGateway {
  listComputeResources(
    subscription: Subscription,
    kind: ComputeResource["kind"],
    signal: AbortSignal,
  ): AsyncIterable<Page<ComputeResource>>;
  listUserAssignedIdentities(
    subscription: Subscription,
    signal: AbortSignal,
  ): AsyncIterable<Page<UserAssignedIdentityResource>>;
}
