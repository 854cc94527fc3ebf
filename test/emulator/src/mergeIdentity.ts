import { isObject, memberAt, type JsonObject } from "./json";
import {
  duplicateIdentityIds,
  identityIdsDeprecated,
  identityTypeNotAllowed,
  idsWithSystemAssigned,
  invalidIdentityId,
  invalidIdentityValues,
  missingIdentityIds,
  missingParameter,
} from "./serviceErrors";
import { idKey, parseId } from "./resourceId";
import { identityShape, renderIdentity } from "./identityWire";
import { canonicalType, readIdentity, renderedType, type StoredIdentity } from "./storedIdentity";

/**
 * How Azure Resource Manager merges the `identity` of a PATCH: the independent reference that the extension's own
 * planning is tested against. Source: docs/azure-behaviour.md#patch-merges and the recordings that it names. Where these are silent
 * ("unverified") it refuses rather than drops an identity.
 */

export interface MergeOptions {
  readonly apiVersion: string;
  /** A Flexible scale set takes user-assigned identities only. */
  readonly flexible?: boolean;
  /** The service principal that comes into being when the system-assigned identity is enabled. */
  readonly systemAssigned: { readonly principalId: string; readonly tenantId: string };
}

/** Wire in, wire out: applies a PATCH's `identity` to the stored one. Throws `ArmError` where Azure refuses. */
export function mergeIdentity(stored: unknown, patch: unknown, options: MergeOptions): JsonObject | undefined {
  return renderIdentity(applyIdentityPatch(readIdentity(stored), patch, options), options.apiVersion);
}

export function applyIdentityPatch(stored: StoredIdentity, patch: unknown, options: MergeOptions): StoredIdentity {
  if (!isObject(patch)) {
    // `identity: null` is in no recording (unverified): what is there stays.
    return stored;
  }
  const sent = memberAt(patch, "type");
  const type = typeof sent === "string" ? sent : renderedType(stored);
  if (type === undefined) {
    throw missingParameter("identity.type");
  }
  const wanted = readType(type, options);
  const edits = userAssignedEdits(stored, patch, options.apiVersion, wanted);
  const userAssigned = wanted.user ? edited(stored.userAssigned, edits) : new Map<string, JsonObject>();
  if (wanted.user && userAssigned.size === 0) {
    throw missingIdentityIds(wanted.canonical);
  }
  return {
    systemAssigned: wanted.system ? (stored.systemAssigned ?? options.systemAssigned) : undefined,
    userAssigned,
  };
}

interface WantedType {
  readonly system: boolean;
  readonly user: boolean;
  readonly canonical: string;
}

/** Requests may leave out the space and use odd casing; answers are canonical (docs/azure-behaviour.md#spelling-of-type). */
function readType(type: string, options: MergeOptions): WantedType {
  const parts = new Set(type.split(",").map((part) => part.trim().toLowerCase()));
  const system = parts.has("systemassigned");
  const user = parts.has("userassigned");
  const none = parts.has("none");
  const known = Number(system) + Number(user) + Number(none);
  const legacy = identityShape(options.apiVersion) === "systemAssignedOnly";
  if (known !== parts.size || (none && parts.size > 1) || (legacy && user)) {
    throw identityTypeNotAllowed(
      type,
      legacy ? ["SystemAssigned", "None"] : ["SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned", "None"],
    );
  }
  const canonical = canonicalType(system, user);
  if (options.flexible === true && system) {
    throw identityTypeNotAllowed(canonical, ["UserAssigned", "None"]);
  }
  return { system, user, canonical };
}

type Edits =
  | { readonly kind: "untouched" }
  | { readonly kind: "replace"; readonly ids: readonly string[] }
  | { readonly kind: "merge"; readonly changes: ReadonlyMap<string, "add" | "remove"> };

function userAssignedEdits(stored: StoredIdentity, patch: JsonObject, apiVersion: string, wanted: WantedType): Edits {
  const array = memberAt(patch, "identityIds") ?? undefined;
  const dictionary = memberAt(patch, "userAssignedIdentities") ?? undefined;
  const shape = identityShape(apiVersion);
  if (array !== undefined && shape === "dictionary") {
    throw identityIdsDeprecated();
  }
  if (!wanted.user) {
    if (array !== undefined || dictionary !== undefined) {
      throw idsWithSystemAssigned(wanted.canonical);
    }
    return { kind: "untouched" };
  }
  if (shape === "array") {
    return Array.isArray(array) ? { kind: "replace", ids: checkedIds(array) } : { kind: "untouched" };
  }
  return isObject(dictionary) ? { kind: "merge", changes: checkedChanges(stored, dictionary) } : { kind: "untouched" };
}

function checkedIds(ids: readonly unknown[]): readonly string[] {
  const texts = ids.map(String);
  texts.forEach(checkId);
  checkUnique(texts);
  return texts;
}

function checkedChanges(stored: StoredIdentity, dictionary: JsonObject): ReadonlyMap<string, "add" | "remove"> {
  const ids = Object.keys(dictionary);
  ids.forEach(checkId);
  checkUnique(ids);
  const wrong = ids.filter((id) => !acceptable(dictionary[id], storedValue(stored, id)));
  if (wrong.length > 0) {
    throw invalidIdentityValues(wrong);
  }
  return new Map(ids.map((id) => [id, dictionary[id] === null ? "remove" : "add"]));
}

/** A value may be `null`, `{}`, or exactly what the resource has (docs/azure-behaviour.md#values-of-the-dictionary). */
function acceptable(value: unknown, existing: JsonObject | undefined): boolean {
  if (value === null) {
    return true;
  }
  if (!isObject(value)) {
    return false;
  }
  const members = Object.entries(value);
  return members.length === 0 || (existing !== undefined && members.every(([key, text]) => existing[key] === text));
}

function storedValue(stored: StoredIdentity, id: string): JsonObject | undefined {
  return [...stored.userAssigned].find(([key]) => idKey(key) === idKey(id))?.[1];
}

function checkId(id: string): void {
  const parsed = parseId(id);
  if (
    parsed?.subscriptionId === undefined ||
    parsed.type.toLowerCase() !== "microsoft.managedidentity/userassignedidentities"
  ) {
    throw invalidIdentityId(id);
  }
}

function checkUnique(ids: readonly string[]): void {
  const keys = ids.map(idKey);
  const repeated = ids.filter((id, index) => keys.indexOf(idKey(id)) !== index);
  if (repeated.length > 0) {
    throw duplicateIdentityIds(repeated);
  }
}

function edited(stored: ReadonlyMap<string, JsonObject>, edits: Edits): ReadonlyMap<string, JsonObject> {
  const byKey = new Map([...stored].map(([id, value]) => [idKey(id), { id, value }]));
  if (edits.kind === "replace") {
    return new Map(edits.ids.map((id) => [byKey.get(idKey(id))?.id ?? id, byKey.get(idKey(id))?.value ?? {}]));
  }
  if (edits.kind === "merge") {
    for (const [id, change] of edits.changes) {
      if (change === "remove") {
        byKey.delete(idKey(id));
      } else if (!byKey.has(idKey(id))) {
        byKey.set(idKey(id), { id, value: {} });
      }
    }
  }
  return new Map([...byKey.values()].map(({ id, value }) => [id, value]));
}
