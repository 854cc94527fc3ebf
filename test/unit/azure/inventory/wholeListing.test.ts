import { describe, expect, it, vi } from "vitest";
import { AzureError } from "../../../../src/azure/azureError";
import type { ComputeResource } from "../../../../src/azure/compute/computeResource";
import type { InventoryGateway, Page } from "../../../../src/azure/inventory/listing";
import type { SubscriptionListing } from "../../../../src/azure/inventory/subscriptions";
import { Inventory } from "../../../../src/azure/inventory/inventory";
import { isBeingListed, type ListedKind, listedKinds } from "../../../../src/azure/inventory/subscriptionInventory";
import { listingGaps, type ListingProgress, wholeListing } from "../../../../src/azure/inventory/wholeListing";
import { fakeSubscription, machine } from "./inventoryFakes";

const one = fakeSubscription(1);
const two = fakeSubscription(2);
const refused = new AzureError({ reason: "serverError" });

/** An inventory of two subscriptions whose lists are answered when the test says so. */
class Slow {
  listing: SubscriptionListing = { subscriptions: [one, two], failures: [], hiddenByFilter: 0 };
  failing: readonly ListedKind[] = [];
  isRefusingAll = false;
  private readonly waiting: (() => void)[] = [];
  readonly inventory: Inventory;

  readonly lists: InventoryGateway = {
    listComputeResources: (subscription, kind, signal) =>
      this.page(kind, kind === "virtualMachine" ? [machine(subscription, "vm", [])] : [], signal),
    listUserAssignedIdentities: (_, signal) => this.page("userAssignedIdentity", [], signal),
  };

  constructor(private held: boolean) {
    const list = () => (this.isRefusingAll ? Promise.reject(refused) : Promise.resolve(this.listing));
    this.inventory = new Inventory({ list }, this.lists);
  }

  release(): void {
    this.held = false;
    for (const go of this.waiting.splice(0)) {
      go();
    }
  }

  hold(): void {
    this.held = true;
  }

  private async *page<Item>(kind: ListedKind, items: readonly Item[], signal: AbortSignal): AsyncGenerator<Page<Item>> {
    if (this.held) {
      await new Promise<void>((resolve, reject) => {
        this.waiting.push(resolve);
        signal.addEventListener("abort", () => {
          reject(refused);
        });
      });
    }
    if (this.failing.includes(kind)) {
      throw refused;
    }
    yield { items, skipped: 0 };
  }
}

const nothing = (): void => undefined;
const never = new AbortController().signal;

describe("the whole listing", () => {
  it("has come to its end, with how far it had come on the way", async () => {
    const slow = new Slow(true);
    const told: ListingProgress[] = [];
    const whole = wholeListing(slow.inventory, "recent", never, (progress) => told.push(progress));
    await expect.poll(() => told.at(-1)).toEqual({ done: 0, of: 2 });
    slow.release();
    await whole;
    expect(told).not.toContainEqual({ done: 2, of: 2 });
    expect(slow.inventory.subscriptions.map(({ resources }) => resources.size)).toEqual([1, 1]);
  });

  it("waits for a single subscription that is being listed anew", async () => {
    const slow = new Slow(false);
    await slow.inventory.load();
    slow.hold();
    const [first] = slow.inventory.subscriptions;
    const anew = slow.inventory.refreshSubscription(first?.key ?? "");
    let isWhole = false;
    const whole = wholeListing(slow.inventory, "recent", never, nothing).then(() => {
      isWhole = true;
    });
    await slow.inventory.load();
    expect(isWhole).toBe(false);
    slow.release();
    await Promise.all([anew, whole]);
    expect(listingGaps(slow.inventory)).toEqual([]);
  });

  it("waits for the listing that has taken the place of the one that it waited for", async () => {
    const slow = new Slow(true);
    let isWhole = false;
    const whole = wholeListing(slow.inventory, "recent", never, nothing).then(() => {
      isWhole = true;
    });
    const first = slow.inventory.load();
    await expect.poll(() => slow.inventory.subscriptions).toHaveLength(2);
    const second = slow.inventory.refresh();
    await first;
    expect(isWhole).toBe(false);
    slow.release();
    await Promise.all([second, whole]);
    expect(slow.inventory.subscriptions.map(({ resources }) => resources.size)).toEqual([1, 1]);
  });

  it("ends with one that cannot begin and has taken the place of the one that it waited for", async () => {
    const slow = new Slow(true);
    // More lists than are under way at the same time.
    const subscriptions = [1, 2, 3, 4].map(fakeSubscription);
    slow.listing = { ...slow.listing, subscriptions };
    const whole = wholeListing(slow.inventory, "recent", never, nothing);
    const first = slow.inventory.load();
    await expect.poll(() => slow.inventory.subscriptions).toHaveLength(subscriptions.length);
    slow.isRefusingAll = true;
    const second = slow.inventory.refresh();
    await expect(whole).rejects.toBe(refused);
    await Promise.all([first, second]);
    const known = slow.inventory.subscriptions;
    expect(known.flatMap(({ listings }) => Object.values(listings))).toEqual(
      known.flatMap(() => listedKinds.map(() => ({ kind: "failed", error: refused }))),
    );
    slow.isRefusingAll = false;
    slow.release();
    await wholeListing(slow.inventory, "again", never, nothing);
    expect(known.some(isBeingListed)).toBe(false);
    expect(listingGaps(slow.inventory)).toEqual([]);
  });

  it("is made anew where everything is forgotten while a single subscription is waited for", async () => {
    const slow = new Slow(false);
    await slow.inventory.load();
    slow.hold();
    const [first] = slow.inventory.subscriptions;
    const anew = slow.inventory.refreshSubscription(first?.key ?? "");
    let isWhole = false;
    const whole = wholeListing(slow.inventory, "recent", never, nothing).then(() => {
      isWhole = true;
    });
    await slow.inventory.load();
    slow.inventory.reset();
    await anew;
    expect(isWhole).toBe(false);
    slow.release();
    await whole;
    expect(slow.inventory.subscriptions.map(({ resources }) => resources.size)).toEqual([1, 1]);
  });

  it("tells of no progress where there is nothing to wait for", async () => {
    const slow = new Slow(false);
    await slow.inventory.load();
    const told: ListingProgress[] = [];
    await wholeListing(slow.inventory, "recent", never, (progress) => told.push(progress));
    expect(told).toEqual([]);
  });

  it("is not waited for when the user stops, before or meanwhile", async () => {
    const slow = new Slow(true);
    const abort = new AbortController();
    const whole = wholeListing(slow.inventory, "recent", abort.signal, nothing);
    abort.abort();
    const failure = { reason: "cancelled", sent: false };
    await expect(whole).rejects.toMatchObject({ failure });
    await expect(wholeListing(slow.inventory, "recent", abort.signal, nothing)).rejects.toMatchObject({ failure });
  });

  it("is made anew where that is asked for", async () => {
    const slow = new Slow(false);
    slow.failing = ["virtualMachine"];
    await wholeListing(slow.inventory, "recent", never, nothing);
    expect(listingGaps(slow.inventory)).toEqual(
      [one, two].map((subscription) => ({ kind: "listing", subscription, listed: "virtualMachine", error: refused })),
    );
    slow.failing = [];
    await wholeListing(slow.inventory, "recent", never, nothing);
    expect(listingGaps(slow.inventory)).toHaveLength(2);
    await wholeListing(slow.inventory, "again", never, nothing);
    expect(listingGaps(slow.inventory)).toEqual([]);
  });

  it("is made anew where it is older than a few minutes: what others have assigned since is not in it", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const slow = new Slow(false);
      slow.failing = ["virtualMachine"];
      await wholeListing(slow.inventory, "recent", never, nothing);
      slow.failing = [];
      vi.advanceTimersByTime(5 * 60_000);
      await wholeListing(slow.inventory, "recent", never, nothing);
      expect(listingGaps(slow.inventory)).toHaveLength(2);
      vi.advanceTimersByTime(1);
      await wholeListing(slow.inventory, "recent", never, nothing);
      expect(listingGaps(slow.inventory)).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("that cannot even begin says why", async () => {
    const inventory = new Inventory({ list: () => Promise.reject(refused) }, new Slow(false).lists);
    await expect(wholeListing(inventory, "recent", never, nothing)).rejects.toBe(refused);
  });
});

describe("what was not looked at", () => {
  it("is what failed, what is hidden and what is not understood; identities that could not be listed use nothing", async () => {
    const slow = new Slow(false);
    const failure = { tenant: undefined, account: one.tenant.account, error: refused };
    slow.listing = { subscriptions: [one], failures: [failure], hiddenByFilter: 3 };
    slow.failing = ["userAssignedIdentity"];
    await slow.inventory.load();
    const odd: ComputeResource = machine(one, "odd", "unreadable");
    slow.inventory.replaceResource(one, odd);
    expect(listingGaps(slow.inventory)).toEqual([
      { kind: "tenant", failure },
      { kind: "hidden", count: 3 },
      { kind: "unreadable", resource: odd },
    ]);
  });
});
