import { isAllowed } from "../authorization/rights";
import { type ArmRequest } from "../http/exchange";
import { isObject, memberAt } from "../json";
import { identityType } from "../managedIdentity/identityType";
import { parseId } from "../resourceId";
import { identityNotFound, linkedAuthorizationFailed, linkedSubscriptionOfOtherTenant } from "../serviceErrors";

const assign = `${identityType}/assign/action`;

/** The identities that a body asks for: those it only removes need neither exist nor be permitted. */
function askedIdentities(identity: unknown): readonly string[] {
  const dictionary = memberAt(identity, "userAssignedIdentities");
  const array = memberAt(identity, "identityIds");
  return [
    ...(isObject(dictionary) ? Object.entries(dictionary).flatMap(([id, value]) => (value === null ? [] : [id])) : []),
    ...(Array.isArray(array) ? array.map(String) : []),
  ];
}

/**
 * Azure's checks of the identities that a body names: same tenant, the caller's right to assign each, existence.
 * One that fails fails the whole request (docs/azure-behaviour.md#one-bad-id-fails-the-whole-patch).
 */
export function checkLinkedIdentities(
  request: ArmRequest,
  action: string,
  resourceId: string,
  identity: unknown,
): void {
  const { world, caller } = request;
  const asked = askedIdentities(identity);
  for (const id of asked) {
    const subscriptionId = parseId(id)?.subscriptionId ?? "";
    const subscription = world.directory.subscription(subscriptionId);
    if (subscription !== undefined && subscription.tenantId !== caller.tenantId) {
      throw linkedSubscriptionOfOtherTenant(action, resourceId, caller.tenantId, subscriptionId);
    }
  }
  const forbidden = asked.filter((id) => !isAllowed(world, caller, assign, id));
  if (forbidden.length > 0) {
    throw linkedAuthorizationFailed(caller, action, resourceId, forbidden);
  }
  const missing = asked.find((id) => world.store.get(id) === undefined);
  if (missing !== undefined) {
    throw identityNotFound(resourceId, missing);
  }
}
