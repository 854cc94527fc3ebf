import type { IdentityState } from "../../src/identity/identityState";
import { readIdentity } from "../../src/identity/readIdentity";
import { resourceIdKey } from "../../src/identity/resourceId";
import type { Emulator } from "../emulator/emulator";

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
