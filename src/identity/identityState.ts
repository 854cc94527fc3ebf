import { resourceIdKey, sameResourceId } from "./resourceId";

/** The system-assigned identity of a resource. The ids are absent until the service has told them. */
export interface SystemAssignedIdentity {
  readonly principalId?: string;
  readonly tenantId?: string;
}

/** A user-assigned identity on a resource: its id in the service's own spelling, and what the service tells of it. */
export interface UserAssignedIdentity {
  readonly id: string;
  readonly principalId?: string;
  readonly clientId?: string;
}

/** What a resource carries. Ids are distinct without regard to case; their order is the service's and has no meaning. */
export interface IdentityState {
  readonly systemAssigned: SystemAssignedIdentity | undefined;
  readonly userAssigned: readonly UserAssignedIdentity[];
}

/** The values of `type`, in the service's own spelling (docs/azure-behaviour.md#spelling-of-type). */
export type IdentityType = "None" | "SystemAssigned" | "UserAssigned" | "SystemAssigned, UserAssigned";

/** A resource without any identity. */
export const NO_IDENTITY: IdentityState = { systemAssigned: undefined, userAssigned: [] };

/** The `type` that says which classes of identities a state holds. */
export function identityType(state: IdentityState): IdentityType {
  if (state.userAssigned.length === 0) {
    return state.systemAssigned ? "SystemAssigned" : "None";
  }
  return state.systemAssigned ? "SystemAssigned, UserAssigned" : "UserAssigned";
}

/** The user-assigned identity with this id, in whatever casing either is spelled. */
export function findUserAssigned(state: IdentityState, id: string): UserAssignedIdentity | undefined {
  return state.userAssigned.find((identity) => sameResourceId(identity.id, id));
}

/** Whether two ids are of one principal; undefined where one of them is not known. */
export function samePrincipal(left: string | undefined, right: string | undefined): boolean | undefined {
  return left === undefined || right === undefined ? undefined : left.toLowerCase() === right.toLowerCase();
}

/** What leads from one state to another, by identities alone. */
export interface IdentityDifference {
  readonly systemAssigned: "unchanged" | "enabled" | "disabled";
  readonly assigned: readonly UserAssignedIdentity[];
  readonly removed: readonly UserAssignedIdentity[];
}

/** Compares two states. `assigned` is spelled as in `after`, `removed` as in `before`. */
export function identityDifference(before: IdentityState, after: IdentityState): IdentityDifference {
  const keys = (state: IdentityState) => new Set(state.userAssigned.map((identity) => resourceIdKey(identity.id)));
  const had = keys(before);
  const has = keys(after);
  const wasOn = before.systemAssigned !== undefined;
  const isOn = after.systemAssigned !== undefined;
  return {
    systemAssigned: wasOn === isOn ? "unchanged" : isOn ? "enabled" : "disabled",
    assigned: after.userAssigned.filter((identity) => !had.has(resourceIdKey(identity.id))),
    removed: before.userAssigned.filter((identity) => !has.has(resourceIdKey(identity.id))),
  };
}

/** Whether two states hold the same identities. Order, casing and what the service tells of each do not count. */
export function sameIdentities(left: IdentityState, right: IdentityState): boolean {
  const difference = identityDifference(left, right);
  return (
    difference.systemAssigned === "unchanged" && difference.assigned.length === 0 && difference.removed.length === 0
  );
}
