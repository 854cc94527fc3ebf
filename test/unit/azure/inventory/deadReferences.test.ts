import { describe, expect, it, vi } from "vitest";
import { AzureError } from "../../../../src/azure/azureError";
import { deadIdsOf, DeadReferences } from "../../../../src/azure/inventory/deadReferences";
import { Inventory } from "../../../../src/azure/inventory/inventory";
import { UsageIndex } from "../../../../src/azure/inventory/usageIndex";
import { machines } from "../../../emulator/src/estate/contosoMachines";
import { deletedIdentity, identities } from "../../../emulator/src/estate/identitySeeds";
import { subscriptions } from "../../../emulator/src/estate/places";
import { emulatedAzure } from "../emulated";

const get = emulatedAzure();

async function loaded() {
  const { azure } = get();
  const inventory = new Inventory(azure.subscriptions, azure.inventory);
  const usage = new UsageIndex(inventory);
  const references = new DeadReferences(inventory, usage, azure.identities);
  await inventory.load();
  await references.check();
  return { inventory, usage, references };
}

const readsOf = (id: string) =>
  get()
    .armRequests()
    .filter(({ method, path }) => method === "GET" && path.toLowerCase() === id.toLowerCase());

/** A machine of the estate lists an identity that nothing else does. */
async function withReferenceTo(id: string, test: () => Promise<void>): Promise<void> {
  const { control } = get().emulator;
  const before = control.resource(machines.plain) ?? {};
  control.put(machines.plain, {
    ...before,
    identity: { type: "UserAssigned", userAssignedIdentities: { [id]: {} } },
  });
  try {
    await test();
  } finally {
    control.put(machines.plain, before);
  }
}

describe("dead references", () => {
  it("are found from the listings and confirmed by one GET each; nothing else is asked for", async () => {
    const { references, usage } = await loaded();
    expect(references.state(deletedIdentity)).toEqual({ kind: "dead" });
    expect(references.dead.map((id) => id.toLowerCase())).toEqual([deletedIdentity.toLowerCase()]);
    expect(usage.usesOf(deletedIdentity).length).toBeGreaterThan(0);
    expect(references.state(identities.telemetry.toUpperCase())).toEqual({ kind: "alive" });
    const single = get()
      .armRequests()
      .filter(({ path }) => /userAssignedIdentities\/[^/]+$/i.test(path));
    expect(single).toHaveLength(1);
    for (const { resource } of usage.usesOf(deletedIdentity)) {
      expect(deadIdsOf(resource, references)).toHaveLength(1);
    }
  });

  it.each([
    ["a missing right", { status: 403, body: { error: { code: "AuthorizationFailed", message: "no" } } }, "forbidden"],
    ["a 404 that does not say of what", { status: 404, body: "<html></html>" }, "notFound"],
    [
      "a subscription that is not found",
      { status: 404, body: { error: { code: "SubscriptionNotFound" } } },
      "notFound",
    ],
    ["a server's error", { status: 500, times: 9, headers: { "retry-after": "0" }, body: {} }, "serverError"],
  ])("are not believed in because of %s", async (_, answer, reason) => {
    get().emulator.control.inject({ path: /id-reports-old\?/i, ...answer });
    const { references } = await loaded();
    expect(references.state(deletedIdentity)).toMatchObject({ kind: "unknown", error: { failure: { reason } } });
    expect(references.dead).toEqual([]);
  });

  it("are said of nothing whose subscription is not shown or not listed", async () => {
    const elsewhere =
      "/subscriptions/00000000-0000-0000-0000-00000000dead/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-x";
    await withReferenceTo(elsewhere, async () => {
      const path = new RegExp(
        `${subscriptions.production}/providers/Microsoft.ManagedIdentity/userAssignedIdentities\\?`,
      );
      get().emulator.control.inject({ path, status: 403, body: {} });
      const { references } = await loaded();
      expect(references.state(elsewhere)).toEqual({ kind: "notVisible" });
      expect(references.state(deletedIdentity)).toEqual({ kind: "notVisible" });
      expect(references.state("not an id")).toEqual({ kind: "notVisible" });
      expect([...readsOf(elsewhere), ...readsOf(deletedIdentity)]).toEqual([]);
    });
  });

  it("are not what the listing merely has not brought yet: one GET finds it", async () => {
    const { control } = get().emulator;
    const fresh = identities.webApi.replace("id-web-api", "id-made-meanwhile");
    await withReferenceTo(fresh, async () => {
      get().emulator.control.inject({ path: /id-made-meanwhile\?/i, status: 200, body: { id: fresh } });
      const { references } = await loaded();
      expect(references.state(fresh)).toEqual({ kind: "alive" });
      expect(control.resource(fresh)).toBeUndefined();
    });
  });

  it("are asked for anew after a refresh, not before", async () => {
    const { inventory, references } = await loaded();
    const told = vi.fn<() => void>();
    references.onDidChange(told);
    await references.check();
    expect(readsOf(deletedIdentity)).toHaveLength(1);
    expect(told).not.toHaveBeenCalled();
    await inventory.refresh();
    await references.check();
    expect(readsOf(deletedIdentity)).toHaveLength(2);
    expect(told).toHaveBeenCalled();
  });

  it("are looked for once for all that changes in one turn", async () => {
    const { inventory, references, usage } = await loaded();
    const identitiesOf = inventory.subscriptions.flatMap(({ subscription, identities: all }) =>
      [...all.values()].map((identity) => ({ subscription, identity })),
    );
    const looks = vi.spyOn(usage, "current", "get");
    for (const { subscription, identity } of identitiesOf) {
      inventory.addIdentity(subscription, identity);
    }
    expect(identitiesOf.length).toBeGreaterThan(5);
    await references.check();
    expect(looks).toHaveBeenCalledTimes(1);
  });

  it("come up when an identity that is in use is deleted here", async () => {
    const { inventory, references } = await loaded();
    const owner = inventory.subscriptions.find(({ identities: all }) => all.has(identities.stagingApp.toLowerCase()));
    const body = get().emulator.control.resource(identities.stagingApp) ?? {};
    get().emulator.control.remove(identities.stagingApp);
    if (owner) {
      inventory.removeIdentity(owner.subscription, identities.stagingApp);
    }
    await references.check();
    expect(references.state(identities.stagingApp)).toEqual({ kind: "dead" });
    get().emulator.control.put(identities.stagingApp, body);
  });

  it("leave a fault of this program to be seen", async () => {
    const { azure } = get();
    const inventory = new Inventory(azure.subscriptions, azure.inventory);
    await inventory.load();
    const broken = { ...azure.identities, read: () => Promise.reject(new TypeError("fault")) };
    const references = new DeadReferences(inventory, new UsageIndex(inventory), broken);
    await expect(references.check()).rejects.toThrow(TypeError);
    const refused = { ...azure.identities, read: () => Promise.reject(new AzureError({ reason: "network" })) };
    const careful = new DeadReferences(inventory, new UsageIndex(inventory), refused);
    await careful.check();
    expect(careful.state(deletedIdentity).kind).toBe("unknown");
  });
});
