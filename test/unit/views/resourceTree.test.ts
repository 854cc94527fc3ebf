import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AzureError } from "../../../src/azure/azureError";
import type { VirtualMachine } from "../../../src/azure/compute/computeResource";
import { DeadReferences } from "../../../src/azure/inventory/deadReferences";
import { RetiredMarks } from "../../../src/azure/compute/extensionMarks";
import { RetiredExtensions } from "../../../src/azure/compute/extensionFindings";
import { LazyReadings } from "../../../src/azure/inventory/lazyReadings";
import { isBeingListed } from "../../../src/azure/inventory/subscriptionInventory";
import { UsageIndex } from "../../../src/azure/inventory/usageIndex";
import { ResourceWarnings } from "../../../src/views/resourceWarnings";
import { ResourceTree } from "../../../src/views/resourceTree";
import { revealNode } from "../../../src/views/revealNode";
import { BusyResources } from "../../../src/ui/busyResources";
import type { ResourceTreeNode } from "../../../src/ui/nodes";
import { resourceTest } from "../../../src/ui/filters/resourceFilter";
import { TextFilter } from "../../../src/ui/textFilter";
import { TreeSettings } from "../../../src/ui/treeSettings";
import { fakeSubscription, identityId, machine } from "../azure/inventory/inventoryFakes";
import { fakeIcons } from "./fakeIcons";
import { type FakeListing, fakeInventory, type FakeOutcome } from "./fakeInventory";
import { FakeWindow } from "./fakeWindow";

vi.mock("vscode", () => import("./fakeVscode"));

const subscription = fakeSubscription(1);
const shared = identityId(subscription, "shared");
const refused = () => Promise.reject(new AzureError({ reason: "network" }));

function show(listings: readonly FakeListing[], outcome: FakeOutcome = {}) {
  const inventory = fakeInventory(listings, outcome);
  const usage = new UsageIndex(inventory);
  const busy = new BusyResources();
  const extensions = { listRetired: refused, listSuspects: refused, remove: refused };
  const retiredExtensions = new RetiredExtensions(extensions, inventory);
  const treeSettings = new TreeSettings({ keys: () => [], get: () => undefined, update: () => Promise.resolve() });
  const deadReferences = new DeadReferences(inventory, usage, { create: refused, read: refused, delete: refused });
  const resourceFilter = new TextFilter("filtered", (text) =>
    resourceTest({ deadReferences, retiredExtensions }, text),
  );
  const tree = new ResourceTree({
    inventory,
    deadReferences,
    warnings: new ResourceWarnings({ inventory, deadReferences, retiredExtensions }),
    icons: fakeIcons,
    instances: new LazyReadings(refused, inventory),
    retiredExtensions,
    retiredMarks: new RetiredMarks(inventory, retiredExtensions, extensions, () => undefined),
    busy,
    treeSettings,
    resourceFilter,
  });
  return { inventory, busy, resourceFilter, tree, window: new FakeWindow(tree) };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the tree of resources", () => {
  it("draws again the group that a page has brought a machine of, and no subscription", async () => {
    const pages = [Promise.withResolvers<VirtualMachine[]>(), Promise.withResolvers<VirtualMachine[]>()];
    const machines = pages.map(({ promise }) => promise);
    const { window } = show([{ subscription, identities: ["shared"], machines }]);
    pages[0]?.resolve([machine(subscription, "vm-1", [shared])]);
    await window.open();
    await window.settle();
    window.drawnAgain = [];
    pages[1]?.resolve([machine(subscription, "vm-2", [])]);
    await window.settle();
    expect(window.drawnAgain).toEqual([["virtualMachine"]]);
    expect(window.screen.map((line) => line.split(":")[0])).toEqual([
      "Subscription 1",
      "  Virtual machines",
      "    vm-1",
      "      shared",
      "    vm-2",
    ]);
  });

  it("has what has just come drawn again before it is revealed: VS Code reveals nothing that it was not given", async () => {
    const pages = [1, 2, 3].map(() => Promise.withResolvers<VirtualMachine[]>());
    const { tree, window } = show([{ subscription, identities: [], machines: pages.map(({ promise }) => promise) }]);
    pages[0]?.resolve([machine(subscription, "vm-1", [shared])]);
    await window.open();
    await window.settle();
    window.drawnAgain = [];
    const made = machine(subscription, "vm-2", []);
    pages[1]?.resolve([made]);
    await vi.advanceTimersByTimeAsync(1);
    const revealed: unknown[] = [];
    const reveal = ({ id }: ResourceTreeNode): Promise<void> => {
      revealed.push({ id: id.split("/").at(-1), after: [...window.drawnAgain] });
      return Promise.resolve();
    };
    const isIt = (node: ResourceTreeNode): boolean => node.kind === "resource" && node.resourceId === made.id;
    await revealNode(tree, { reveal }, made.id, isIt, false);
    expect(revealed).toEqual([{ id: "vm-2", after: [["virtualMachine"]] }]);
    await window.settle();
    expect(window.drawnAgain).toEqual([["virtualMachine"]]);
  });

  it("draws again what a window that was behind with its answers has not asked for, and no longer once it has", async () => {
    const pages = [Promise.withResolvers<VirtualMachine[]>(), Promise.withResolvers<VirtualMachine[]>()];
    const { window } = show([{ subscription, identities: ["shared"], machines: pages.map(({ promise }) => promise) }]);
    pages[0]?.resolve([machine(subscription, "vm-1", [shared])]);
    await window.open();
    await window.settle();
    window.drawnAgain = [];
    pages[1]?.resolve([machine(subscription, "vm-2", [])]);
    await vi.advanceTimersByTimeAsync(1000);
    window.forget();
    await vi.advanceTimersByTimeAsync(1500);
    expect(window.drawnAgain).toEqual([["virtualMachine"], ["virtualMachine"]]);
    window.forget();
    await vi.advanceTimersByTimeAsync(4000);
    expect(window.drawnAgain).toHaveLength(3);
    await window.settle();
    expect(window.screen.join()).toContain("    vm-2");
    expect(window.drawnAgain).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(window.drawnAgain).toHaveLength(3);
  });

  it("draws again the resource that is busy or has changed, and nothing beside it", async () => {
    const machines = [Promise.resolve([machine(subscription, "vm-1", [shared]), machine(subscription, "vm-2", [])])];
    const { inventory, busy, window } = show([{ subscription, identities: ["shared"], machines }]);
    await window.open();
    await window.settle();
    window.drawnAgain = [];
    const after = machine(subscription, "vm-2", [shared]);
    await busy.during(after.id, async () => {
      await window.settle();
      expect(window.screen).toContain("    vm-2: changing...");
    });
    inventory.replaceResource(subscription, after);
    await window.settle();
    expect(window.drawnAgain.flat()).toEqual(["vm-2", "vm-2", "vm-2"]);
    expect(window.screen.at(-1)).toContain("      shared");
  });

  it("shows VS Code what has come while somebody else looked for a node", async () => {
    const pages = [Promise.withResolvers<VirtualMachine[]>(), Promise.withResolvers<VirtualMachine[]>()];
    const { tree, window } = show([{ subscription, identities: [], machines: pages.map(({ promise }) => promise) }]);
    pages[0]?.resolve([machine(subscription, "vm-1", [])]);
    await window.open();
    await window.settle();
    pages[1]?.resolve([machine(subscription, "vm-2", [])]);
    await vi.advanceTimersByTimeAsync(1);
    const [root] = await tree.find();
    const [group] = await tree.find(root);
    expect(await tree.find(group)).toHaveLength(2);
    await window.settle();
    expect(window.screen.at(-1)).toContain("vm-2");
  });

  it("says that the subscription filter hides everything, also beside a directory that could not be read", async () => {
    const { tenant } = subscription;
    const failures = [{ tenant, account: tenant.account, error: new AzureError({ reason: "network" }) }];
    const { tree, window } = show([], { failures, hiddenByFilter: 3 });
    await window.open();
    expect(window.screen).toEqual([
      "Your subscription filter hides every subscription: Select subscriptions",
      "Couldn't read Contoso: Azure didn't respond.",
    ]);
    const [hidden] = await tree.find();
    expect(hidden && tree.getTreeItem(hidden)).toMatchObject({
      tooltip: expect.stringContaining("azureResourceGroups.selectedSubscriptions"),
      command: { command: "managedIdentities.openSubscriptionFilter" },
    });
  });

  it("says nothing of the subscription filter beside a failure where it hides nothing", async () => {
    const { tenant } = subscription;
    const failures = [{ tenant, account: tenant.account, error: new AzureError({ reason: "network" }) }];
    const { window } = show([], { failures });
    await window.open();
    expect(window.screen).toEqual(["Couldn't read Contoso: Azure didn't respond."]);
  });

  it("shows that a refresh has failed, and after it what is known", async () => {
    const machines = [Promise.resolve([machine(subscription, "vm-1", [])])];
    const outcome: FakeOutcome = {};
    const { inventory, window } = show([{ subscription, identities: [], machines }], outcome);
    await window.open();
    await window.settle();
    const before = window.screen;
    for (const error of [
      new AzureError({ reason: "network" }),
      new AzureError({ reason: "notSignedIn", tenantId: undefined }),
    ]) {
      outcome.error = error;
      void inventory.refresh();
      await window.settle();
      expect(window.screen[0]).toContain("Couldn't list your subscriptions: ");
      expect(window.screen.slice(1)).toEqual(before);
    }
    delete outcome.error;
    void inventory.refresh();
    await window.settle();
    expect(window.screen).toEqual(before);
  });

  it("ends a listing that a refresh has broken off and not begun again, and says so with its own error", async () => {
    const never = Promise.withResolvers<VirtualMachine[]>();
    const machines = [Promise.resolve([machine(subscription, "vm-1", [])]), never.promise];
    const outcome: FakeOutcome = {};
    const { inventory, window } = show([{ subscription, identities: [], machines }], outcome);
    await window.open();
    await window.settle();
    outcome.error = new AzureError({ reason: "serverError" });
    void inventory.refresh();
    await window.settle();
    expect(inventory.subscriptions.some(isBeingListed)).toBe(false);
    expect(window.screen.map((line) => line.trim())).toEqual([
      "Couldn't list your subscriptions: Azure returned a server error.",
      "Subscription 1",
      expect.stringContaining("Virtual machines"),
      expect.stringContaining("vm-1"),
      "Couldn't list virtual machines: Azure returned a server error.",
    ]);
  });

  it("shows a subscription by its new name after a refresh", async () => {
    const listing = { subscription, identities: [], machines: [] };
    const { inventory, window } = show([listing]);
    await window.open();
    await window.settle();
    const tenant = { ...subscription.tenant, displayName: "Fabrikam" };
    listing.subscription = { ...subscription, name: "Renamed", tenant };
    await inventory.refresh();
    expect(inventory.subscriptions.map((each) => each.subscription)).toEqual([listing.subscription]);
  });

  it("draws a filtered tree", async () => {
    const machines = [Promise.resolve([machine(subscription, "web", []), machine(subscription, "batch", [])])];
    const { resourceFilter, window } = show([{ subscription, identities: [], machines }]);
    await window.open();
    await window.settle();
    resourceFilter.set("web");
    await window.settle();
    expect(window.screen.map((line) => line.split(":")[0])).toEqual([
      "Subscription 1",
      "  Virtual machines",
      "    web",
    ]);
    resourceFilter.set("");
    await window.settle();
    expect(window.screen).toHaveLength(4);
  });
});
