import { describe, expect, it } from "vitest";
import {
  missingRights,
  rightForAccess,
  rightForIdentity,
  rightsForChange,
  roleForAction,
} from "../../../src/identity/permissionsNeeded";
import { resourceIdKey } from "../../../src/identity/resourceId";

const GROUP = "/subscriptions/s/resourceGroups/rg/providers";
const MACHINE = `${GROUP}/Microsoft.Compute/virtualMachines/web`;
const IDENTITY = `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/id-web`;

const machine = { id: MACHINE, kind: "virtualMachine" as const };
const roles = (granted: Readonly<Record<string, readonly string[]>>) =>
  missingRights(
    rightsForChange(machine, [IDENTITY]),
    new Map(Object.entries(granted).map(([id, actions]) => [resourceIdKey(id), [{ actions, notActions: [] }]])),
  ).map(({ role, scope }) => [role, scope]);

describe("what a change needs", () => {
  it("is writing the resource, and using each identity that comes to it", () => {
    expect(rightsForChange(machine, []).map(({ action }) => action)).toEqual([
      "Microsoft.Compute/virtualMachines/write",
    ]);
    expect(rightsForChange({ id: "x", kind: "scaleSet" }, [IDENTITY])).toEqual([
      { action: "Microsoft.Compute/virtualMachineScaleSets/write", scope: "x", role: "virtualMachineContributor" },
      {
        action: "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
        scope: IDENTITY,
        role: "managedIdentityOperator",
      },
    ]);
  });

  it("is named by role and scope where it is missing", () => {
    expect(roles({ [MACHINE]: ["*"], [IDENTITY]: ["*"] })).toEqual([]);
    expect(roles({ [MACHINE]: ["*/read"], [IDENTITY]: ["*"] })).toEqual([["virtualMachineContributor", MACHINE]]);
    expect(roles({ [MACHINE]: ["Microsoft.Compute/*"], [IDENTITY]: ["*/read"] })).toEqual([
      ["managedIdentityOperator", IDENTITY],
    ]);
  });

  it("is not said to be missing where the permissions could not be read", () => {
    expect(roles({})).toEqual([]);
    expect(roles({ [MACHINE.toUpperCase()]: [] })).toEqual([["virtualMachineContributor", MACHINE]]);
  });
});

it.each([
  ["Microsoft.Compute/virtualMachines/write", "virtualMachineContributor"],
  ["microsoft.compute/VirtualMachineScaleSets/manualupgrade/action", "virtualMachineContributor"],
  ["Microsoft.ManagedIdentity/userAssignedIdentities/assign/action", "managedIdentityOperator"],
  [rightForIdentity("x", "delete").action, "managedIdentityContributor"],
  [rightForAccess("x", "write").action, "userAccessAdministrator"],
  ["Microsoft.Authorization/locks/delete", "userAccessAdministrator"],
  ["Microsoft.Network/virtualNetworks/write", undefined],
])("the role that gives %s is %s", (action, role) => {
  expect(roleForAction(action)).toBe(role);
});
