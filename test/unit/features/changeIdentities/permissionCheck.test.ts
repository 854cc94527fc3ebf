import { describe, expect, it } from "vitest";
import type { Subscription } from "../../../../src/azure/accounts";
import { AzureError } from "../../../../src/azure/azureError";
import type { Self } from "../../../../src/azure/access/ownPermissions";
import type { ResourceLock } from "../../../../src/azure/access/locks";
import type { PermissionSet } from "../../../../src/identity/permissions";
import { formatResourceId, resourceIdKey } from "../../../../src/identity/resourceId";
import {
  checkPermissions,
  checkPermissionsOfMany,
  type PermissionDeps,
  type PermissionQuestion,
  permissionsToAskFor,
} from "../../../../src/features/changeIdentities/permissionCheck";
import { permissionsForChange } from "../../../../src/identity/permissionsNeeded";
import { identityId } from "../../identity/states";
import { subscription } from "../../mutation/fakeGateway";

const self: Self = { kind: "label", label: "me@contoso.example" };
const NOTHING_IN_THE_WAY = { missing: [], locks: [], unasked: 0, selves: new Map() };
const never = new AbortController().signal;
const mayWrite: PermissionSet = { actions: ["Microsoft.Compute/virtualMachines/*"], notActions: [] };
const mayAssign: PermissionSet = { actions: ["Microsoft.ManagedIdentity/*"], notActions: [] };
const mayRead: PermissionSet = { actions: ["*/read"], notActions: [] };
const app = identityId("app");

const groupId = (group: string) => `/subscriptions/${subscription.subscriptionId}/resourceGroups/${group}`;
const machineId = (group: string, name: string) =>
  formatResourceId(subscription.subscriptionId, group, "Microsoft.Compute/virtualMachines", name);

/** What assigning the identity to a machine needs. */
function questionOf(id: string): PermissionQuestion {
  const needed = permissionsForChange({ id, kind: "virtualMachine" }, [app]);
  return { subscription, needed, written: [{ scope: id, verb: "write" }] };
}

const machinesOf = (group: string, count: number) =>
  Array.from({ length: count }, (_, index) => questionOf(machineId(group, `vm${index}`)));

/** What the user may do at each scope; a scope that is not named cannot be read. */
function reader(rights: Readonly<Record<string, readonly PermissionSet[]>>, locks: readonly ResourceLock[] = []) {
  const asked: string[] = [];
  const byKey = new Map(Object.entries(rights).map(([scope, sets]) => [resourceIdKey(scope), sets]));
  const made: PermissionDeps = {
    permissions: {
      listAt: (_: Subscription, scope: string) => {
        asked.push(scope);
        const sets = byKey.get(resourceIdKey(scope));
        return sets === undefined ? Promise.reject(new AzureError({ reason: "serverError" })) : Promise.resolve(sets);
      },
      self: () => Promise.resolve(self),
    },
    locks: { list: () => Promise.resolve(locks) },
    changes: { beforeRead: () => Promise.resolve() },
    log: { debug: () => undefined },
  };
  return { made, asked };
}

describe("the permissions that a batch needs", () => {
  it("are answered for a whole resource group by one request, where the group gives them", async () => {
    const { made, asked } = reader({ [groupId("a")]: [mayRead, mayWrite], [app]: [mayAssign] });
    const found = await checkPermissionsOfMany(made, machinesOf("a", 1_000), never);
    expect(found).toEqual(NOTHING_IN_THE_WAY);
    expect(asked).toEqual([groupId("a"), app]);
  });

  it("are asked for one by one where the group does not give them: a role on a machine counts", async () => {
    const plans = machinesOf("a", 3);
    const own = Object.fromEntries(plans.map(({ written: [machine] }) => [machine?.scope ?? "", [mayRead]]));
    const { made } = reader({
      ...own,
      [groupId("a")]: [mayRead],
      [machineId("a", "vm1")]: [mayWrite],
      [app]: [mayAssign],
    });
    const { missing } = await checkPermissionsOfMany(made, plans, never);
    expect(missing.map(({ role, scope }) => [role, scope])).toEqual([
      ["virtualMachineContributor", machineId("a", "vm0")],
      ["virtualMachineContributor", machineId("a", "vm2")],
    ]);
  });

  it("name an identity once, however many are to have it", async () => {
    const { made } = reader({ [groupId("a")]: [mayWrite], [app]: [mayRead] });
    const { missing } = await checkPermissionsOfMany(made, machinesOf("a", 5), never);
    expect(missing.map(({ role, scope }) => [role, scope])).toEqual([["managedIdentityOperator", app]]);
  });

  it("stand in nobody's way where they cannot be read", async () => {
    const { made } = reader({});
    expect(await checkPermissionsOfMany(made, machinesOf("a", 5), never)).toEqual(NOTHING_IN_THE_WAY);
  });

  it("are read by a bounded number of requests, and what was left out is counted", async () => {
    const plans = machinesOf("a", 1_000);
    const own = Object.fromEntries(plans.map(({ written: [machine] }) => [machine?.scope ?? "", [mayRead]]));
    const { made, asked } = reader({ ...own, [groupId("a")]: [mayRead], [app]: [mayAssign] });
    const { missing, unasked } = await checkPermissionsOfMany(made, plans, never);
    expect(asked).toHaveLength(300);
    expect(missing.length + unasked).toBeGreaterThanOrEqual(1_000);
    expect(unasked).toBe(702);
  });

  it("are answered for ten thousand machines by one request for each of their two hundred groups", async () => {
    const groups = Array.from({ length: 200 }, (_, index) => `g${index}`);
    const own = Object.fromEntries(groups.map((group) => [groupId(group), [mayWrite]]));
    const { made, asked } = reader({ ...own, [app]: [mayAssign] });
    const plans = groups.flatMap((group) => machinesOf(group, 50));
    expect(await checkPermissionsOfMany(made, plans, never)).toEqual(NOTHING_IN_THE_WAY);
    expect(asked).toHaveLength(201);
  });

  it("are no longer looked for when nobody waits for them", async () => {
    const { made } = reader({});
    const cancelled = () => Promise.reject(new AzureError({ reason: "cancelled", sent: false }));
    await expect(
      checkPermissionsOfMany({ ...made, changes: { beforeRead: cancelled } }, machinesOf("a", 5), never),
    ).rejects.toMatchObject({
      failure: { reason: "cancelled" },
    });
  });
});

describe("the permissions that one resource needs", () => {
  const machine = machineId("a", "vm0");

  it("are asked for at itself and at the identity, never at the group: each is one request", async () => {
    const { made, asked } = reader({ [machine]: [mayWrite], [app]: [mayAssign] });
    expect(await checkPermissions(made, questionOf(machine), never)).toEqual(NOTHING_IN_THE_WAY);
    expect(asked).toEqual([machine, app]);
  });

  it("are named with who lacks them", async () => {
    const { made } = reader({ [machine]: [mayRead], [app]: [mayAssign] });
    const { missing, selves } = await checkPermissions(made, questionOf(machine), never);
    expect(missing.map(({ scope }) => scope)).toEqual([machine]);
    expect([...selves.values()]).toEqual([self]);
  });

  it("keep nobody waiting who has cancelled: what is known by then stands, the rest is left out", async () => {
    const { made } = reader({ [machine]: [mayRead], [app]: [mayRead] });
    const abort = new AbortController();
    const listAt: PermissionDeps["permissions"]["listAt"] = (...args) =>
      args[1] === app
        ? Promise.reject(new AzureError({ reason: "cancelled", sent: false }))
        : made.permissions.listAt(...args);
    const deps = { ...made, permissions: { ...made.permissions, listAt } };
    const { missing } = await checkPermissions(deps, questionOf(machine), abort.signal);
    expect(missing.map(({ scope }) => scope)).toEqual([machine]);
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
    const { locks } = await checkPermissionsOfMany(made, [...machinesOf("a", 3), ...machinesOf("b", 2)], never);
    expect(locks).toEqual([{ lock: frozen, scopes: expect.toSatisfy((scopes: unknown[]) => scopes.length === 3) }]);
  });
});

describe("the permissions to ask an administrator for", () => {
  const write = (group: string, name: string) => ({
    action: "Microsoft.Compute/virtualMachines/write",
    scope: machineId(group, name),
    role: "virtualMachineContributor" as const,
    subscription,
  });

  it("are those on a few machines, and on the group where they are many", () => {
    const many = ["1", "2", "3", "4"].map((name) => write("many", name));
    const few = ["1", "2", "3"].map((name) => write("few", name));
    expect(permissionsToAskFor([...many, ...few]).map(({ scope }) => scope)).toEqual([
      groupId("many"),
      ...few.map(({ scope }) => scope),
    ]);
  });

  it("never widen from identities to their group", () => {
    const action = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
    const permissions = ["1", "2", "3", "4", "5"].map((name) => ({
      action,
      scope: identityId(name),
      role: "managedIdentityOperator" as const,
      subscription,
    }));
    expect(permissionsToAskFor(permissions)).toEqual(permissions);
  });
});
