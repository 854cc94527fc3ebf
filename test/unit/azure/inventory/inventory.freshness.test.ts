import { describe, expect, it } from "vitest";
import type { ComputeResource, UserAssignedIdentityResource } from "../../../../src/azure/compute/computeResource";
import { Inventory } from "../../../../src/azure/inventory/inventory";
import { fakeSubscription, identityId, machine } from "./inventoryFakes";

const subscription = fakeSubscription(1);
const id = identityId(subscription, "id-web");

function identity(name: string): UserAssignedIdentityResource {
  const { subscriptionId } = subscription;
  const place = { subscriptionId, resourceGroup: "rg", location: "westeurope" };
  const ids = { principalId: undefined, clientId: undefined, tenantId: undefined };
  return { id: identityId(subscription, name), name, ...place, ...ids };
}

/** An inventory whose pages come when they are let through, one after the other. */
function listedSlowly(
  pages: readonly (readonly ComputeResource[])[],
  identities: readonly UserAssignedIdentityResource[],
) {
  const gates = [...pages.keys(), pages.length].map(() => Promise.withResolvers<undefined>());
  const inventory = new Inventory(
    { list: () => Promise.resolve({ subscriptions: [subscription], failures: [], hiddenByFilter: 0 }) },
    {
      async *listComputeResources(_, kind) {
        for (const [index, items] of kind === "virtualMachine" ? pages.entries() : []) {
          await gates[index]?.promise;
          yield { items, skipped: 0 };
        }
      },
      async *listUserAssignedIdentities() {
        await gates[0]?.promise;
        yield { items: identities, skipped: 0 };
      },
    },
  );
  const loading = inventory.load();
  const pass = async (index: number): Promise<void> => {
    gates[index]?.resolve(undefined);
    await turn();
  };
  const shown = () => inventory.subscriptions[0];
  return { inventory, loading, pass, shown };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const before = machine(subscription, "vm-1", []);
const after = machine(subscription, "vm-1", [id]);

describe("what was read apart from a list that is under way", () => {
  it("is not replaced by a page that was asked for before, and not by the end of the list", async () => {
    const { inventory, loading, pass, shown } = listedSlowly([[before]], []);
    await turn();
    const made = machine(subscription, "vm-made", []);
    inventory.replaceResource(subscription, after);
    inventory.replaceResource(subscription, made);
    await pass(0);
    await loading;
    expect(shown()?.resources.get(after.id.toLowerCase())).toBe(after);
    expect(shown()?.resources.get(made.id.toLowerCase())).toBe(made);
  });

  it("gives way to a page that was asked for afterwards", async () => {
    const second = machine(subscription, "vm-2", []);
    const { inventory, loading, pass, shown } = listedSlowly([[second], [before]], []);
    await turn();
    inventory.replaceResource(subscription, after);
    await pass(0);
    await pass(1);
    await loading;
    expect(shown()?.resources.get(before.id.toLowerCase())).toBe(before);
  });

  it("gives way to the next listing, which forgets what it does not bring", async () => {
    const { inventory, loading, pass, shown } = listedSlowly([[before]], []);
    await turn();
    inventory.replaceResource(subscription, machine(subscription, "vm-made", []));
    await pass(0);
    await loading;
    expect(shown()?.resources.size).toBe(2);
    await inventory.refresh();
    expect(shown()?.resources.size).toBe(1);
  });

  it("stays deleted, or made, where it is an identity", async () => {
    const { inventory, loading, pass, shown } = listedSlowly([[]], [identity("id-web"), identity("id-kept")]);
    await turn();
    inventory.addIdentity(subscription, identity("id-web"));
    inventory.removeIdentity(subscription, id);
    inventory.addIdentity(subscription, identity("id-new"));
    await pass(0);
    await loading;
    expect([...(shown()?.identities.values() ?? [])].map(({ name }) => name).toSorted()).toEqual(["id-kept", "id-new"]);
  });
});
