import { setImmediate as nextTurn } from "node:timers/promises";
import { resourceIdKey } from "../../identity/resourceId";
import type { Disposable } from "../accounts";
import type { Inventory, InventoryEvent } from "./inventory";
import { isBeingListed, type SubscriptionInventory } from "./subscriptionInventory";
import { type IdentityUse, type UsageCoverage, usageCoverage, type UsageMap, UsesOfSubscriptions } from "./usageMap";

/** Work is laid down after so long, milliseconds: well below what a user notices. */
const TURN_MS = 8;

/**
 * The usage map of the inventory as it stands. No request is made. What has changed is taken in in short turns as soon as its listing has ended, and the
 * rest when somebody asks: in a large estate all at once would be noticed.
 */
export class UsageIndex implements Disposable {
  private readonly uses = new UsesOfSubscriptions();
  /** Keys of the subscriptions that are not as they were put. */
  private readonly changed = new Set<string>();
  private made: UsageMap | undefined;
  private turn: NodeJS.Immediate | undefined;
  private readonly listening: Disposable;

  constructor(private readonly inventory: Inventory) {
    this.takeStock();
    this.listening = inventory.onDidChange((event) => {
      this.onInventoryEvent(event);
    });
  }

  get current(): UsageMap {
    for (const key of this.changed) {
      this.take(key);
    }
    this.made ??= { uses: this.uses, coverage: this.coverage() };
    return this.made;
  }

  /** The resources that use an identity, by name. */
  usesOf(identityId: string): readonly IdentityUse[] {
    return this.current.uses.get(resourceIdKey(identityId)) ?? [];
  }

  /** Ends when all that has changed is taken in, in short turns: for whoever looks at all of it and can wait. */
  async settled(): Promise<void> {
    while (!this.takeFor(TURN_MS, () => true)) {
      await nextTurn();
    }
  }

  dispose(): void {
    clearImmediate(this.turn);
    this.listening.dispose();
  }

  private onInventoryEvent(event: InventoryEvent): void {
    this.made = undefined;
    if (event.kind === "all") {
      this.takeStock();
    } else {
      this.changed.add(event.key);
    }
    this.turn ??= setImmediate(() => {
      this.takeSome();
    });
  }

  /** Subscriptions that have come or gone; one that was there stays what it is, and tells itself when it changes. */
  private takeStock(): void {
    const present = new Map(this.inventory.subscriptions.map((each) => [each.key, each]));
    const known = new Map(this.uses.owners.map((each) => [each.key, each]));
    for (const key of known.keys()) {
      if (!present.has(key)) {
        this.uses.remove(key);
      }
    }
    for (const [key, each] of present) {
      if (known.get(key) !== each) {
        this.changed.add(key);
      }
    }
  }

  /** A subscription that is being listed changes with each page: it waits until its listing has ended, or somebody asks. */
  private takeSome(): void {
    this.turn = undefined;
    if (!this.takeFor(TURN_MS, (each) => !isBeingListed(each))) {
      this.turn = setImmediate(() => {
        this.takeSome();
      });
    }
  }

  /** Takes in what has changed, for so long. @returns whether that was all */
  private takeFor(milliseconds: number, isWanted: (each: SubscriptionInventory) => boolean): boolean {
    const began = performance.now();
    for (const key of this.changed) {
      if (performance.now() - began > milliseconds) {
        return false;
      }
      const each = this.inventory.subscription(key);
      if (each === undefined || isWanted(each)) {
        this.take(key);
      }
    }
    return true;
  }

  private take(key: string): void {
    this.changed.delete(key);
    const each = this.inventory.subscription(key);
    if (each === undefined) {
      this.uses.remove(key);
    } else {
      this.uses.put(each);
    }
  }

  /** What is not even listed, because of the user's filter or of a tenant that does not answer, could use an identity too. */
  private coverage(): UsageCoverage {
    const { state, subscriptions } = this.inventory;
    const coverage = usageCoverage(subscriptions, this.uses.unreadable);
    const { failures = [], hiddenByFilter: hidden = 0 } = state.kind === "loaded" ? state.listing : {};
    if (coverage.kind === "listing" || failures.length + hidden === 0) {
      return coverage;
    }
    const { failedListings, unreadable } =
      coverage.kind === "partial" ? coverage : { failedListings: 0, unreadable: 0 };
    return { kind: "partial", failedListings: failedListings + failures.length, unreadable, hidden };
  }
}
