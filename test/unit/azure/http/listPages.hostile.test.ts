import { describe, expect, it } from "vitest";
import { machines, scaleSets } from "../../../emulator/src/estate/contosoMachines";
import { collect, emulatedAzure, errorOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const subscription = subscriptionOf();

/** JSON text of an object in an object, so many levels deep. */
function deep(levels: number): string {
  return `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
}

function listing(path: RegExp, items: readonly string[], nextLink?: string): void {
  const next = nextLink === undefined ? "" : `,"nextLink":${JSON.stringify(nextLink)}`;
  get().emulator.control.inject({ method: "GET", path, status: 200, body: `{"value":[${items.join(",")}]${next}}` });
}

const vm = (name: string, identity: string): string =>
  `{"id":${JSON.stringify(machines.plain.replace(/[^/]+$/, name))},"name":"${name}","identity":${identity},"properties":{}}`;

describe("a listing with a body that is 10,000 levels deep", () => {
  it.each([
    ["the identity", deep(10_000)],
    ["its type", `{"type":${deep(10_000)}}`],
    ["its identities", `{"type":"UserAssigned","userAssignedIdentities":[${deep(10_000)}]}`],
    ["the value of one", `{"type":"UserAssigned","userAssignedIdentities":{"/x":${deep(10_000)}}}`],
  ])("loses no machine but that one: %s", async (_, identity) => {
    listing(/virtualMachines\?/, [vm("vm-a", '{"type":"SystemAssigned"}'), vm("vm-b", identity), vm("vm-c", "null")]);
    const pages = await collect(get().azure.inventory.listComputeResources(subscription, "virtualMachine", never()));
    const found = pages.flatMap(({ items }) => items);
    expect(found.map(({ name }) => name)).toEqual(["vm-a", "vm-b", "vm-c"]);
    expect(found.map(({ identity: { kind } }) => kind).filter((kind) => kind === "state").length).toBeGreaterThan(1);
  });

  it("loses no instance of a scale set but that one", async () => {
    const instance = (id: string, properties: string) => `{"instanceId":"${id}","properties":${properties}}`;
    listing(/vmss-web-frontend\/virtualMachines/, [
      instance("0", "{}"),
      instance("1", deep(10_000)),
      instance("2", "{}"),
    ]);
    const { instances } = await get().azure.scaleSetInstances.list(subscription, scaleSets.webFrontend, never());
    expect(instances.map(({ instanceId }) => instanceId)).toEqual(["0", "1", "2"]);
  });
});

describe("a listing that never ends", () => {
  it("is stopped where it leads back to a page of its own", async () => {
    const path = `/subscriptions/${subscription.subscriptionId}/again?page=`;
    for (const page of [1, 2, 1, 2, 1]) {
      listing(
        page === 1 ? /virtualMachines\?|page=1/ : /page=2/,
        [],
        get().emulator.url + path + String(page === 1 ? 2 : 1),
      );
    }
    const pages = collect(get().azure.inventory.listComputeResources(subscription, "virtualMachine", never()));
    expect((await errorOf(pages)).failure).toMatchObject({ reason: "badAnswer" });
  });

  it("is stopped where every page leads to a new one", async () => {
    const { control, url } = get().emulator;
    const next = (n: number) => `${url}/subscriptions/${subscription.subscriptionId}/pages?n=${n}`;
    control.inject({ method: "GET", path: /virtualMachines\?/, status: 200, body: { value: [], nextLink: next(0) } });
    for (let n = 0; n < 1100; n++) {
      control.inject({
        method: "GET",
        path: new RegExp(`pages\\?n=${n}$`),
        status: 200,
        body: { value: [], nextLink: next(n + 1) },
      });
    }
    const pages = collect(get().azure.inventory.listComputeResources(subscription, "virtualMachine", never()));
    expect((await errorOf(pages)).failure).toMatchObject({ reason: "badAnswer" });
    expect(get().armRequests().length).toBeLessThan(1100);
  });
});
