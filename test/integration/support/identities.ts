import type { Emulator } from "../../emulator/src/emulator";

/** What a resource on the emulator carries, in a form that is easy to compare: ids in small letters, sorted. */
export interface StoredIdentity {
  readonly type: string;
  readonly userAssigned: readonly string[];
}

/** Reads back from the emulator what a resource carries now. */
export function storedIdentity(emulator: Emulator, id: string): StoredIdentity {
  const identity = emulator.control.resource(id)?.["identity"] as
    { type: string; userAssignedIdentities?: Record<string, unknown> } | undefined;
  return {
    type: identity?.type ?? "None",
    userAssigned: Object.keys(identity?.userAssignedIdentities ?? {})
      .map((key) => key.toLowerCase())
      .sort(),
  };
}

/** The ids of a stored identity, as `storedIdentity` gives them. */
export function ids(...given: readonly string[]): readonly string[] {
  return given.map((id) => id.toLowerCase()).sort();
}

/** The writes that the emulator has got, without the sign-in and without queries, which are a POST too. */
export function writes(emulator: Emulator): readonly string[] {
  return emulator.control
    .requests()
    .filter(
      ({ method, path }) => method !== "GET" && !/oauth2|Microsoft\.ResourceGraph|listAssociatedResources/.test(path),
    )
    .map(({ method, path }) => `${method} ${path.split("/").at(-1) ?? ""}`);
}
