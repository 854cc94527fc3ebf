import {
  type IdentityState,
  NO_IDENTITY,
  type SystemAssignedIdentity,
  type UserAssignedIdentity,
} from "./identityState";
import { resourceIdKey } from "./resourceId";
import { isWire, member, textMember, type Wire } from "./wire";

/** Why an identity block could not be read. `detail` is the text at fault, at most 100 characters of it. */
export interface UnreadableIdentity {
  readonly kind: "unreadable";
  readonly reason: "notAnObject" | "missingType" | "unknownType" | "badUserAssigned";
  readonly detail: string;
}

/** What an identity block says, or why it says nothing that may be relied on. */
export type IdentityReading = { readonly kind: "state"; readonly state: IdentityState } | UnreadableIdentity;

function unreadable(reason: UnreadableIdentity["reason"], value: unknown): UnreadableIdentity {
  return { kind: "unreadable", reason, detail: textOf(value).slice(0, 100) };
}

/** What is nested thousands of levels deep is more than the stack holds; it must not take the other resources of a listing with it. */
function textOf(value: unknown): string {
  try {
    return typeof value === "string" ? value : JSON.stringify(value);
  } catch {
    return "...";
  }
}

/**
 * Splits a `type` into its classes: any casing, with or without the space after the comma
 * (docs/azure-behaviour.md#spelling-of-type). Undefined for a value that is not known.
 */
export function readIdentityType(type: string): { systemAssigned: boolean; userAssigned: boolean } | undefined {
  const words = type
    .toLowerCase()
    .split(",")
    .map((word) => word.trim());
  const known = new Set(["none", "systemassigned", "userassigned"]);
  if (!words.every((word) => known.has(word)) || (words.includes("none") && words.length > 1)) {
    return undefined;
  }
  return { systemAssigned: words.includes("systemassigned"), userAssigned: words.includes("userassigned") };
}

function readText<Name extends string>(wire: unknown, name: Name): Partial<Record<Name, string>> {
  const value = isWire(wire) ? textMember(wire, name) : undefined;
  // The computed key widens to an index signature; it is exactly `name`.
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, string>>);
}

function readSystemAssigned(wire: Wire): SystemAssignedIdentity {
  return { ...readText(wire, "principalId"), ...readText(wire, "tenantId") };
}

function readUserAssigned(wire: Wire): UserAssignedIdentity[] | undefined {
  const dictionary = member(wire, "userAssignedIdentities");
  const array = member(wire, "identityIds");
  const read: UserAssignedIdentity[] = [];
  if (dictionary !== undefined && dictionary !== null) {
    if (!isWire(dictionary)) {
      return undefined;
    }
    for (const [id, value] of Object.entries(dictionary)) {
      read.push({ id, ...readText(value, "principalId"), ...readText(value, "clientId") });
    }
  }
  if (array !== undefined && array !== null) {
    if (!Array.isArray(array)) {
      return undefined;
    }
    for (const id of array as readonly unknown[]) {
      if (typeof id !== "string") {
        return undefined;
      }
      read.push({ id });
    }
  }
  // The same identity under two casings has been seen (aad-pod-identity#556); the first spelling stays.
  return [...new Map(read.reverse().map((identity) => [resourceIdKey(identity.id), identity])).values()].reverse();
}

/**
 * Reads the `identity` member of a resource from any shape that Azure has used: dictionary, array, absent, odd casing.
 * `type` decides which classes are there (docs/azure-behaviour.md#leftover-user-assigned-ids): ids beside a `type` without `UserAssigned` are left-overs
 * of a service fault of 2018 (azure-cli#5103) and do not count.
 */
export function readIdentity(wire: unknown): IdentityReading {
  if (wire === undefined || wire === null) {
    return { kind: "state", state: NO_IDENTITY };
  }
  if (!isWire(wire)) {
    return unreadable("notAnObject", wire);
  }
  const type = member(wire, "type");
  if (type === undefined || type === null) {
    const isEmpty = Object.values(wire).every((value) => value === undefined || value === null);
    return isEmpty ? { kind: "state", state: NO_IDENTITY } : unreadable("missingType", wire);
  }
  const classes = typeof type === "string" ? readIdentityType(type) : undefined;
  if (classes === undefined) {
    return unreadable("unknownType", type);
  }
  const userAssigned = classes.userAssigned ? readUserAssigned(wire) : [];
  if (userAssigned === undefined) {
    return unreadable("badUserAssigned", wire);
  }
  const systemAssigned = classes.systemAssigned ? readSystemAssigned(wire) : undefined;
  return { kind: "state", state: { systemAssigned, userAssigned } };
}

/** The state that was read; undefined where the block is not understood. */
export function readState(reading: IdentityReading): IdentityState | undefined {
  return reading.kind === "state" ? reading.state : undefined;
}
