import type { IdentityState } from "../../src/identity/identityState";
import { readIdentity } from "../../src/identity/readIdentity";
import { resourceIdKey } from "../../src/identity/resourceId";
import type { Emulator } from "../emulator/src/emulator";
import { valueAt } from "../emulator/src/json";
import type { Likeness } from "./extension";

/** The state that a resource of the emulator carries. */
export function stateOnEmulator(emulator: Emulator, resourceId: string): IdentityState {
  const stored = emulator.control.resource(resourceId);
  const reading = readIdentity(stored?.["identity"]);
  if (stored === undefined || reading.kind === "unreadable") {
    throw new Error(`${resourceId} is not there or cannot be read`);
  }
  return reading.state;
}

/** A state as a text to compare and to read in a failure: the same for the same identities. */
export function inWords({ systemAssigned, userAssigned }: IdentityState): string {
  const ids = userAssigned.map(({ id }) => resourceIdKey(id).split("/").at(-1) ?? "").sort();
  return [...(systemAssigned === undefined ? [] : ["system"]), ...ids].join(" + ") || "none";
}

/** The principal of a resource's system-assigned identity. @throws Error where it has none. */
export function principalOf(emulator: Emulator, resourceId: string): string {
  const principalId = stateOnEmulator(emulator, resourceId).systemAssigned?.principalId;
  if (principalId === undefined) {
    throw new Error(`${resourceId} has no system-assigned identity`);
  }
  return principalId;
}

/** Where a machine or scale set lies, and how large it is. */
export function likenessOf(emulator: Emulator, resourceId: string): Likeness {
  const stored = emulator.control.resource(resourceId);
  const size = valueAt(stored, "sku", "name") ?? valueAt(stored, "properties", "hardwareProfile", "vmSize");
  return {
    location: String(stored?.["location"]),
    size: String(size),
    instanceCount: Number(valueAt(stored, "sku", "capacity") ?? 1),
  };
}
