import type { IdentityState } from "../../../src/identity/identityState";

type Json = string | number | boolean | null | { [key: string]: Json };

/** RFC 7396, with member names compared without regard to case as Azure does for ids. Knows nothing of the code under test. */
function mergePatch(target: Json | undefined, patch: Json): Json {
  if (typeof patch !== "object" || patch === null) {
    return patch;
  }
  const result: { [key: string]: Json } = typeof target === "object" && target !== null ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    const existing = Object.keys(result).find((key) => key.toLowerCase() === name.toLowerCase());
    if (value !== null) {
      result[existing ?? name] = mergePatch(existing === undefined ? undefined : result[existing], value);
    } else if (existing !== undefined) {
      result[existing] = null;
    }
  }
  return Object.fromEntries(Object.entries(result).filter(([, value]) => value !== null));
}

/** The wire form of a state, written without the code under test. */
export function toWire(state: IdentityState): { [key: string]: Json } | null {
  const ids = state.userAssigned.map((identity): [string, Json] => [identity.id, {}]);
  const classes = [state.systemAssigned ? "SystemAssigned" : "", ids.length > 0 ? "UserAssigned" : ""].filter(Boolean);
  if (classes.length === 0) {
    return null;
  }
  return { type: classes.join(", "), ...(ids.length > 0 ? { userAssignedIdentities: Object.fromEntries(ids) } : {}) };
}

/** What a PATCH of `identity` makes of a stored identity: a merge patch, then `type` drops the classes that it does not name. */
export function patchWire(stored: { [key: string]: Json } | null, patch: object): { [key: string]: Json } | null {
  const merged = mergePatch(stored ?? {}, structuredClone(patch) as Json) as { [key: string]: Json };
  const { type } = merged;
  if (typeof type !== "string" || !type.includes("UserAssigned")) {
    delete merged["userAssignedIdentities"];
  }
  return type === "None" ? null : merged;
}
