import { isObject, memberAt, objectAt, present, textAt, type JsonObject } from "./json";

/** What a resource carries, in the newest shape whatever the API version. */
export interface StoredIdentity {
  readonly systemAssigned: { readonly principalId: string; readonly tenantId: string } | undefined;
  /** Under the spelling with which each was assigned; `{}` until the operation that assigns it has ended. */
  readonly userAssigned: ReadonlyMap<string, JsonObject>;
}

/** As answers spell it, with the space. */
export function canonicalType(system: boolean, user: boolean): string {
  return system ? (user ? "SystemAssigned, UserAssigned" : "SystemAssigned") : user ? "UserAssigned" : "None";
}

export function renderedType(stored: StoredIdentity): string | undefined {
  const { systemAssigned, userAssigned } = stored;
  return systemAssigned === undefined && userAssigned.size === 0
    ? undefined
    : canonicalType(systemAssigned !== undefined, userAssigned.size > 0);
}

/** Reads an `identity` member of either shape. */
export function readIdentity(wire: unknown): StoredIdentity {
  const principalId = textAt(wire, "principalId");
  const tenantId = textAt(wire, "tenantId");
  const array = memberAt(wire, "identityIds");
  const ids: readonly unknown[] = Array.isArray(array) ? array : [];
  const fromArray = ids.filter((id) => typeof id === "string").map((id) => [id, {}] as const);
  const dictionary = objectAt(wire, "userAssignedIdentities") ?? {};
  const fromDictionary = Object.entries(dictionary).map(([id, value]) => [id, isObject(value) ? value : {}] as const);
  return {
    systemAssigned: principalId !== undefined && tenantId !== undefined ? { principalId, tenantId } : undefined,
    userAssigned: new Map([...fromArray, ...fromDictionary]),
  };
}

/** The newest shape, as the store keeps it; `undefined` where there is none. */
export function storedForm(identity: StoredIdentity): JsonObject | undefined {
  const type = renderedType(identity);
  return type === undefined
    ? undefined
    : present([
        ["type", type],
        ["principalId", identity.systemAssigned?.principalId],
        ["tenantId", identity.systemAssigned?.tenantId],
        [
          "userAssignedIdentities",
          identity.userAssigned.size > 0 ? Object.fromEntries(identity.userAssigned) : undefined,
        ],
      ]);
}
