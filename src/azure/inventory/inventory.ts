import { isDeepStrictEqual } from "node:util";
import { parseResourceId, resourceIdKey, sameResourceId } from "../../identity/resourceId";
import { type Disposable, type Subscription, type Tenant, tenantKey } from "../accounts";
import { AzureError } from "../azureError";
import type { ComputeResource, UserAssignedIdentityResource } from "../compute/computeResource";
import { forEachBounded } from "../forEachBounded";
import { type FirstRowsGateway, MANY_SUBSCRIPTIONS, showFirstRows } from "./firstRows";
import type { InventoryGateway } from "./listing";
import type { SubscriptionGateway, SubscriptionListing } from "./subscriptions";
import { Listeners } from "../listeners";
import {
  isBeingListed,
  type ListedKind,
  listedKinds,
  type ListingState,
  type SubscriptionInventory,
  subscriptionKey,
  SubscriptionListings,
} from "./subscriptionInventory";

/** How far the listing of subscriptions has come. */
export type InventoryState =
  | { readonly kind: "notLoaded" }
  | { readonly kind: "loading" }
  | { readonly kind: "loaded"; readonly listing: SubscriptionListing }
  | { readonly kind: "failed"; readonly error: AzureError };

/** What has changed: everything, one subscription, or one resource. */
export type InventoryEvent =
  | { readonly kind: "all" }
  | { readonly kind: "subscription"; readonly key: string }
  | { readonly kind: "resource"; readonly key: string; readonly resourceId: string };

/**
 * Lists at the same time: latency and not ARM bounds how fast an estate is listed, because its buckets are of a subscription each, and far
 * wider than the three lists of one (docs/azure-behaviour.md#resource-manager-limits).
 */
const LISTINGS_AT_ONCE = 32;

/** A list that is still to be asked for. */
interface DueList {
  readonly entry: SubscriptionListings;
  readonly kind: ListedKind;
}

/**
 * The listing of subscriptions, resources and user-assigned identities that the tree, the pickers and the usage map share.
 * One list call a kind and subscription; nothing is asked for a second time until it is refreshed.
 */
export class Inventory implements Disposable {
  private readonly listeners = new Listeners<InventoryEvent>();
  private readonly bySubscription = new Map<string, SubscriptionListings>();
  /** By subscription id in lower case; several where several accounts see it. */
  private owners: ReadonlyMap<string, readonly SubscriptionListings[]> = new Map();
  /** As the listing has them: asked for at every event, for every row. */
  private listed: readonly SubscriptionInventory[] = [];
  private seenThrough: readonly Tenant[] = [];
  /** The keys of the subscriptions of which a listing is still to come to its end. */
  private readonly unfinished = new Set<string>();
  private current: InventoryState = { kind: "notLoaded" };
  private loading: Promise<void> | undefined;
  private abort = new AbortController();
  private begunAt: number | undefined;
  /** The lists that have not begun, in their order. */
  private due: readonly DueList[] = [];

  /**
   * @param firstRows what shows a large estate before its lists have come; undefined where it is not to be asked
   * @param isAnySizeShown whether it shows every estate, however small
   */
  constructor(
    private readonly subscriptionGateway: SubscriptionGateway,
    private readonly gateway: InventoryGateway,
    private readonly firstRows: () => FirstRowsGateway | undefined = () => undefined,
    private readonly isAnySizeShown: () => boolean = () => false,
  ) {}

  get state(): InventoryState {
    return this.current;
  }

  /** When the latest listing of everything was begun, in milliseconds since 1970; what was changed since may be missing in it. */
  get listedSince(): number | undefined {
    return this.begunAt;
  }

  /** The subscriptions in the order of the listing. */
  get subscriptions(): readonly SubscriptionInventory[] {
    return this.listed;
  }

  /** The tenants through which accounts see the subscriptions: each once for each account. */
  get tenants(): readonly Tenant[] {
    return this.seenThrough;
  }

  /** Whether a listing of a subscription is still to come to its end. */
  get isListing(): boolean {
    return this.unfinished.size > 0;
  }

  subscription(key: string): SubscriptionInventory | undefined {
    return this.bySubscription.get(key);
  }

  /** The subscription with this id, as the first of the accounts sees it; undefined where it is not visible. */
  ownerOf(subscriptionId: string): SubscriptionInventory | undefined {
    return this.owners.get(subscriptionId.toLowerCase())?.[0];
  }

  /** The user-assigned identity with this id, where its subscription is visible. */
  findIdentity(id: string): UserAssignedIdentityResource | undefined {
    const key = resourceIdKey(id);
    const owners = this.owners.get(parseResourceId(id)?.subscriptionId.toLowerCase() ?? "") ?? [];
    return owners.map((each) => each.identities.get(key)).find((identity) => identity !== undefined);
  }

  onDidChange(listener: (event: InventoryEvent) => void): Disposable {
    return this.listeners.add(listener);
  }

  /** Loads everything once; later calls wait for the same load. Errors are kept in `state` and in the listings, not thrown. */
  load(): Promise<void> {
    this.loading ??= this.loadAll(this.abort.signal);
    return this.loading;
  }

  /** The same for those who cannot do without: what has been listed. @throws AzureError where the subscriptions could not be */
  async loaded(): Promise<readonly SubscriptionInventory[]> {
    await this.load();
    if (this.current.kind === "failed") {
      throw this.current.error;
    }
    return this.subscriptions;
  }

  /** Reads everything again. What is known stays visible until the new answers are there. */
  refresh(): Promise<void> {
    this.abort.abort();
    this.abort = new AbortController();
    this.loading = this.loadAll(this.abort.signal);
    return this.loading;
  }

  /** Forgets everything, and whatever is under way: for another account or cloud. */
  reset(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.loading = undefined;
    this.keepOnly([]);
    this.become({ kind: "notLoaded" });
  }

  /** Lists a subscription before the others, where it has not been listed yet: somebody waits for it. */
  hurry(key: string): void {
    const isWaitedFor = ({ entry }: DueList): boolean => entry.key === key;
    this.due = [...this.due.filter(isWaitedFor), ...this.due.filter((list) => !isWaitedFor(list))];
  }

  /** Reads one subscription again. */
  async refreshSubscription(key: string): Promise<void> {
    const entry = this.bySubscription.get(key);
    if (entry) {
      await forEachBounded(listedKinds, LISTINGS_AT_ONCE, (kind) => this.list(entry, kind, this.abort.signal));
    }
  }

  /** Puts a resource that was read afresh in the place of what was known of it. */
  replaceResource(subscription: Subscription, resource: ComputeResource): void {
    const entry = this.bySubscription.get(subscriptionKey(subscription));
    if (entry === undefined) {
      return;
    }
    const known = entry.replaceResource(resource);
    // A view that is drawn again takes the keyboard's focus: nothing is told where nothing is new.
    if (!isDeepStrictEqual(known, resource)) {
      this.listeners.notify({ kind: "resource", key: entry.key, resourceId: resource.id });
    }
  }

  /** Adds an identity that was made just now. */
  addIdentity(subscription: Subscription, identity: UserAssignedIdentityResource): void {
    const entry = this.bySubscription.get(subscriptionKey(subscription));
    if (entry) {
      entry.addIdentity(identity);
      this.listeners.notify({ kind: "subscription", key: entry.key });
    }
  }

  /** Takes out an identity that was deleted just now. */
  removeIdentity(subscription: Subscription, identityId: string): void {
    const entry = this.bySubscription.get(subscriptionKey(subscription));
    if (entry?.removeIdentity(identityId) === true) {
      this.listeners.notify({ kind: "subscription", key: entry.key });
    }
  }

  dispose(): void {
    this.abort.abort();
    this.listeners.clear();
  }

  private async loadAll(signal: AbortSignal): Promise<void> {
    this.begunAt = Date.now();
    this.become({ kind: "loading" });
    try {
      const listing = await this.subscriptionGateway.list(signal);
      if (signal.aborted) {
        return;
      }
      this.keepOnly(listing.subscriptions);
      this.become({ kind: "loaded", listing });
    } catch (error) {
      if (!signal.aborted) {
        this.fail(asAzureError(error));
      }
      return;
    }
    const entries = [...this.bySubscription.values()];
    const firstRows = this.firstRows();
    if (firstRows !== undefined) {
      const fewest = this.isAnySizeShown() ? 1 : MANY_SUBSCRIPTIONS;
      void showFirstRows(firstRows, { entries, fewest }, signal, (key) => {
        this.listeners.notify({ kind: "subscription", key });
      });
    }
    const lists = entries.flatMap((entry) => listedKinds.map((kind): DueList => ({ entry, kind })));
    this.due = lists;
    await forEachBounded(lists, LISTINGS_AT_ONCE, async () => {
      const next = signal.aborted ? undefined : this.due[0];
      this.due = next === undefined ? this.due : this.due.slice(1);
      await (next && this.list(next.entry, next.kind, signal));
    });
  }

  private keepOnly(subscriptions: readonly Subscription[]): void {
    const known = new Map(this.bySubscription);
    this.bySubscription.clear();
    for (const subscription of subscriptions) {
      const key = subscriptionKey(subscription);
      const entry = known.get(key) ?? new SubscriptionListings(subscription);
      entry.subscription = subscription;
      this.bySubscription.set(key, entry);
    }
    this.listed = [...this.bySubscription.values()];
    this.seenThrough = [...new Map(subscriptions.map(({ tenant }) => [tenantKey(tenant), tenant])).values()];
    this.unfinished.clear();
    for (const entry of this.listed.filter(isBeingListed)) {
      this.unfinished.add(entry.key);
    }
    this.owners = Map.groupBy(this.bySubscription.values(), ({ subscription }) =>
      subscription.subscriptionId.toLowerCase(),
    );
  }

  /** What is known stays, also of listings that were under way when this one took their place. */
  private fail(error: AzureError): void {
    for (const entry of this.bySubscription.values()) {
      entry.endUnfinished(error);
    }
    this.unfinished.clear();
    this.become({ kind: "failed", error });
  }

  private async list(entry: SubscriptionListings, kind: ListedKind, signal: AbortSignal): Promise<void> {
    const told = (): void => {
      this.listeners.notify({ kind: "subscription", key: entry.key });
    };
    const seen = new Set<string>();
    try {
      // Whatever has broken it off has begun the listing again, or has ended it.
      signal.throwIfAborted();
      this.progress(entry, kind, { kind: "loading" });
      told();
      const begunAt = entry.now;
      const begunAtMs = Date.now();
      let askedAt = begunAt;
      if (kind === "userAssignedIdentity") {
        for await (const page of this.gateway.listUserAssignedIdentities(entry.subscription, signal)) {
          entry.putIdentities(page.items, seen, askedAt);
          told();
          askedAt = entry.now;
        }
      } else {
        for await (const page of this.gateway.listComputeResources(entry.subscription, kind, signal)) {
          entry.putResources(page.items, seen, askedAt);
          told();
          askedAt = entry.now;
        }
      }
      entry.forgetUnseen(kind, seen, begunAt);
      entry.endList(kind, begunAtMs);
      this.progress(entry, kind, { kind: "loaded" });
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      this.progress(entry, kind, { kind: "failed", error: asAzureError(error) });
    }
    told();
  }

  private progress(entry: SubscriptionListings, kind: ListedKind, state: ListingState): void {
    entry.listings[kind] = state;
    if (!isBeingListed(entry)) {
      this.unfinished.delete(entry.key);
    } else if (this.bySubscription.get(entry.key) === entry) {
      this.unfinished.add(entry.key);
    }
  }

  private become(state: InventoryState): void {
    this.current = state;
    this.listeners.notify({ kind: "all" });
  }
}

function asAzureError(error: unknown): AzureError {
  const detail = error instanceof Error ? error.message : String(error);
  return AzureError.is(error) ? error : new AzureError({ reason: "badAnswer", detail }, undefined, error);
}

/** The instances of a Flexible scale set: machines that name it, in whatever casing. */
export function flexibleInstances(inventory: SubscriptionInventory, scaleSetId: string): ComputeResource[] {
  return [...inventory.resources.values()].filter(
    (resource) =>
      resource.kind === "virtualMachine" &&
      resource.scaleSetId !== undefined &&
      sameResourceId(resource.scaleSetId, scaleSetId),
  );
}
