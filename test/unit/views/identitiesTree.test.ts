import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AzureError } from "../../../src/azure/azureError";
import type { VirtualMachine } from "../../../src/azure/compute/computeResource";
import { DeadReferences } from "../../../src/azure/inventory/deadReferences";
import { FederatedCredentials } from "../../../src/azure/identities/federatedCredentials";
import { UsageIndex } from "../../../src/azure/inventory/usageIndex";
import { IdentitiesTree } from "../../../src/views/identitiesTree";
import { BusyResources } from "../../../src/ui/busyResources";
import { fakeSubscription, identityId, machine } from "../azure/inventory/inventoryFakes";
import { type FakeListing, fakeInventory, type FakeOutcome } from "./fakeInventory";
import { FakeWindow } from "./fakeWindow";

vi.mock("vscode", () => import("./fakeVscode"));

const subscription = fakeSubscription(1);
const [shared, idle] = [identityId(subscription, "shared"), identityId(subscription, "idle")];
const refused = () => Promise.reject(new AzureError({ reason: "network" }));

function show(listings: readonly FakeListing[], outcome: FakeOutcome = {}) {
  const inventory = fakeInventory(listings, outcome);
  const usage = new UsageIndex(inventory);
  const deadReferences = new DeadReferences(inventory, usage, { create: refused, read: refused, delete: refused });
  const list = vi.fn(() => Promise.resolve([{ id: "c", name: "github", issuer: "i", subject: "s", audiences: [] }]));
  const federatedCredentials = new FederatedCredentials({ list, create: refused, delete: refused }, inventory);
  const tree = new IdentitiesTree({
    inventory,
    usage,
    deadReferences,
    federatedCredentials,
    busy: new BusyResources(),
  });
  return { inventory, federatedCredentials, list, window: new FakeWindow(tree) };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the tree of user-assigned identities", () => {
  it("says that the subscription filter hides everything, also beside a directory that could not be read", async () => {
    const { tenant } = subscription;
    const failures = [{ tenant, account: tenant.account, error: new AzureError({ reason: "network" }) }];
    const { window } = show([], { failures, hiddenByFilter: 3 });
    await window.open();
    expect(window.screen).toEqual([
      "Your subscription filter hides every subscription: Select subscriptions",
      "Couldn't read Contoso: Azure didn't respond.",
    ]);
  });

  it("draws again the identities that a page has brought a use of, never the whole tree", async () => {
    const pages = [Promise.withResolvers<VirtualMachine[]>(), Promise.withResolvers<VirtualMachine[]>()];
    const machines = pages.map(({ promise }) => promise);
    const { window } = show([{ subscription, identities: ["shared", "idle"], machines }]);
    await window.open();
    await window.settle();
    window.drawnAgain = [];

    pages[0]?.resolve([machine(subscription, "vm-1", [shared])]);
    await window.settle();
    expect(window.drawnAgain).toEqual([["shared"]]);

    window.drawnAgain = [];
    pages[1]?.resolve([machine(subscription, "vm-2", [shared])]);
    await window.settle();
    // The end of the listing also settles that nothing uses the other one.
    expect(window.drawnAgain).toEqual([["idle", "shared"]]);
    expect(window.screen).toEqual([
      "Subscription 1",
      "  idle: unused, rg",
      "    Federated credentials: 1",
      "      github: s",
      "  shared: 2 resources, rg",
      "    vm-1: rg",
      "    vm-2: rg",
      "    Federated credentials: 1",
      "      github: s",
    ]);
  });

  it("never draws the whole tree where a refresh brings the same", async () => {
    const machines = [Promise.resolve([machine(subscription, "vm-1", [shared])])];
    const { inventory, window } = show([{ subscription, identities: ["shared", "idle"], machines }]);
    await window.open();
    await window.settle();
    window.drawnAgain = [];
    await inventory.refreshSubscription(inventory.subscriptions[0]?.key ?? "");
    await window.settle();
    expect(window.drawnAgain.flat()).not.toContain("all");
    const drawn = window.screen;
    await window.open();
    expect(window.screen).toEqual(drawn);
  });

  it("lists the credentials of an identity again once they no longer hold", async () => {
    const { federatedCredentials, list, window } = show([{ subscription, identities: ["idle"], machines: [] }]);
    await window.open();
    await window.settle();
    window.drawnAgain = [];
    list.mockResolvedValue([]);
    federatedCredentials.forget(idle);
    await window.settle();
    expect(window.drawnAgain.at(0)).toEqual(["federated"]);
    expect(window.screen).toEqual(["Subscription 1", "  idle: unused, rg", "    Federated credentials: 0"]);
    expect(list).toHaveBeenCalledTimes(2);
  });

  it("draws everything again where the subscriptions are others", async () => {
    const listings = [{ subscription, identities: ["idle"], machines: [] }];
    const { inventory, window } = show(listings);
    await window.open();
    await window.settle();
    window.drawnAgain = [];
    listings.push({ subscription: fakeSubscription(2), identities: [], machines: [] });
    await inventory.refresh();
    await window.settle();
    expect(window.drawnAgain).toContain("all");
    expect(window.screen.filter((line) => !line.startsWith(" "))).toEqual(["Subscription 1", "Subscription 2"]);
    window.drawnAgain = [];
    inventory.reset();
    await window.settle();
    expect(window.drawnAgain).toContain("all");
    expect(window.screen).toHaveLength(5);
  });
});
