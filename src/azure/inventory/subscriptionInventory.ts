import { resourceIdKey } from "../../identity/resourceId";
import type { Subscription } from "../accounts";
import type { AzureError } from "../azureError";
import type { ComputeResource, UserAssignedIdentityResource } from "../compute/computeResource";

/** The kinds of things that a subscription is listed for, each by one list call. */
export const listedKinds = ["scaleSet", "virtualMachine", "userAssignedIdentity"] as const;
/** One of the listed kinds. */
export type ListedKind = (typeof listedKinds)[number];

/** How far the listing of one kind has come. */
export type ListingState =
  | { readonly kind: "waiting" }
  | { readonly kind: "loading" }
  | { readonly kind: "loaded" }
  | { readonly kind: "failed"; readonly error: AzureError };

/** What is known of one subscription. Keys of the maps are resource id keys. Changes while it is loading. */
export interface SubscriptionInventory {
  /** Unique per account, tenant and subscription, and the same after a refresh. */
  readonly key: string;
  readonly subscription: Subscription;
  readonly resources: ReadonlyMap<string, ComputeResource>;
  readonly identities: ReadonlyMap<string, UserAssignedIdentityResource>;
  readonly listings: Readonly<Record<ListedKind, ListingState>>;
}

/** Whether a listing of the subscription is still to come to its end. */
export function isBeingListed({ listings }: SubscriptionInventory): boolean {
  return !Object.values(listings).every(hasEnded);
}

function hasEnded({ kind }: ListingState): boolean {
  return kind === "loaded" || kind === "failed";
}

/** The key of a subscription as one account sees it through one tenant. */
export function subscriptionKey({ tenant, subscriptionId }: Subscription): string {
  return [tenant.account.id, tenant.tenantId, subscriptionId].join("/").toLowerCase();
}

/**
 * The key of the directory that a subscription belongs to, through whichever tenant it is seen: a user-assigned identity can be
 * assigned within it only (docs/azure-behaviour.md#isolation-scope).
 */
export function directoryKey({ ownerTenantId }: Subscription): string {
  return ownerTenantId.toLowerCase();
}

/** Holds what one subscription's listings have brought; what a listing no longer brings goes when it ends, not before. */
export class SubscriptionListings implements SubscriptionInventory {
  readonly key: string;
  readonly resources = new Map<string, ComputeResource>();
  readonly identities = new Map<string, UserAssignedIdentityResource>();
  readonly listings: Record<ListedKind, ListingState> = {
    scaleSet: { kind: "waiting" },
    virtualMachine: { kind: "waiting" },
    userAssignedIdentity: { kind: "waiting" },
  };

  /** `subscription`, and its tenant with it, is what the latest listing of subscriptions calls it. Its key stays the same. */
  constructor(public subscription: Subscription) {
    this.key = subscriptionKey(subscription);
  }

  /** Ends the listings that were broken off and that nobody will begin again: nothing may wait for them. */
  endUnfinished(error: AzureError): void {
    for (const kind of listedKinds) {
      if (!hasEnded(this.listings[kind])) {
        this.listings[kind] = { kind: "failed", error };
      }
    }
  }

  putResources(items: readonly ComputeResource[], seen: Set<string>): void {
    for (const item of items) {
      seen.add(resourceIdKey(item.id));
      this.resources.set(resourceIdKey(item.id), item);
    }
  }

  /**
   * Shows a row of a copy where nothing newer is known: its list is still to come, or has not brought it yet.
   * @returns the key of the subscription, where there is something new to show
   */
  showFirst(row: ComputeResource): string | undefined {
    const key = resourceIdKey(row.id);
    if (this.resources.has(key) || hasEnded(this.listings[row.kind])) {
      return undefined;
    }
    this.resources.set(key, row);
    return this.key;
  }

  putIdentities(items: readonly UserAssignedIdentityResource[], seen: Set<string>): void {
    for (const item of items) {
      seen.add(resourceIdKey(item.id));
      this.identities.set(resourceIdKey(item.id), item);
    }
  }

  /** Forgets what a listing that came to its end did not bring. */
  forgetUnseen(kind: ListedKind, seen: ReadonlySet<string>): void {
    if (kind === "userAssignedIdentity") {
      for (const key of this.identities.keys()) {
        if (!seen.has(key)) {
          this.identities.delete(key);
        }
      }
      return;
    }
    for (const [key, resource] of this.resources) {
      if (resource.kind === kind && !seen.has(key)) {
        this.resources.delete(key);
      }
    }
  }
}
