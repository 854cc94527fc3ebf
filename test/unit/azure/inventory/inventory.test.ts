import { describe, expect, it, vi } from "vitest";
import { tenantKey } from "../../../../src/azure/accounts";
import { flexibleInstances, Inventory, type InventoryEvent } from "../../../../src/azure/inventory/inventory";
import { isBeingListed } from "../../../../src/azure/inventory/subscriptionInventory";
import { machines, scaleSets } from "../../../emulator/src/estate/contosoMachines";
import { subscriptions } from "../../../emulator/src/estate/places";
import { emulatedAzure } from "../emulated";

describe("the inventory against the emulator", () => {
  const get = emulatedAzure({ pageSize: 7 });

  async function loaded(): Promise<Inventory> {
    const { azure } = get();
    const inventory = new Inventory(azure.subscriptions, azure.inventory);
    await inventory.load();
    return inventory;
  }

  const inSubscription = (inventory: Inventory, id: string) => {
    const found = inventory.subscriptions.find((each) => each.subscription.subscriptionId === id);
    if (found === undefined) {
      throw new Error(`no subscription ${id}`);
    }
    return found;
  };

  it("lists each kind once a subscription, page by page, and asks for no node by itself", async () => {
    const inventory = await loaded();
    const lists = get()
      .armRequests()
      .filter(({ path }) => path.includes("/providers/"));
    const first = lists.filter(({ query }) => !Object.keys(query).some((name) => name.toLowerCase() === "$skiptoken"));
    expect(first).toHaveLength(inventory.subscriptions.length * 3);
    expect(lists.length).toBeGreaterThan(first.length);
    expect(lists.every(({ method }) => method === "GET")).toBe(true);
    const machinesInAll = inventory.subscriptions.reduce((sum, { resources }) => sum + resources.size, 0);
    expect(machinesInAll).toBeGreaterThanOrEqual(60);
  });

  it("tells of a subscription as its pages come in", async () => {
    const { azure } = get();
    const inventory = new Inventory(azure.subscriptions, azure.inventory);
    const sizes: number[] = [];
    inventory.onDidChange((event: InventoryEvent) => {
      if (event.kind === "subscription" && event.key.endsWith(subscriptions.production)) {
        sizes.push(inventory.subscription(event.key)?.resources.size ?? 0);
      }
    });
    await inventory.load();
    expect(new Set(sizes).size).toBeGreaterThan(3);
    expect([...sizes].sort((left, right) => left - right)).toEqual(sizes);
  });

  it("knows at every step whether something is still being listed, and whose each subscription is", async () => {
    const { azure, emulator } = get();
    const inventory = new Inventory(azure.subscriptions, azure.inventory);
    const seen: boolean[] = [];
    inventory.onDidChange(() => {
      const { subscriptions: all } = inventory;
      expect(inventory.isListing).toBe(all.some(isBeingListed));
      const seenThrough = all.map(({ subscription }) => tenantKey(subscription.tenant));
      expect(inventory.tenants.map(tenantKey)).toEqual([...new Set(seenThrough)]);
      for (const each of all) {
        expect(inventory.ownerOf(each.subscription.subscriptionId.toUpperCase())?.subscription.subscriptionId).toBe(
          each.subscription.subscriptionId,
        );
      }
      seen.push(inventory.isListing);
    });
    await inventory.load();
    expect(new Set(seen)).toEqual(new Set([true, false]));
    expect(inventory.isListing).toBe(false);
    emulator.control.inject({ path: /virtualMachines/, status: 403, body: { error: { code: "X", message: "" } } });
    await inventory.refresh();
    expect(inventory.isListing).toBe(false);
    emulator.control.inject({ path: /^\/subscriptions$/, status: 403, body: { error: { code: "X", message: "" } } });
    await inventory.refresh();
    inventory.reset();
    expect([inventory.isListing, inventory.tenants, inventory.ownerOf(subscriptions.production)]).toEqual([
      false,
      [],
      undefined,
    ]);
  });

  it("finds the instances of a Flexible scale set", async () => {
    const production = inSubscription(await loaded(), subscriptions.production);
    expect(flexibleInstances(production, scaleSets.batchWorkers.toUpperCase()).length).toBeGreaterThan(0);
    expect(flexibleInstances(production, scaleSets.webFrontend)).toEqual([]);
  });

  it("keeps what it knows visible during a refresh, and forgets what is gone when it ends", async () => {
    const inventory = await loaded();
    const production = inSubscription(inventory, subscriptions.production);
    const before = production.resources.size;
    const { control } = get().emulator;
    const body = control.resource(machines.plain);
    control.remove(machines.plain);
    const smallest = vi.fn<(size: number) => void>();
    const listening = inventory.onDidChange(() => {
      smallest(production.resources.size);
    });
    await inventory.refresh();
    listening.dispose();
    expect(production.resources.size).toBe(before - 1);
    expect(Math.min(...smallest.mock.calls.map(([size]) => size))).toBe(before - 1);
    control.put(machines.plain, body ?? {});
  });

  it("keeps a subscription's other kinds, and the other subscriptions, where one listing fails", async () => {
    const { control } = get().emulator;
    const path = new RegExp(`${subscriptions.production}/providers/Microsoft.Compute/virtualMachines\\?`);
    const error = { code: "AuthorizationFailed", message: "The client does not have authorization." };
    control.inject({ path, status: 403, body: { error }, times: 5 });
    const inventory = await loaded();
    const production = inSubscription(inventory, subscriptions.production);
    expect(production.listings.virtualMachine).toMatchObject({
      kind: "failed",
      error: { failure: { reason: "forbidden" } },
    });
    expect(production.listings.scaleSet.kind).toBe("loaded");
    control.clearInjections();
    await inventory.refreshSubscription(production.key);
    expect(production.listings.virtualMachine.kind).toBe("loaded");
  });

  it("ends in an error that can be shown where the subscriptions cannot be listed", async () => {
    const { control } = get().emulator;
    control.inject({ path: /\/tenants/, status: 200, body: "<html>Sign in to the proxy</html>", times: 9 });
    control.inject({ path: /\/subscriptions\?/, status: 200, body: "<html>Sign in to the proxy</html>", times: 9 });
    const inventory = await loaded();
    const { state } = inventory;
    const failures = state.kind === "loaded" ? state.listing.failures.map(({ error }) => error) : [];
    const errors = state.kind === "failed" ? [state.error] : failures;
    expect(errors.map(({ failure }) => failure.reason)).toContain("badAnswer");
    expect(inventory.subscriptions).toEqual([]);
    control.clearInjections();
    await inventory.refresh();
    expect(inventory.subscriptions.length).toBeGreaterThan(3);
  });

  it("forgets the answers of a load that was reset", async () => {
    const { azure } = get();
    const inventory = new Inventory(azure.subscriptions, azure.inventory);
    const first = inventory.load();
    inventory.reset();
    await first;
    expect(inventory.state.kind).toBe("notLoaded");
    expect(inventory.subscriptions).toEqual([]);
  });

  it("tells of a resource that was read afresh only where something about it is new", async () => {
    const inventory = await loaded();
    const production = inSubscription(inventory, subscriptions.production);
    const resource = production.resources.get(machines.systemOnly.toLowerCase());
    if (resource === undefined) {
      throw new Error("not listed");
    }
    const told = vi.fn<(event: InventoryEvent) => void>();
    inventory.onDidChange(told);
    inventory.replaceResource(production.subscription, structuredClone(resource));
    expect(told).not.toHaveBeenCalled();
    inventory.replaceResource(production.subscription, { ...resource, provisioningState: "Updating" });
    expect(told).toHaveBeenCalledTimes(1);
  });
});
