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
  /** When the oldest of its latest lists that came to their end was begun, in milliseconds since 1970; undefined until each kind has one. */
  readonly listedAt: number | undefined;
  /** Keys of the rows that only a copy of Azure has told of so far: Azure Resource Graph lags behind. */
  readonly copied: ReadonlySet<string>;
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

/**
 * Holds what one subscription's listings have brought; what a listing no longer brings goes when it ends, not before. What was read or changed apart from
 * the lists is newer than a page that was asked for before: no page takes its place, and the end of that list does not take it away.
 */
export class SubscriptionListings implements SubscriptionInventory {
  readonly key: string;
  readonly resources = new Map<string, ComputeResource>();
  readonly identities = new Map<string, UserAssignedIdentityResource>();
  readonly listings: Record<ListedKind, ListingState> = {
    scaleSet: { kind: "waiting" },
    virtualMachine: { kind: "waiting" },
    userAssignedIdentity: { kind: "waiting" },
  };

  readonly copied = new Set<string>();
  private readonly endedLists = new Map<ListedKind, number>();
  /** By resource id key: the step at which something was read, made or deleted apart from the lists. */
  private readonly touched = new Map<string, number>();
  private step = 0;

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

  get listedAt(): number | undefined {
    return this.endedLists.size < listedKinds.length ? undefined : Math.min(...this.endedLists.values());
  }

  /** A list has come to its end. @param begunAtMs in milliseconds since 1970 */
  endList(kind: ListedKind, begunAtMs: number): void {
    this.endedLists.set(kind, begunAtMs);
  }

  /** Where it has come: asked for before each page of a list, and given with the page. */
  get now(): number {
    return this.step;
  }

  /** Puts a resource that was read apart from the lists in the place of what was known of it. @returns what was known */
  replaceResource(resource: ComputeResource): ComputeResource | undefined {
    const key = this.touch(resource.id);
    const known = this.resources.get(key);
    this.resources.set(key, resource);
    return known;
  }

  /** Adds an identity that was made or read apart from the lists. */
  addIdentity(identity: UserAssignedIdentityResource): void {
    this.identities.set(this.touch(identity.id), identity);
  }

  /** Takes out an identity that was deleted. @returns whether it was there */
  removeIdentity(identityId: string): boolean {
    return this.identities.delete(this.touch(identityId));
  }

  /** Takes in a page. @param askedAt where it had come (`now`) when the page was asked for */
  putResources(items: readonly ComputeResource[], seen: Set<string>, askedAt = this.now): void {
    this.put(this.resources, items, seen, askedAt);
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
    this.copied.add(key);
    return this.key;
  }

  /** The same of identities. */
  putIdentities(items: readonly UserAssignedIdentityResource[], seen: Set<string>, askedAt = this.now): void {
    this.put(this.identities, items, seen, askedAt);
  }

  /** Forgets what a listing that came to its end did not bring. @param begunAt where it had come when the listing began */
  forgetUnseen(kind: ListedKind, seen: ReadonlySet<string>, begunAt = this.now): void {
    const isGone = (key: string): boolean => !seen.has(key) && !this.isNewer(key, begunAt);
    if (kind === "userAssignedIdentity") {
      for (const key of this.identities.keys()) {
        if (isGone(key)) {
          this.identities.delete(key);
        }
      }
      return;
    }
    for (const [key, resource] of this.resources) {
      if (resource.kind === kind && isGone(key)) {
        this.resources.delete(key);
        this.copied.delete(key);
      }
    }
  }

  private put<Item extends { readonly id: string }>(
    known: Map<string, Item>,
    items: readonly Item[],
    seen: Set<string>,
    askedAt: number,
  ): void {
    for (const item of items) {
      const key = resourceIdKey(item.id);
      seen.add(key);
      if (!this.isNewer(key, askedAt)) {
        known.set(key, item);
        this.copied.delete(key);
      }
    }
  }

  private touch(id: string): string {
    const key = resourceIdKey(id);
    this.touched.set(key, ++this.step);
    this.copied.delete(key);
    return key;
  }

  private isNewer(key: string, than: number): boolean {
    return (this.touched.get(key) ?? 0) > than;
  }
}
