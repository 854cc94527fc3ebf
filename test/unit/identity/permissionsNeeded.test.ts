import { describe, expect, it } from "vitest";
import {
  missingPermissions,
  permissionForAccess,
  permissionsForChange,
  roleForAction,
  scopeToAskFor,
} from "../../../src/identity/permissionsNeeded";
import { resourceIdKey } from "../../../src/identity/resourceId";

const GROUP = "/subscriptions/s/resourceGroups/rg/providers";
const MACHINE = `${GROUP}/Microsoft.Compute/virtualMachines/web`;
const IDENTITY = `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/id-web`;

const machine = { id: MACHINE, kind: "virtualMachine" as const };
const roles = (granted: Readonly<Record<string, readonly string[]>>) =>
  missingPermissions(
    permissionsForChange(machine, [IDENTITY]),
    new Map(Object.entries(granted).map(([id, actions]) => [resourceIdKey(id), [{ actions, notActions: [] }]])),
  ).map(({ role, scope }) => [role, scope]);

describe("what a change needs", () => {
  it("is writing the resource, and using each identity that comes to it", () => {
    expect(permissionsForChange(machine, []).map(({ action }) => action)).toEqual([
      "Microsoft.Compute/virtualMachines/write",
    ]);
    expect(permissionsForChange({ id: "x", kind: "scaleSet" }, [IDENTITY])).toEqual([
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
  ["Microsoft.ManagedIdentity/userAssignedIdentities/delete", "managedIdentityContributor"],
  [permissionForAccess("x", "write").action, "userAccessAdministrator"],
  ["Microsoft.Authorization/locks/delete", "userAccessAdministrator"],
  ["Microsoft.Network/virtualNetworks/write", "networkContributor"],
  ["Microsoft.Resources/deployments/write", "virtualMachineContributor"],
  ["Microsoft.Resources/subscriptions/resourceGroups/write", "contributor"],
  ["Microsoft.Storage/storageAccounts/write", undefined],
])("the role that gives %s is %s", (action, role) => {
  expect(roleForAction(action)).toBe(role);
});

it.each([
  ["x/write", MACHINE, MACHINE],
  ["x/write", `${MACHINE}/extensions/e`, MACHINE],
  [
    "Microsoft.Authorization/roleAssignments/write",
    `${MACHINE}/providers/Microsoft.Authorization/roleAssignments/g`,
    MACHINE,
  ],
  ["x", "/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/g", "/subscriptions/s"],
  ["x", "/subscriptions/s/resourceGroups/rg", "/subscriptions/s/resourceGroups/rg"],
  [
    "Microsoft.Resources/subscriptions/resourceGroups/write",
    "/subscriptions/s/resourcegroups/rg-new",
    "/subscriptions/s",
  ],
  ["Microsoft.ManagedIdentity/userAssignedIdentities/write", IDENTITY, "/subscriptions/s/resourceGroups/rg"],
  ["Microsoft.ManagedIdentity/userAssignedIdentities/delete", IDENTITY, IDENTITY],
  [
    "Microsoft.Resources/deployments/write",
    `${GROUP}/Microsoft.Resources/deployments/d`,
    "/subscriptions/s/resourceGroups/rg",
  ],
  [
    "Microsoft.Resources/deployments/write",
    "/subscriptions/s/providers/Microsoft.Resources/deployments/d",
    "/subscriptions/s",
  ],
  [
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
    `${IDENTITY}/federatedIdentityCredentials/c`,
    IDENTITY,
  ],
])("the place to ask for a role where %s is refused on %s is %s", (action, scope, expected) => {
  expect(scopeToAskFor(action, scope)).toBe(expected);
});
