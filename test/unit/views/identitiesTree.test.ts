import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AzureError } from "../../../src/azure/azureError";
import type { VirtualMachine } from "../../../src/azure/compute/computeResource";
import { DeadReferences } from "../../../src/azure/inventory/deadReferences";
import { FederatedCredentials } from "../../../src/azure/identities/federatedCredentials";
import { IdentityUsages } from "../../../src/azure/inventory/identityUsage";
import type { GraphListing, ServiceUse, ServiceUseGateway } from "../../../src/azure/inventory/serviceUse";
import { ServiceUses } from "../../../src/azure/inventory/serviceUses";
import { IdentityAccess } from "../../../src/azure/access/identityAccess";
import { RoleCatalog } from "../../../src/azure/access/roleAssignmentsCatalog";
import { identityTest } from "../../../src/ui/filters/identityFilter";
import { TextFilter } from "../../../src/ui/textFilter";
import { UsageIndex } from "../../../src/azure/inventory/usageIndex";
import { IdentitiesTree } from "../../../src/views/identitiesTree";
import { BusyResources } from "../../../src/ui/busyResources";
import { fakeSubscription, identityId, machine } from "../azure/inventory/inventoryFakes";
import { fakeIcons } from "./fakeIcons";
import { type FakeListing, fakeInventory, type FakeOutcome } from "./fakeInventory";
import { FakeWindow } from "./fakeWindow";

vi.mock("vscode", () => import("./fakeVscode"));

const subscription = fakeSubscription(1);
const [shared, idle] = [identityId(subscription, "shared"), identityId(subscription, "idle")];
const refused = () => Promise.reject(new AzureError({ reason: "network" }));

function show(listings: readonly FakeListing[], outcome: FakeOutcome = {}, graph: Partial<ServiceUseGateway> = {}) {
  const inventory = fakeInventory(listings, outcome);
  const usage = new UsageIndex(inventory);
  const deadReferences = new DeadReferences(inventory, usage, { create: refused, read: refused, delete: refused });
  const list = vi.fn(() => Promise.resolve([{ id: "c", name: "github", issuer: "i", subject: "s", audiences: [] }]));
  const federatedCredentials = new FederatedCredentials({ list, create: refused, delete: refused }, inventory);
  const none = <Item>(): Promise<GraphListing<Item>> => Promise.resolve({ items: [], isWhole: true });
  const gateway: ServiceUseGateway = {
    listServices: none,
    listPolicies: none,
    listGrantees: none,
    listAssociated: none,
  };
  const serviceUses = new ServiceUses({ ...gateway, ...graph }, inventory, () => true);
  const roleAssignments = {
    listForPrincipal: () => Promise.resolve([]),
    listRoleDefinitions: () => Promise.resolve([]),
  };
  const tree = new IdentitiesTree({
    inventory,
    usage,
    serviceUses,
    identityUsages: new IdentityUsages(usage, serviceUses, federatedCredentials),
    deadReferences,
    federatedCredentials,
    icons: fakeIcons,
    identityAccess: new IdentityAccess(roleAssignments, new RoleCatalog(roleAssignments), inventory),
    identityFilter: new TextFilter("filtered", (text) => identityTest({ deadReferences, usage }, text)),
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
      "  idle: used from outside, rg",
      "    Used by: no resource",
      "    Role assignments: 0",
      "    Federated credentials: 1",
      "      github: s",
      "  shared: 2 resources, rg",
      "    Used by: 2 resources",
      "      vm-1: rg",
      "      vm-2: rg",
      "    Role assignments: 0",
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
    const machines = [Promise.resolve([machine(subscription, "vm-1", [shared])])];
    const { federatedCredentials, list, window } = show([{ subscription, identities: ["shared"], machines }]);
    await window.open();
    await window.settle();
    window.drawnAgain = [];
    list.mockResolvedValue([]);
    federatedCredentials.forget(shared);
    await window.settle();
    expect(window.drawnAgain.at(0)).toEqual(["federated"]);
    expect(window.screen.slice(2)).toEqual([
      "    Used by: 1 resource",
      "      vm-1: rg",
      "    Role assignments: 0",
      "    Federated credentials: 0",
    ]);
    expect(list).toHaveBeenCalledTimes(2);
  });

  it("calls an identity unused once its credentials are listed and there are none", async () => {
    const { federatedCredentials, list, window } = show([{ subscription, identities: ["idle"], machines: [] }]);
    await window.open();
    await window.settle();
    list.mockResolvedValue([]);
    federatedCredentials.forget(idle);
    await window.settle();
    expect(window.screen).toEqual([
      "Subscription 1",
      "  idle: unused, rg",
      "    Used by: unused",
      "    Role assignments: 0",
      "    Federated credentials: 0",
    ]);
  });

  it("shows other kinds of resources below the identity that they use, as soon as they are found", async () => {
    const found = Promise.withResolvers<GraphListing<ServiceUse>>();
    const listServices = () => found.promise;
    const { window } = show([{ subscription, identities: ["idle"], machines: [] }], {}, { listServices });
    await window.open();
    await window.settle();
    expect(window.screen.at(1)).toBe("  idle: used from outside, rg");
    const id = `/subscriptions/${subscription.subscriptionId}/resourceGroups/rg-web/providers/Microsoft.Web/sites/app`;
    const { subscriptionId } = subscription;
    const place = { id, name: "app", type: "microsoft.web/sites", resourceGroup: "rg-web", subscriptionId };
    found.resolve({ items: [{ ...place, spelling: idle.toUpperCase(), how: "carries" }], isWhole: true });
    await window.settle();
    expect(window.screen).toEqual([
      "Subscription 1",
      "  idle: 1 resource, rg",
      "    Used by: 1 resource",
      "      app: App Service or function app, rg-web",
      "    Role assignments: 0",
      "    Federated credentials: 1",
      "      github: s",
    ]);
  });

  it("never calls an identity unused where Azure Resource Graph has not answered", async () => {
    const listServices = refused;
    const { list, window } = show([{ subscription, identities: ["idle"], machines: [] }], {}, { listServices });
    list.mockResolvedValue([]);
    await window.open();
    await window.settle();
    expect(window.screen.at(1)).toBe("  idle: no use found, rg");
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
    expect(window.screen).toHaveLength(7);
  });
});
