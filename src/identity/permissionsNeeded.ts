import type { ComputeResourceKind } from "./computeResourceType";
import { isGranted, type PermissionSet } from "./permissions";
import { parseResourceId, resourceGroupId, resourceIdKey } from "./resourceId";

/** The built-in roles that this program tells people to ask for, by the names that Azure and its command lines use. */
export const HELPFUL_ROLES = {
  virtualMachineContributor: "Virtual Machine Contributor",
  managedIdentityOperator: "Managed Identity Operator",
  managedIdentityContributor: "Managed Identity Contributor",
  userAccessAdministrator: "User Access Administrator",
  networkContributor: "Network Contributor",
  contributor: "Contributor",
} as const;

/** One of those roles. */
export type HelpfulRole = keyof typeof HELPFUL_ROLES;

/** A right that something takes: the action that is checked, where, and the role that gives it. */
export interface NeededPermission {
  readonly action: string;
  readonly scope: string;
  readonly role: HelpfulRole;
}

const WRITE_ACTIONS: Readonly<Record<ComputeResourceKind, string>> = {
  virtualMachine: "Microsoft.Compute/virtualMachines/write",
  scaleSet: "Microsoft.Compute/virtualMachineScaleSets/write",
};

const ASSIGN_ACTION = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

/** What changing the identities of a resource takes: writing it, and the use of each identity that is to be assigned (docs/azure-behaviour.md#required-permissions). */
export function permissionsForChange(
  resource: { readonly id: string; readonly kind: ComputeResourceKind },
  assignedIds: readonly string[],
): readonly NeededPermission[] {
  return [
    { action: WRITE_ACTIONS[resource.kind], scope: resource.id, role: "virtualMachineContributor" },
    ...assignedIds.map(permissionToAssign),
  ];
}

/** What the use of a user-assigned identity takes, on the identity itself. */
export function permissionToAssign(scope: string): NeededPermission {
  return { action: ASSIGN_ACTION, scope, role: "managedIdentityOperator" };
}

/** What making a user-assigned identity takes, in its resource group, or deleting one, on itself. */
export function permissionToOwn(scope: string, verb: "write" | "delete"): NeededPermission {
  const action = `Microsoft.ManagedIdentity/userAssignedIdentities/${verb}`;
  return { action, scope, role: "managedIdentityContributor" };
}

/** What granting or taking away access at a scope takes. */
export function permissionForAccess(scope: string, verb: "write" | "delete"): NeededPermission {
  return { action: `Microsoft.Authorization/roleAssignments/${verb}`, scope, role: "userAccessAdministrator" };
}

/** The needed rights that the permissions do not give. A scope whose permissions are not known counts as given. */
export function missingPermissions(
  needed: readonly NeededPermission[],
  permissions: ReadonlyMap<string, readonly PermissionSet[]>,
): readonly NeededPermission[] {
  return needed.filter(({ action, scope }) => {
    const known = permissions.get(resourceIdKey(scope));
    return known !== undefined && !isGranted(known, action);
  });
}

/** The role that gives an action; undefined where none of the helpful ones does. */
export function roleForAction(action: string): HelpfulRole | undefined {
  const asked = action.toLowerCase();
  if (/^microsoft\.(?:compute\/(?:virtualmachines|virtualmachinescalesets)|network\/networkinterfaces)\//.test(asked)) {
    return "virtualMachineContributor";
  }
  if (asked.startsWith("microsoft.managedidentity/userassignedidentities/")) {
    return asked.endsWith("assign/action") ? "managedIdentityOperator" : "managedIdentityContributor";
  }
  if (asked.startsWith("microsoft.network/")) {
    return "networkContributor";
  }
  if (asked.startsWith("microsoft.resources/deployments/")) {
    return "virtualMachineContributor";
  }
  if (asked === "microsoft.resources/subscriptions/resourcegroups/write") {
    return "contributor";
  }
  return asked.startsWith("microsoft.authorization/") ? "userAccessAdministrator" : undefined;
}

/** Writing these is making them: they do not exist yet, and nothing can be granted on them. */
const MADE_BY_WRITING: ReadonlySet<string> = new Set([
  "microsoft.managedidentity/userassignedidentities/write",
  "microsoft.network/networkinterfaces/write",
  "microsoft.network/virtualnetworks/write",
  "microsoft.resources/deployments/write",
]);

/**
 * Where to ask for a role, from the scope that a refusal names: that may be a role assignment, a part of a resource, or an identity
 * that was to be made and does not exist.
 */
export function scopeToAskFor(action: string, scope: string): string {
  const place = scope
    .replace(/\/providers\/Microsoft\.Authorization\/\w+\/[^/]+$/i, "")
    .replace(/^(\/subscriptions\/[^/]+)\/providers\/Microsoft\.Resources\/deployments\/[^/]+$/i, "$1");
  const resource = parseResourceId(place);
  if (resource === undefined) {
    // A resource group that is not there yet is made by the right to make one in its subscription.
    return action.toLowerCase() === "microsoft.resources/subscriptions/resourcegroups/write"
      ? place.replace(/^(\/subscriptions\/[^/]+)\/resourcegroups\/[^/]+$/i, "$1")
      : place;
  }
  const [type = "", name = ""] = [resource.types[0], resource.names[0]];
  const group = resourceGroupId(resource.subscriptionId, resource.resourceGroup);
  return MADE_BY_WRITING.has(action.toLowerCase()) ? group : `${group}/providers/${resource.namespace}/${type}/${name}`;
}

/** What a scope is called: the name at its end. */
export function scopeName(scope: string): string {
  return parseResourceId(scope)?.names.at(-1) ?? scope.slice(scope.lastIndexOf("/") + 1);
}
