/**
 * What the identity block of a virtual machine or scale set can hold at an API version (docs/azure-behaviour.md#identity-shape-by-api-version):
 * nothing, only `SystemAssigned`, the `identityIds` array, or the `userAssignedIdentities` dictionary.
 */
export type IdentityShape = "none" | "systemAssignedOnly" | "array" | "dictionary";

/** The first API version with the dictionary, and so the lowest that a conversion to it has to reach. */
export const FIRST_DICTIONARY_VERSION = "2018-06-01";

const DATE = /^(\d{4}-\d{2}-\d{2})(?:-[a-z0-9.]+)?$/i;

/**
 * The shape that an API version decides. Only the date part counts: real templates hold dates that no schema knows
 * (docs/azure-behaviour.md#template-text). Undefined where the text does not begin with a date.
 */
export function identityShape(apiVersion: string): IdentityShape | undefined {
  const date = DATE.exec(apiVersion.trim())?.[1];
  if (date === undefined) {
    return undefined;
  }
  if (date < "2016-03-30") {
    return "none";
  }
  if (date < "2017-12-01") {
    return "systemAssignedOnly";
  }
  return date < FIRST_DICTIONARY_VERSION ? "array" : "dictionary";
}

/** The version for user-assigned identities: that of the extension's own client (docs/azure-behaviour.md#sdk-versions). */
export const MANAGED_IDENTITY_VERSION = "2024-11-30";
