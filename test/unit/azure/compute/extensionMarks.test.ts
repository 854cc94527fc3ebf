import { describe, expect, it, vi } from "vitest";
import type { AzureError } from "../../../../src/azure/azureError";
import { RetiredExtensions } from "../../../../src/azure/compute/extensionFindings";
import { RetiredMarks } from "../../../../src/azure/compute/extensionMarks";
import { Inventory } from "../../../../src/azure/inventory/inventory";
import { machines } from "../../../emulator/src/estate/contosoMachines";
import { subscriptions } from "../../../emulator/src/estate/places";
import { resourceIdKey } from "../../../../src/identity/resourceId";
import { emulatedAzure, never, subscriptionOf } from "../emulated";

const emulated = emulatedAzure();

function marks() {
  const { azure } = emulated();
  const inventory = new Inventory(azure.subscriptions, azure.inventory);
  const retired = new RetiredExtensions(azure.extensions, inventory);
  const onFailure = vi.fn<(error: AzureError) => void>();
  const service = new RetiredMarks(inventory, retired, azure.extensions, onFailure);
  const state = (id: string): string => {
    const found = inventory.subscriptions.map(({ resources }) => resources.get(resourceIdKey(id))).find(Boolean);
    return found === undefined ? "not listed" : retired.state(found).kind;
  };
  return { inventory, service, onFailure, state };
}

const queries = () =>
  emulated()
    .emulator.control.requests()
    .filter(({ path }) => path.includes("Microsoft.ResourceGraph"));
const looks = () =>
  emulated()
    .emulator.control.requests()
    .filter(({ path }) => path.includes("/extensions"));

describe("machines with the retired extension", () => {
  it("are marked after the listing by one query a tenant, and one look at each candidate", async () => {
    const { inventory, service, onFailure, state } = marks();
    service.start();
    await inventory.load();
    await service.check();
    expect(state(machines.legacy)).toBe("carries");
    expect(state(machines.plain)).toBe("unknown");
    expect(queries()).toHaveLength(2);
    expect(looks().map(({ path }) => path.split("/").at(-2))).toEqual([machines.legacy.split("/").at(-1)]);
    await service.check();
    expect(queries()).toHaveLength(2);
    expect(onFailure).not.toHaveBeenCalled();
  });

  it("are not asked for before somebody sees the resources, nor before everything is listed", async () => {
    const { inventory, service } = marks();
    await inventory.load();
    await service.check();
    expect(queries()).toEqual([]);
    const path = /Microsoft\.Compute\/virtualMachines\?/i;
    const { control } = emulated().emulator;
    control.inject({ path, delayMs: 300 });
    service.start();
    await service.check();
    const before = queries().length;
    const refreshing = inventory.refreshSubscription(inventory.subscriptions[0]?.key ?? "");
    await service.check();
    expect(queries()).toHaveLength(before);
    await refreshing;
    await service.check();
    expect(queries()).toHaveLength(before + 1);
  });

  it("lose their mark with the next listing where somebody has removed it", async () => {
    const { inventory, service, state } = marks();
    service.start();
    await inventory.load();
    await service.check();
    const stored = `${machines.legacy}/extensions/ManagedIdentityExtensionForLinux`;
    const { control } = emulated().emulator;
    const body = control.resource(stored) ?? {};
    control.remove(stored);
    const owner = inventory.subscriptions.find(
      ({ subscription }) => subscription.subscriptionId === subscriptions.production,
    );
    await inventory.refreshSubscription(owner?.key ?? "");
    await service.check();
    expect(state(machines.legacy)).toBe("none");
    control.put(stored, body);
  });

  it("keep their mark while everything is listed again, and nobody keeps it for another account", async () => {
    const { inventory, service, state } = marks();
    service.start();
    await inventory.load();
    await service.check();
    const refreshing = inventory.refresh();
    expect(state(machines.legacy)).toBe("carries");
    await refreshing;
    await service.check();
    expect(state(machines.legacy)).toBe("carries");
    inventory.reset();
    const { control } = emulated().emulator;
    control.inject({ path: /ResourceGraph/, method: "POST", status: 403, body: {}, times: 2 });
    await inventory.load();
    await service.check();
    expect(state(machines.legacy)).toBe("unknown");
  });

  it("stay unmarked, and silently, where the query or a look fails, or the answer is none", async () => {
    const { control } = emulated().emulator;
    for (const [path, method, body] of [
      [/ResourceGraph/, "POST", { error: { code: "Forbidden", message: "no" } }],
      [/vm-[^/]*\/extensions/, "GET", { error: { code: "AuthorizationFailed", message: "no" } }],
    ] as const) {
      const { inventory, service, onFailure, state } = marks();
      control.inject({ path, method, status: 403, body, times: 2 });
      service.start();
      await inventory.load();
      await service.check();
      expect(state(machines.legacy)).toBe("unknown");
      expect(onFailure.mock.calls[0]?.[0].failure.reason).toBe("forbidden");
      control.clearInjections();
    }
    const hostile = { data: [null, 3, { id: 5 }, { id: "x" }, { id: machines.legacy }, { __proto__: { id: "y" } }] };
    control.inject({ path: /ResourceGraph/, method: "POST", status: 200, body: hostile });
    expect(await emulated().azure.extensions.listSuspects([subscriptionOf()], never())).toEqual([]);
  });

  it("are read over all pages of the query", async () => {
    const { control } = emulated().emulator;
    const row = (name: string) => ({ id: `${machines.plain}/extensions/${name}` });
    control.inject({
      path: /ResourceGraph/,
      method: "POST",
      status: 200,
      body: { data: [row("a")], $skipToken: "next" },
    });
    control.inject({ path: /ResourceGraph/, method: "POST", status: 200, body: { data: [row("b")] } });
    const found = await emulated().azure.extensions.listSuspects([subscriptionOf()], never());
    expect(found.map(resourceIdKey)).toEqual([resourceIdKey(machines.plain), resourceIdKey(machines.plain)]);
    expect(queries().map(({ body }) => body)).toMatchObject([
      { subscriptions: [subscriptions.production], options: { resultFormat: "objectArray" } },
      { options: { $skipToken: "next" } },
    ]);
  });
});
