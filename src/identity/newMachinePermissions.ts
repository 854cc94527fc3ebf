import { type FirstRoleScope, type NewMachine } from "./newMachine";
import { type NeededPermission, permissionForAccess, permissionsForChange } from "./permissionsNeeded";
import { parseResourceId, resourceGroupId } from "./resourceId";

/** Where a new machine is made. */
export interface NewMachinePlace {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly isNewResourceGroup: boolean;
}

/** The id of what the first role of a machine holds on. */
export function firstRoleScopeId(scope: FirstRoleScope, { subscriptionId, resourceGroup }: NewMachinePlace): string {
  switch (scope.kind) {
    case "ownGroup":
      return resourceGroupId(subscriptionId, resourceGroup);
    case "resourceGroup":
      return resourceGroupId(subscriptionId, scope.resourceGroup);
    case "subscription":
      return `/subscriptions/${subscriptionId}`;
    case "resource":
      return scope.id;
  }
}

/** What making anything in a resource group takes: where it is a new one, the rights have to come from the subscription. */
export function permissionsToCreateIn(place: NewMachinePlace): {
  readonly at: string;
  readonly needed: readonly NeededPermission[];
} {
  const at = place.isNewResourceGroup
    ? `/subscriptions/${place.subscriptionId}`
    : resourceGroupId(place.subscriptionId, place.resourceGroup);
  const action = "Microsoft.Resources/subscriptions/resourceGroups/write";
  return { at, needed: place.isNewResourceGroup ? [{ action, scope: at, role: "contributor" }] : [] };
}

/**
 * What deploying a new machine takes: to deploy, to make or use what its template holds, to assign each identity, and to give the role
 * where it is wanted. The actions are those that the roles of the built-in list name.
 */
export function permissionsForNewMachine(machine: NewMachine, place: NewMachinePlace): readonly NeededPermission[] {
  const { at, needed } = permissionsToCreateIn(place);
  const ids = machine.identity.userAssigned.map(({ id }) => id);
  return [
    ...needed,
    permissionToDeploy(at),
    ...permissionsForChange({ id: at, kind: machine.kind }, ids),
    ...networkPermissions(machine, at),
    ...rolePermissions(machine, place, at),
  ];
}

function permissionToDeploy(scope: string): NeededPermission {
  return { action: "Microsoft.Resources/deployments/write", scope, role: "virtualMachineContributor" };
}

function networkPermissions({ kind, network }: NewMachine, at: string): readonly NeededPermission[] {
  const connected: NeededPermission =
    network.kind === "new"
      ? { action: "Microsoft.Network/virtualNetworks/write", scope: at, role: "networkContributor" }
      : {
          action: "Microsoft.Network/virtualNetworks/subnets/join/action",
          scope: network.subnetId,
          role: "networkContributor",
        };
  const made: NeededPermission = {
    action: "Microsoft.Network/networkInterfaces/write",
    scope: at,
    role: "virtualMachineContributor",
  };
  return kind === "virtualMachine" ? [connected, made] : [connected];
}

/** A role elsewhere is in a deployment there, which takes the right to deploy as well. */
function rolePermissions(
  { role, identity }: NewMachine,
  place: NewMachinePlace,
  at: string,
): readonly NeededPermission[] {
  if (role === undefined || identity.systemAssigned === undefined) {
    return [];
  }
  const { kind } = role.scope;
  if (kind === "ownGroup") {
    return [permissionForAccess(at, "write")];
  }
  const scope = firstRoleScopeId(role.scope, place);
  const parsed = parseResourceId(scope);
  const target = parsed === undefined ? scope : resourceGroupId(parsed.subscriptionId, parsed.resourceGroup);
  return [permissionToDeploy(target), permissionForAccess(scope, "write")];
}
