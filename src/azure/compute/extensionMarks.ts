import { resourceIdKey } from "../../identity/resourceId";
import { type Disposable, tenantKey } from "../accounts";
import { AzureError } from "../azureError";
import type { ExtensionTarget, RetiredExtensions } from "./extensionFindings";
import type { ExtensionGateway } from "./extensions";
import type { Inventory } from "../inventory/inventory";
import type { ListingState, SubscriptionInventory } from "../inventory/subscriptionInventory";

/** Machines that are looked at after one query, at the most: more would be no mark but a search, for which there is a command. */
const MOST_LOOKED_AT = 200;

/**
 * Finds the machines that carry the retired extension without being asked to: their listing does not tell. Once the subscriptions are
 * listed, one query an account and tenant names the candidates, and each of these is then looked at, as Resource Graph may be behind.
 * Nobody waits for it, and nothing of it is shown but the marks: what fails is only told to `onFailure`.
 */
export class RetiredMarks implements Disposable {
  /** The listing of machines that a subscription was asked for after: when it is listed anew, it is asked for anew. */
  private readonly askedAfter = new Map<string, ListingState>();
  private readonly abort = new AbortController();
  private readonly listening: Disposable;
  private isWanted = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly inventory: Inventory,
    private readonly retired: RetiredExtensions,
    private readonly gateway: Pick<ExtensionGateway, "listSuspects">,
    private readonly onFailure: (error: AzureError) => void,
  ) {
    this.listening = inventory.onDidChange(() => {
      void this.check();
    });
  }

  /** Somebody sees the resources from now on. */
  start(): void {
    this.isWanted = true;
    void this.check();
  }

  /** Looks at what has been listed since. Ends when nothing is left to look at. Never throws for what Azure answers. */
  check(): Promise<void> {
    this.running ??= this.checkAll().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  dispose(): void {
    this.abort.abort();
    this.listening.dispose();
  }

  private async checkAll(): Promise<void> {
    for (let due = this.due(); due.length > 0; due = this.due()) {
      for (const { key, listings } of due) {
        this.askedAfter.set(key, listings.virtualMachine);
      }
      for (const group of byTenant(due)) {
        await this.checkGroup(group);
      }
    }
  }

  /** None before everything has been listed: the queries must not stand in the way of the listing. */
  private due(): readonly SubscriptionInventory[] {
    const { subscriptions, isListing } = this.inventory;
    return this.isWanted && !this.abort.signal.aborted && !isListing
      ? subscriptions.filter(
          ({ key, resources, listings: { virtualMachine } }) =>
            virtualMachine.kind === "loaded" &&
            this.askedAfter.get(key) !== virtualMachine &&
            [...resources.values()].some(({ kind }) => kind === "virtualMachine"),
        )
      : [];
  }

  private async checkGroup(group: readonly SubscriptionInventory[]): Promise<void> {
    const { signal } = this.abort;
    try {
      const suspects = await this.gateway.listSuspects(
        group.map(({ subscription }) => subscription),
        signal,
      );
      const keys = new Set(suspects.slice(0, MOST_LOOKED_AT).map(resourceIdKey));
      const targets = group.flatMap(({ subscription, resources }) =>
        [...resources.values()]
          .filter((resource) => resource.kind === "virtualMachine" && this.isDoubtful(resource, keys))
          .map((resource): ExtensionTarget => ({ subscription, resource })),
      );
      const { failures } = await this.retired.look(targets, signal, () => undefined);
      for (const { error } of failures) {
        this.onFailure(error);
      }
    } catch (error) {
      if (!AzureError.is(error)) {
        throw error;
      }
      this.onFailure(error);
    }
  }

  /** A candidate, or one that was marked before the listing. */
  private isDoubtful(resource: ExtensionTarget["resource"], suspects: ReadonlySet<string>): boolean {
    return suspects.has(resourceIdKey(resource.id)) || this.retired.state(resource).kind === "carries";
  }
}

function byTenant(subscriptions: readonly SubscriptionInventory[]): Iterable<readonly SubscriptionInventory[]> {
  return Map.groupBy(subscriptions, ({ subscription }) => tenantKey(subscription.tenant)).values();
}
