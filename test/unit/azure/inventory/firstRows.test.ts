import { describe, expect, it } from "vitest";
import type { Subscription } from "../../../../src/azure/accounts";
import { AzureError } from "../../../../src/azure/azureError";
import type { ComputeResource } from "../../../../src/azure/compute/computeResource";
import type { FirstRowsGateway } from "../../../../src/azure/inventory/firstRows";
import { Inventory } from "../../../../src/azure/inventory/inventory";
import { resourceIdKey } from "../../../../src/identity/resourceId";
import { emulatedAzure, never } from "../emulated";
import { fakeSubscription, machine } from "./inventoryFakes";

const MANY = 80;
const many = Array.from({ length: MANY }, (_, index): Subscription => {
  const subscriptionId = `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
  return { ...fakeSubscription(1), subscriptionId, name: `Subscription ${index}` };
});
const [first = fakeSubscription(1)] = many;

/** An inventory whose lists come when they are let through, and whose first rows are given. */
function shown(subscriptions: readonly Subscription[], rows: FirstRowsGateway["list"] | undefined, isForced = false) {
  const gate = Promise.withResolvers<undefined>();
  const listed: string[] = [];
  const asked: (readonly string[])[] = [];
  const inventory = new Inventory(
    { list: () => Promise.resolve({ subscriptions, failures: [], hiddenByFilter: 0 }) },
    {
      async *listComputeResources(subscription, kind) {
        listed.push(`${subscription.name} ${kind}`);
        await gate.promise;
        const items = kind === "virtualMachine" ? [machine(subscription, "vm-listed", [])] : [];
        yield { items, skipped: 0 };
      },
      async *listUserAssignedIdentities(subscription) {
        listed.push(`${subscription.name} identities`);
        await gate.promise;
        yield { items: [], skipped: 0 };
      },
    },
    () =>
      rows && {
        list: (tenant, ids, signal) => {
          asked.push(ids);
          return rows(tenant, ids, signal);
        },
      },
    () => isForced,
  );
  const names = (subscription: Subscription): readonly string[] => {
    const found = inventory.subscriptions.find((each) => each.subscription === subscription);
    return [...(found?.resources.values() ?? [])].map(({ name }) => name);
  };
  const letThrough = (): void => {
    gate.resolve(undefined);
  };
  const loading = inventory.load();
  return { inventory, loading, asked, listed, names, letThrough };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const pagesOf = (...pages: readonly (readonly ComputeResource[])[]): FirstRowsGateway["list"] =>
  async function* () {
    for (const page of pages) {
      yield await Promise.resolve(page);
    }
  };

describe("the first rows of a large estate", () => {
  it("are shown while the lists are under way, and go where the lists do not bring them", async () => {
    const rows = [machine(first, "vm-listed", []), machine(first, "vm-gone", [])];
    const { inventory, loading, asked, names, letThrough } = shown(many, pagesOf(rows));
    await turn();
    expect(names(first)).toEqual(["vm-listed", "vm-gone"]);
    expect(inventory.isListing).toBe(true);
    expect(asked.flat().toSorted()).toEqual(many.map(({ subscriptionId }) => subscriptionId));
    letThrough();
    await loading;
    expect(names(first)).toEqual(["vm-listed"]);
    await inventory.refresh();
    expect(asked).toHaveLength(1);
  });

  it("never replace what was read", async () => {
    const late = Promise.withResolvers<readonly ComputeResource[]>();
    const { inventory, loading, letThrough } = shown(many, async function* () {
      yield await late.promise;
    });
    await turn();
    const read = { ...machine(first, "vm-listed", []), location: "read" };
    inventory.replaceResource(first, read);
    late.resolve([{ ...machine(first, "VM-LISTED", []), location: "copied" }]);
    await turn();
    const kept = inventory.subscriptions[0]?.resources.get(resourceIdKey(read.id));
    expect(kept?.location).toBe("read");
    letThrough();
    await loading;
  });

  it("are not taken once the list has come", async () => {
    const late = Promise.withResolvers<readonly ComputeResource[]>();
    const { loading, names, letThrough } = shown(many, async function* () {
      yield await late.promise;
    });
    letThrough();
    await loading;
    late.resolve([machine(first, "vm-gone", [])]);
    await turn();
    expect(names(first)).toEqual(["vm-listed"]);
  });

  it("are told from what was listed, and say when that was", async () => {
    const rows = [machine(first, "vm-listed", []), machine(first, "vm-gone", [])];
    const { inventory, loading, letThrough } = shown(many, pagesOf(rows));
    const entry = () => inventory.subscriptions[0];
    await turn();
    expect(entry()?.copied).toEqual(new Set(rows.map(({ id }) => resourceIdKey(id))));
    expect(entry()?.listedAt).toBeUndefined();
    inventory.replaceResource(first, machine(first, "vm-gone", []));
    expect(entry()?.copied.size).toBe(1);
    const before = Date.now();
    letThrough();
    await loading;
    expect(entry()?.copied.size).toBe(0);
    expect(entry()?.listedAt).toBeLessThanOrEqual(before);
  });

  it("are asked for whatever the size of the estate where the user wants it", async () => {
    const { asked, loading, letThrough } = shown([first], pagesOf([]), true);
    await turn();
    expect(asked).toEqual([[first.subscriptionId]]);
    letThrough();
    await loading;
  });

  it("are not asked for where there are few subscriptions, or where the user does not want it", async () => {
    for (const { asked, loading, letThrough } of [shown(many.slice(0, 50), pagesOf([])), shown(many, undefined)]) {
      letThrough();
      await loading;
      expect(asked).toEqual([]);
    }
  });

  it("may fail: the lists show the same a little later", async () => {
    const { loading, names, letThrough } = shown(many, async function* () {
      yield await Promise.reject(new AzureError({ reason: "forbidden", action: undefined, scope: undefined }));
    });
    await turn();
    letThrough();
    await loading;
    expect(names(first)).toEqual(["vm-listed"]);
  });

  it("are of the subscriptions that were asked for only", async () => {
    const stranger = { ...first, subscriptionId: "00000000-0000-4000-8000-00000000ffff" };
    const { inventory, loading, letThrough } = shown(many, pagesOf([machine(stranger, "vm-other", [])]));
    await turn();
    expect(inventory.subscriptions.reduce((sum, { resources }) => sum + resources.size, 0)).toBe(0);
    letThrough();
    await loading;
  });
});

describe("a subscription that somebody has opened", () => {
  it("is listed before the others", async () => {
    const { inventory, loading, listed, letThrough } = shown(many, undefined);
    await turn();
    const begun = listed.length;
    const last = inventory.subscriptions.at(-1);
    inventory.hurry(last?.key ?? "");
    letThrough();
    await loading;
    expect(listed.slice(begun, begun + 3).toSorted()).toEqual(
      ["scaleSet", "virtualMachine", "identities"].map((kind) => `${last?.subscription.name ?? ""} ${kind}`).toSorted(),
    );
    expect(listed).toHaveLength(3 * MANY);
    expect(new Set(listed).size).toBe(3 * MANY);
  });
});

describe("the same estate by Azure Resource Graph and by lists", () => {
  const emulated = emulatedAzure();

  it("is the same in what is shown", async () => {
    const { azure } = emulated();
    const inventory = new Inventory(azure.subscriptions, azure.inventory);
    await inventory.load();
    const byLists = inventory.subscriptions.flatMap(({ resources }) => [...resources.values()]);
    const rows: ComputeResource[] = [];
    for (const { subscription } of inventory.subscriptions) {
      for await (const page of azure.firstRows.list(subscription.tenant, [subscription.subscriptionId], never())) {
        rows.push(...page);
      }
    }
    // The list of a Flexible set shows its identities without their ids; extensions and dependents only lists tell.
    const identityOf = ({ identity }: ComputeResource): unknown =>
      identity.kind === "state"
        ? [identity.state.systemAssigned, identity.state.userAssigned.map(({ id }) => id)]
        : identity;
    const comparable = (resources: readonly ComputeResource[]) =>
      new Map(
        resources.map((resource) => {
          const { id, kind, name, location, resourceGroup, subscriptionId, provisioningState } = resource;
          const own = resource.kind === "scaleSet" ? resource.orchestrationMode : resource.scaleSetId?.toLowerCase();
          const place = [subscriptionId, resourceGroup.toLowerCase(), location];
          return [resourceIdKey(id), [kind, name, place, provisioningState, own, identityOf(resource)]];
        }),
      );
    expect(rows.length).toBeGreaterThan(60);
    expect(comparable(rows)).toEqual(comparable(byLists));
  });
});
