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

/** Uses by resource id key of the identity; by name of the resource within. An identity that nothing uses is not in it. */
export type UsesByIdentity = Pick<
  ReadonlyMap<string, readonly IdentityUse[]>,
  "get" | "values" | typeof Symbol.iterator
>;

/** Which resources use which user-assigned identity, over all visible subscriptions. */
export interface UsageMap {
  readonly uses: UsesByIdentity;
  readonly coverage: UsageCoverage;
}

/** Turns the listing round: from resources with their identities to identities with their resources. Case does not count. */
export function usageMap(subscriptions: readonly SubscriptionInventory[]): UsageMap {
  const uses = new UsesOfSubscriptions();
  for (const subscription of subscriptions) {
    uses.put(subscription);
  }
  return { uses, coverage: usageCoverage(subscriptions, uses.unreadable) };
}

/** One use. Its subscription is what the latest listing of subscriptions calls it, without the use being made anew. */
class Use implements IdentityUse {
  constructor(
    private readonly owner: SubscriptionInventory,
    readonly resource: ComputeResource,
    readonly spelling: string,
  ) {}

  get subscriptionKey(): string {
    return this.owner.key;
  }

  get subscription(): Subscription {
    return this.owner.subscription;
  }
}

interface Part {
  readonly owner: SubscriptionInventory;
  /** By resource id key of the identity. */
  readonly uses: ReadonlyMap<string, readonly IdentityUse[]>;
  readonly unreadable: number;
}

/** The uses of many subscriptions, each of which can be put anew by itself: in a large estate one is soon done, and all of them are not. */
export class UsesOfSubscriptions implements UsesByIdentity {
  private readonly parts = new Map<string, Part>();
  /** By identity, then by subscription. */
  private readonly byIdentity = new Map<string, Map<string, readonly IdentityUse[]>>();
  /** What has been asked for since it last changed, in order. */
  private readonly ordered = new Map<string, readonly IdentityUse[]>();
  private unreadableCount = 0;

  /** How many resources carry something that is not understood. */
  get unreadable(): number {
    return this.unreadableCount;
  }

  /** The subscriptions that were put. */
  get owners(): readonly SubscriptionInventory[] {
    return [...this.parts.values()].map(({ owner }) => owner);
  }

  /** Puts what a subscription holds in the place of what it held. */
  put(owner: SubscriptionInventory): void {
    this.remove(owner.key);
    const part = partOf(owner);
    this.parts.set(owner.key, part);
    this.unreadableCount += part.unreadable;
    for (const [identity, uses] of part.uses) {
      const known = this.byIdentity.get(identity) ?? new Map<string, readonly IdentityUse[]>();
      this.byIdentity.set(identity, known.set(owner.key, uses));
      this.ordered.delete(identity);
    }
  }

  /** Takes out a subscription. */
  remove(key: string): void {
    const part = this.parts.get(key);
    this.parts.delete(key);
    this.unreadableCount -= part?.unreadable ?? 0;
    for (const identity of part?.uses.keys() ?? []) {
      const known = this.byIdentity.get(identity);
      known?.delete(key);
      if (known?.size === 0) {
        this.byIdentity.delete(identity);
      }
      this.ordered.delete(identity);
    }
  }

  get(identityKey: string): readonly IdentityUse[] | undefined {
    const found = this.ordered.get(identityKey) ?? this.inOrder(identityKey);
    if (found !== undefined) {
      this.ordered.set(identityKey, found);
    }
    return found;
  }

  *values(): MapIterator<readonly IdentityUse[]> {
    for (const [, uses] of this) {
      yield uses;
    }
  }

  *[Symbol.iterator](): MapIterator<[string, readonly IdentityUse[]]> {
    for (const key of this.byIdentity.keys()) {
      yield [key, this.get(key) ?? []];
    }
  }

  private inOrder(identityKey: string): readonly IdentityUse[] | undefined {
    const bySubscription = this.byIdentity.get(identityKey);
    return bySubscription && [...bySubscription.values()].flat().sort(byResourceName);
  }
}

function partOf(owner: SubscriptionInventory): Part {
  const uses = new Map<string, IdentityUse[]>();
  let unreadable = 0;
  for (const resource of owner.resources.values()) {
    if (resource.identity.kind === "unreadable") {
      unreadable++;
      continue;
    }
    for (const { id: spelling } of resource.identity.state.userAssigned) {
      const key = resourceIdKey(spelling);
      const use = new Use(owner, resource, spelling);
      const known = uses.get(key);
      if (known) {
        known.push(use);
      } else {
        uses.set(key, [use]);
      }
    }
  }
  return { owner, uses, unreadable };
}

function byResourceName({ resource: left }: IdentityUse, { resource: right }: IdentityUse): number {
  const [a, b] = [left.name.toLowerCase(), right.name.toLowerCase()];
  return a === b ? 0 : a < b ? -1 : 1;
}

/** How much of what could use an identity is known. @param unreadable how many resources carry something that is not understood */
export function usageCoverage(subscriptions: readonly SubscriptionInventory[], unreadable: number): UsageCoverage {
  let failedListings = 0;
  for (const { listings } of subscriptions) {
    for (const { kind } of [listings.scaleSet, listings.virtualMachine]) {
      if (kind === "waiting" || kind === "loading") {
        return { kind: "listing" };
      }
      failedListings += kind === "failed" ? 1 : 0;
    }
  }
  return failedListings + unreadable === 0 ? { kind: "complete" } : { kind: "partial", failedListings, unreadable };
}
