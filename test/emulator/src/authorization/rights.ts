import { type Caller } from "../directory";
import { textAt, valueAt } from "../json";
import { isWithin, sameId } from "../resourceId";
import { type World } from "../world";
import { roleDefinition, type RolePermissions } from "./builtInRoles";

export const roleAssignmentType = "Microsoft.Authorization/roleAssignments";

/** The permissions that role assignments give a principal at a scope: those on the scope and on everything above it. */
export function permissionsAt(world: World, objectId: string, scope: string): readonly RolePermissions[] {
  const { store } = world;
  const [subscription] = /^\/subscriptions\/[^/]+/i.exec(scope) ?? [];
  // Those of other subscriptions reach none of this one.
  const assignments =
    subscription === undefined
      ? store.ofType(roleAssignmentType, "")
      : [...store.ofType(roleAssignmentType, subscription), ...store.outsideSubscriptions(roleAssignmentType)];
  return assignments
    .filter(({ body }) => textAt(body["properties"], "principalId") === objectId)
    .filter(({ body }) => isWithin(scope, textAt(body["properties"], "scope") ?? "none"))
    .flatMap(({ body }) => {
      const role = roleDefinition(String(valueAt(body, "properties", "roleDefinitionId")));
      return role === undefined ? [] : [role.permissions];
    });
}

export function isAllowed(world: World, caller: Caller, action: string, scope: string): boolean {
  return permissionsAt(world, caller.objectId, scope).some((permissions) => grants(permissions, action));
}

/** Whether a principal holds any role in a subscription: then it sees the subscription. */
export function seesSubscription(world: World, objectId: string, subscriptionId: string): boolean {
  const scope = `/subscriptions/${subscriptionId}`;
  return world.store
    .ofType(roleAssignmentType, scope)
    .some(({ body }) => sameId(textAt(body["properties"], "principalId") ?? "", objectId));
}

export function grants(permissions: RolePermissions, action: string): boolean {
  return (
    permissions.actions.some((pattern) => matchesAction(pattern, action)) &&
    !permissions.notActions.some((pattern) => matchesAction(pattern, action))
  );
}

// `*` stands for any run of characters, in any place; casing does not matter. A segment that is only `*` may be missing:
// Managed Identity Operator has `userAssignedIdentities/*/assign/action`, what is checked is
// `userAssignedIdentities/assign/action` (docs/azure-behaviour.md#required-permissions).
function matchesAction(pattern: string, action: string): boolean {
  const lower = pattern.toLowerCase();
  return (
    matchesWildcards(lower, action.toLowerCase()) ||
    matchesWildcards(lower.replaceAll("/*/", "/"), action.toLowerCase())
  );
}

function matchesWildcards(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) {
    return text === first;
  }
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) {
    return false;
  }
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - last.length) {
      return false;
    }
    at = found + part.length;
  }
  return true;
}
