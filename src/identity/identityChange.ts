import {
  findUserAssigned,
  type IdentityState,
  identityDifference,
  NO_IDENTITY,
  samePrincipal,
  type SystemAssignedIdentity,
  type UserAssignedIdentity,
} from "./identityState";
import { resourceIdKey } from "./resourceId";

/** What a user asks for. Ids compare without regard to case. */
export type IdentityChange =
  | { readonly kind: "enableSystemAssigned" }
  /** `only`: the one that is meant. One that is known to be another stays. */
  | { readonly kind: "disableSystemAssigned"; readonly only?: SystemAssignedIdentity }
  | { readonly kind: "assignUserAssigned"; readonly ids: readonly string[] }
  | { readonly kind: "removeUserAssigned"; readonly ids: readonly string[] }
  | { readonly kind: "removeAllUserAssigned" }
  | { readonly kind: "removeAll" }
  | { readonly kind: "setTo"; readonly state: IdentityState }
  /** Several changes, one after the other, as one write. */
  | { readonly kind: "several"; readonly changes: readonly IdentityChange[] };

function assign(state: IdentityState, ids: readonly string[]): IdentityState {
  const added = new Map<string, UserAssignedIdentity>();
  for (const id of ids) {
    if (findUserAssigned(state, id) === undefined && !added.has(resourceIdKey(id))) {
      added.set(resourceIdKey(id), { id });
    }
  }
  return { ...state, userAssigned: [...state.userAssigned, ...added.values()] };
}

function remove(state: IdentityState, ids: readonly string[]): IdentityState {
  const gone = new Set(ids.map(resourceIdKey));
  return { ...state, userAssigned: state.userAssigned.filter((identity) => !gone.has(resourceIdKey(identity.id))) };
}

function setTo(state: IdentityState, wanted: IdentityState): IdentityState {
  const wantedIds = wanted.userAssigned.map((identity) => identity.id);
  const kept = state.userAssigned.filter((identity) => findUserAssigned(wanted, identity.id) !== undefined);
  return {
    systemAssigned: wanted.systemAssigned === undefined ? undefined : (state.systemAssigned ?? {}),
    userAssigned: assign({ ...state, userAssigned: kept }, wantedIds).userAssigned,
  };
}

function isAnother({ systemAssigned }: IdentityState, only: SystemAssignedIdentity | undefined): boolean {
  return samePrincipal(systemAssigned?.principalId, only?.principalId) === false;
}

/** The state that a change leads to. What stays keeps the service's spelling, ids and order; what comes stands last. */
export function applyChange(state: IdentityState, change: IdentityChange): IdentityState {
  switch (change.kind) {
    case "enableSystemAssigned":
      return { ...state, systemAssigned: state.systemAssigned ?? {} };
    case "disableSystemAssigned":
      return isAnother(state, change.only) ? state : { ...state, systemAssigned: undefined };
    case "assignUserAssigned":
      return assign(state, change.ids);
    case "removeUserAssigned":
      return remove(state, change.ids);
    case "removeAllUserAssigned":
      return { ...state, userAssigned: [] };
    case "removeAll":
      return NO_IDENTITY;
    case "setTo":
      return setTo(state, change.state);
    case "several":
      return change.changes.reduce(applyChange, state);
  }
}

/** The parts of a change, in their order. */
export function partsOf(change: IdentityChange): readonly Exclude<IdentityChange, { kind: "several" }>[] {
  return change.kind === "several" ? change.changes.flatMap(partsOf) : [change];
}

/**
 * The change that takes back what led from `before` to `after`, and only that: applied to a state that somebody else has
 * changed since, it leaves their change alone.
 */
export function inverseChange(before: IdentityState, after: IdentityState): IdentityChange {
  const difference = identityDifference(before, after);
  const changes: IdentityChange[] = [];
  if (difference.systemAssigned === "enabled") {
    changes.push({ kind: "disableSystemAssigned", ...(after.systemAssigned && { only: after.systemAssigned }) });
  }
  if (difference.systemAssigned === "disabled") {
    changes.push({ kind: "enableSystemAssigned" });
  }
  if (difference.assigned.length > 0) {
    changes.push({ kind: "removeUserAssigned", ids: difference.assigned.map((identity) => identity.id) });
  }
  if (difference.removed.length > 0) {
    changes.push({ kind: "assignUserAssigned", ids: difference.removed.map((identity) => identity.id) });
  }
  return { kind: "several", changes };
}
