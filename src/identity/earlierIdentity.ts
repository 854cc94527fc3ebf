import { samePrincipal, type UserAssignedIdentity } from "./identityState";

/** The ids that tell one identity from another of the same name, as far as they are known. */
export interface IdentityIds {
  readonly principalId?: string | undefined;
  readonly clientId?: string | undefined;
}

/**
 * Whether a resource carries an earlier identity than the one that has its name now: it was deleted and created again, and the resource
 * keeps the old ids until it is assigned anew (docs/azure-behaviour.md#a-deleted-identity-leaves-references). False where too little is known to tell.
 */
export function isEarlierIdentity(carried: IdentityIds, present: IdentityIds): boolean {
  return (
    samePrincipal(carried.principalId, present.principalId) === false ||
    samePrincipal(carried.clientId, present.clientId) === false
  );
}

/**
 * The ids of an identity, both of the same one: as its own resource tells them; what that leaves out as the resource that carries it
 * tells, unless that is an earlier one.
 */
export function presentIds(present: IdentityIds | undefined, carried: UserAssignedIdentity | undefined): IdentityIds {
  if (present === undefined || carried === undefined || isEarlierIdentity(carried, present)) {
    return present ?? carried ?? {};
  }
  return {
    principalId: present.principalId ?? carried.principalId,
    clientId: present.clientId ?? carried.clientId,
  };
}
