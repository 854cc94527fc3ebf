import { resourceIdKey } from "../../identity/resourceId";
import type { Subscription } from "../accounts";
import type { ComputeResource } from "../compute/computeResource";
import type { SubscriptionInventory } from "./subscriptionInventory";

/** A resource that carries an identity. */
export interface IdentityUse {
  /** The resource's, which need not be the identity's. */
  readonly subscriptionKey: string;
  readonly subscription: Subscription;
  readonly resource: ComputeResource;
  /** The identity in the spelling that the resource has for it. */
  readonly spelling: string;
}

/** How much of what could use an identity is known. `complete`: all that is visible has been listed and understood. */
export type UsageCoverage =
  | { readonly kind: "complete" }
  | { readonly kind: "listing" }
  /**
   * `failedListings` could not be listed, `unreadable` resources carry something that is not understood, `hidden` subscriptions are hidden
   * by the user's own filter.
   */
  | {
      readonly kind: "partial";
      readonly failedListings: number;
      readonly unreadable: number;
      readonly hidden?: number;
    };

/** Which resources use which user-assigned identity, over all visible subscriptions. */
export interface UsageMap {
  /** By resource id key of the identity; by name of the resource within. An identity that nothing uses is not in it. */
  readonly uses: ReadonlyMap<string, readonly IdentityUse[]>;
  readonly coverage: UsageCoverage;
}

/** Turns the listing round: from resources with their identities to identities with their resources. Case does not count. */
export function usageMap(subscriptions: readonly SubscriptionInventory[]): UsageMap {
  const uses = new Map<string, IdentityUse[]>();
  let unreadable = 0;
  for (const { key: subscriptionKey, subscription, resources } of subscriptions) {
    for (const resource of resources.values()) {
      if (resource.identity.kind === "unreadable") {
        unreadable++;
        continue;
      }
      for (const { id: spelling } of resource.identity.state.userAssigned) {
        const key = resourceIdKey(spelling);
        const use = { subscriptionKey, subscription, resource, spelling };
        const known = uses.get(key);
        if (known) {
          known.push(use);
        } else {
          uses.set(key, [use]);
        }
      }
    }
  }
  for (const each of uses.values()) {
    each.sort(byResourceName);
  }
  return { uses, coverage: coverage(subscriptions, unreadable) };
}

function byResourceName({ resource: left }: IdentityUse, { resource: right }: IdentityUse): number {
  const [a, b] = [left.name.toLowerCase(), right.name.toLowerCase()];
  return a === b ? 0 : a < b ? -1 : 1;
}

function coverage(subscriptions: readonly SubscriptionInventory[], unreadable: number): UsageCoverage {
  const listings = subscriptions.flatMap(({ listings: { scaleSet, virtualMachine } }) => [scaleSet, virtualMachine]);
  if (listings.some(({ kind }) => kind === "waiting" || kind === "loading")) {
    return { kind: "listing" };
  }
  const failedListings = listings.filter(({ kind }) => kind === "failed").length;
  return failedListings + unreadable === 0 ? { kind: "complete" } : { kind: "partial", failedListings, unreadable };
}
