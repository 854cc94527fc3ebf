import type { IdentityShape } from "./apiVersion";
import {
  findUserAssigned,
  identityDifference,
  type IdentityState,
  identityType,
  type IdentityType,
  sameIdentities,
} from "./identityState";
import { readIdentityType } from "./readIdentity";
import { resourceIdKey } from "./resourceId";

/** The only values that a member of the dictionary may have in a request (docs/azure-behaviour.md#values-of-the-dictionary). */
export type DictionaryEntry = Readonly<Record<string, never>> | null;

/** The `identity` member of a PATCH body. */
export interface IdentityPatch {
  readonly type: IdentityType;
  /** From 2018-06-01: a merge patch; a member that is not named is kept. */
  readonly userAssignedIdentities?: Readonly<Record<string, DictionaryEntry>>;
  /** From 2017-12-01 up to 2018-06-01: the whole list; an id that is not named is removed. */
  readonly identityIds?: readonly string[];
}

/**
 * The smallest patch that leads from one state to the other, or undefined where they hold the same identities.
 * Removed ids go under the service's own spelling; kept ones are never restated; the last user-assigned identity goes by `type`
 * alone, because what `{last: null}` beside `UserAssigned` does is not recorded (docs/azure-behaviour.md#removing-the-last-identity).
 */
export function minimalPatch(
  before: IdentityState,
  after: IdentityState,
  shape: IdentityShape = "dictionary",
): IdentityPatch | undefined {
  if (sameIdentities(before, after)) {
    return undefined;
  }
  const type = identityType(after);
  if (after.userAssigned.length === 0) {
    return { type };
  }
  if (shape === "array") {
    // The array replaces; whether leaving it out keeps the ids is unverified, so it is always whole.
    return { type, identityIds: after.userAssigned.map((identity) => identity.id) };
  }
  const { assigned, removed } = identityDifference(before, after);
  if (assigned.length === 0 && removed.length === 0) {
    return { type };
  }
  // fromEntries defines members of its own, so that no id can reach the prototype.
  return {
    type,
    userAssignedIdentities: Object.fromEntries<DictionaryEntry>([
      ...removed.map((identity) => [identity.id, null] as const),
      ...assigned.map((identity) => [identity.id, {}] as const),
    ]),
  };
}

/**
 * What the service makes of a patch, by the recorded rules (docs/azure-behaviour.md#patch-merges): `type` decides which classes survive, the
 * dictionary edits members, the array replaces them.
 */
export function applyPatch(before: IdentityState, patch: IdentityPatch): IdentityState {
  const classes = readIdentityType(patch.type) ?? { systemAssigned: false, userAssigned: false };
  const systemAssigned = classes.systemAssigned ? (before.systemAssigned ?? {}) : undefined;
  if (!classes.userAssigned) {
    return { systemAssigned, userAssigned: [] };
  }
  if (patch.identityIds) {
    return { systemAssigned, userAssigned: patch.identityIds.map((id) => findUserAssigned(before, id) ?? { id }) };
  }
  const members = new Map(before.userAssigned.map((identity) => [resourceIdKey(identity.id), identity]));
  for (const [id, value] of Object.entries(patch.userAssignedIdentities ?? {})) {
    if (value === null) {
      members.delete(resourceIdKey(id));
    } else if (!members.has(resourceIdKey(id))) {
      members.set(resourceIdKey(id), { id });
    }
  }
  return { systemAssigned, userAssigned: [...members.values()] };
}
