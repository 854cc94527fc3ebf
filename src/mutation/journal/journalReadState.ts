import type { IdentityState, SystemAssignedIdentity, UserAssignedIdentity } from "../../identity/identityState";
import { parseResourceId } from "../../identity/resourceId";
import { isWire, textMember, type Wire } from "../../identity/wire";

/** Reads a stored state; undefined where there is none that can be relied on. */
export function readState(wire: unknown): IdentityState | undefined {
  if (!isWire(wire) || !Array.isArray(wire["userAssigned"])) {
    return undefined;
  }
  const userAssigned = (wire["userAssigned"] as readonly unknown[]).map(readUserAssigned);
  const known = userAssigned.filter((identity) => identity !== undefined);
  if (known.length !== userAssigned.length) {
    return undefined;
  }
  return { systemAssigned: readSystemAssigned(wire["systemAssigned"]), userAssigned: known };
}

/** Reads a stored system-assigned identity; undefined where there is none. */
export function readSystemAssigned(wire: unknown): SystemAssignedIdentity | undefined {
  return isWire(wire) ? { ...optional(wire, "principalId"), ...optional(wire, "tenantId") } : undefined;
}

function readUserAssigned(wire: unknown): UserAssignedIdentity | undefined {
  const id = isWire(wire) ? textMember(wire, "id") : undefined;
  if (!isWire(wire) || id === undefined || parseResourceId(id) === undefined) {
    return undefined;
  }
  return { id, ...optional(wire, "principalId"), ...optional(wire, "clientId") };
}

function optional<Name extends string>(wire: Wire, name: Name): Partial<Record<Name, string>> {
  const value = textMember(wire, name);
  // The computed key widens to an index signature; it is exactly `name`.
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, string>>);
}
