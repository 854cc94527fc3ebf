import { withValue, type JsonObject } from "./json";
import { storedForm, type StoredIdentity } from "./storedIdentity";

export type IdentityShape = "systemAssignedOnly" | "array" | "dictionary";

/** The API version's date decides the shape (docs/azure-behaviour.md#identity-shape-by-api-version): 2018-04-01 still has the array. */
export function identityShape(apiVersion: string): IdentityShape {
  const date = apiVersion.slice(0, 10);
  return date < "2017-12-01" ? "systemAssignedOnly" : date < "2018-06-01" ? "array" : "dictionary";
}

/** The `identity` member as an API version shows it; absent where the resource carries none. */
export function renderIdentity(identity: StoredIdentity, apiVersion: string): JsonObject | undefined {
  const shape = identityShape(apiVersion);
  if (shape === "systemAssignedOnly") {
    // How such a version shows user-assigned identities is in no recording (unverified): it has no member for them.
    return storedForm({ ...identity, userAssigned: new Map() });
  }
  const form = storedForm(identity);
  if (shape === "dictionary" || form === undefined) {
    return form;
  }
  const ids = [...identity.userAssigned.keys()];
  const withoutDictionary = withValue(form, ["userAssignedIdentities"], undefined);
  return withValue(withoutDictionary, ["identityIds"], ids.length > 0 ? ids : undefined);
}
