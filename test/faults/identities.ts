import { type IdentityReading } from "../../src/identity/readIdentity";
import { isObject, objectAt, textAt } from "../emulator/src/json";
import { idKey } from "../emulator/src/resourceId";

/** What a resource carries, read by other code than the product's: the oracle must not share its faults. */
export interface Carried {
  /** The principal of the system-assigned identity; "" where it is there and its principal is not known. */
  readonly system: string | undefined;
  /** Principals by lower-case id; "" where not known. */
  readonly users: ReadonlyMap<string, string>;
}

/** Reads the emulator's stored `identity`. */
export function carriedBy(identity: unknown): Carried {
  const type = (textAt(identity, "type") ?? "None").toLowerCase();
  const users = Object.entries(objectAt(identity, "userAssignedIdentities") ?? {});
  return {
    system: type.includes("systemassigned") ? (textAt(identity, "principalId") ?? "") : undefined,
    users: new Map(
      users.map(([id, value]) => [idKey(id), isObject(value) ? (textAt(value, "principalId") ?? "") : ""]),
    ),
  };
}

/** What the product says that a resource carries; undefined where it cannot read it. */
export function describeCarried(reading: IdentityReading): Carried | undefined {
  if (reading.kind === "unreadable") {
    return undefined;
  }
  const { systemAssigned, userAssigned } = reading.state;
  return {
    system: systemAssigned === undefined ? undefined : (systemAssigned.principalId ?? ""),
    users: new Map(userAssigned.map(({ id, principalId }) => [idKey(id), principalId ?? ""])),
  };
}

/** Whether the same identities are there, whoever they are. */
export function sameSet(left: Carried, right: Carried): boolean {
  return (left.system === undefined) === (right.system === undefined) && sameKeys(left, right);
}

function sameKeys(left: Carried, right: Carried): boolean {
  return left.users.size === right.users.size && [...left.users.keys()].every((key) => right.users.has(key));
}

/** Whether the same identities are there with the same principals, as far as both are known. */
export function samePrincipals(left: Carried, right: Carried): boolean {
  const same = (one = "", other = ""): boolean =>
    one === "" || other === "" || one.toLowerCase() === other.toLowerCase();
  return (
    sameSet(left, right) &&
    same(left.system, right.system) &&
    [...left.users].every(([key, principal]) => same(principal, right.users.get(key)))
  );
}

/** A short text of what is carried. */
export function inWords({ system, users }: Carried): string {
  const names = [...users.keys()].map((id) => id.split("/").at(-1));
  return [...(system === undefined ? [] : ["system"]), ...names].join("+") || "none";
}
