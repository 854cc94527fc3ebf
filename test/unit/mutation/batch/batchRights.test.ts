import { describe, expect, it } from "vitest";
import type { Subscription } from "../../../../src/azure/accounts";
import { AzureError } from "../../../../src/azure/azureError";
import type { ResourceLock } from "../../../../src/azure/access/locks";
import type { PermissionSet } from "../../../../src/identity/permissions";
import { formatResourceId, resourceIdKey } from "../../../../src/identity/resourceId";
import { readBatchRights, rightsToAskFor, type RightsReader } from "../../../../src/mutation/batch/batchRights";
import { planOnSnapshot, type ResourcePlan } from "../../../../src/mutation/resourcePlan";
import { identityId, state } from "../../identity/states";
import { machineResource } from "../fakeFleet";
import { subscription } from "../fakeGateway";

const never = new AbortController().signal;
const mayWrite: PermissionSet = { actions: ["Microsoft.Compute/virtualMachines/*"], notActions: [] };
const mayAssign: PermissionSet = { actions: ["Microsoft.ManagedIdentity/*"], notActions: [] };
const mayRead: PermissionSet = { actions: ["*/read"], notActions: [] };
const app = identityId("app");

const groupId = (group: string) => `/subscriptions/${subscription.subscriptionId}/resourceGroups/${group}`;
const machineId = (group: string, name: string) =>
  formatResourceId(subscription.subscriptionId, group, "Microsoft.Compute/virtualMachines", name);

function planOf(id: string): ResourcePlan {
  const resource = machineResource(subscription, id, state(false));
  return planOnSnapshot(subscription, { resource, etag: "1" }, { kind: "assignUserAssigned", ids: [app] });
}

const machinesOf = (group: string, count: number) =>
  Array.from({ length: count }, (_, index) => planOf(machineId(group, `vm${index}`)));

/** What the person may do at each scope; a scope that is not named cannot be read. */
function reader(rights: Readonly<Record<string, readonly PermissionSet[]>>, locks: readonly ResourceLock[] = []) {
  const asked: string[] = [];
  const byKey = new Map(Object.entries(rights).map(([scope, sets]) => [resourceIdKey(scope), sets]));
  const made: RightsReader = {
    permissions: {
      listAt: (_: Subscription, scope: string) => {
        asked.push(scope);
        const sets = byKey.get(resourceIdKey(scope));
        return sets === undefined ? Promise.reject(new AzureError({ reason: "serverError" })) : Promise.resolve(sets);
      },
    },
    locks: { list: () => Promise.resolve(locks) },
    beforeRead: () => Promise.resolve(),
    onUnread: () => undefined,
  };
  return { made, asked };
}

describe("the rights that a batch needs", () => {
  it("are answered for a whole resource group by one request, where the group gives them", async () => {
    const { made, asked } = reader({ [groupId("a")]: [mayRead, mayWrite], [app]: [mayAssign] });
    const found = await readBatchRights(made, machinesOf("a", 1_000), never);
    expect(found).toEqual({ missing: [], locks: [], unasked: 0 });
    expect(asked).toEqual([groupId("a"), app]);
  });

  it("are asked for one by one where the group does not give them: a role on a machine counts", async () => {
    const plans = machinesOf("a", 3);
    const own = Object.fromEntries(plans.map(({ resource }) => [resource.id, [mayRead]]));
    const { made } = reader({
      ...own,
      [groupId("a")]: [mayRead],
      [machineId("a", "vm1")]: [mayWrite],
      [app]: [mayAssign],
    });
    const { missing } = await readBatchRights(made, plans, never);
    expect(missing.map(({ role, scope }) => [role, scope])).toEqual([
      ["virtualMachineContributor", machineId("a", "vm0")],
      ["virtualMachineContributor", machineId("a", "vm2")],
    ]);
  });

  it("name an identity once, however many are to have it", async () => {
    const { made } = reader({ [groupId("a")]: [mayWrite], [app]: [mayRead] });
    const { missing } = await readBatchRights(made, machinesOf("a", 5), never);
    expect(missing.map(({ role, scope }) => [role, scope])).toEqual([["managedIdentityOperator", app]]);
  });

  it("stand in nobody's way where they cannot be read", async () => {
    const { made } = reader({});
    expect(await readBatchRights(made, machinesOf("a", 5), never)).toEqual({ missing: [], locks: [], unasked: 0 });
  });

  it("are read by a bounded number of requests, and what was left out is counted", async () => {
    const plans = machinesOf("a", 1_000);
    const own = Object.fromEntries(plans.map(({ resource }) => [resource.id, [mayRead]]));
    const { made, asked } = reader({ ...own, [groupId("a")]: [mayRead], [app]: [mayAssign] });
    const { missing, unasked } = await readBatchRights(made, plans, never);
    expect(asked).toHaveLength(300);
    expect(missing.length + unasked).toBeGreaterThanOrEqual(1_000);
    expect(unasked).toBe(702);
  });

  it("are answered for ten thousand machines by one request for each of their two hundred groups", async () => {
    const groups = Array.from({ length: 200 }, (_, index) => `g${index}`);
    const own = Object.fromEntries(groups.map((group) => [groupId(group), [mayWrite]]));
    const { made, asked } = reader({ ...own, [app]: [mayAssign] });
    const plans = groups.flatMap((group) => machinesOf(group, 50));
    expect(await readBatchRights(made, plans, never)).toEqual({ missing: [], locks: [], unasked: 0 });
    expect(asked).toHaveLength(201);
  });

  it("are no longer looked for when nobody waits for them", async () => {
    const { made } = reader({});
    const cancelled = () => Promise.reject(new AzureError({ reason: "cancelled", sent: false }));
    await expect(readBatchRights({ ...made, beforeRead: cancelled }, machinesOf("a", 5), never)).rejects.toMatchObject({
      failure: { reason: "cancelled" },
    });
  });
});

describe("the locks on a batch", () => {
  const lock = (level: ResourceLock["level"], scope: string): ResourceLock => ({
    id: `${scope}/locks/l`,
    name: "l",
    level,
    scope,
    notes: undefined,
  });

  it("are counted by the resources that they hold; those against deleting hold none", async () => {
    const frozen = lock("ReadOnly", groupId("A"));
    const { made } = reader({}, [frozen, lock("CanNotDelete", groupId("b")), lock("ReadOnly", groupId("other"))]);
    const { locks } = await readBatchRights(made, [...machinesOf("a", 3), ...machinesOf("b", 2)], never);
    expect(locks).toEqual([{ lock: frozen, count: 3 }]);
  });
});

describe("the rights to ask an administrator for", () => {
  const write = (group: string, name: string) => ({
    action: "Microsoft.Compute/virtualMachines/write",
    scope: machineId(group, name),
    role: "virtualMachineContributor" as const,
    subscription,
  });

  it("are those on a few machines, and on the group where they are many", () => {
    const many = ["1", "2", "3", "4"].map((name) => write("many", name));
    const few = ["1", "2", "3"].map((name) => write("few", name));
    expect(rightsToAskFor([...many, ...few]).map(({ scope }) => scope)).toEqual([
      groupId("many"),
      ...few.map(({ scope }) => scope),
    ]);
  });

  it("never widen from identities to their group", () => {
    const action = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
    const rights = ["1", "2", "3", "4", "5"].map((name) => ({
      action,
      scope: identityId(name),
      role: "managedIdentityOperator" as const,
      subscription,
    }));
    expect(rightsToAskFor(rights)).toEqual(rights);
  });
});
