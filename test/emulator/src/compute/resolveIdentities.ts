import { objectAt, textAt, withValue, type JsonObject } from "../json";
import { idKey } from "../resourceId";
import { readIdentity, storedForm, type StoredIdentity } from "../storedIdentity";
import { type StoredResource } from "../store";
import { type World } from "../world";

/**
 * Fills in principal and client of the identities that an operation has assigned, as its end does. Those that the resource carried
 * before keep the ids that it knows, also where the identity was made again since, unless an update is to refresh them.
 */
export function resolveIdentities(world: World, stored: StoredResource, before: JsonObject | undefined): void {
  const identity = readIdentity(stored.body["identity"]);
  const carried = new Set([...readIdentity(before?.["identity"]).userAssigned.keys()].map(idKey));
  const isKept = world.settings.variants.staleIds === "untilReassigned";
  for (const id of identity.userAssigned.keys()) {
    const properties = objectAt(world.store.get(id)?.body, "properties");
    const principalId = textAt(properties, "principalId");
    const clientId = textAt(properties, "clientId");
    const isKnown = isKept && carried.has(idKey(id)) && stored.resolved.has(idKey(id));
    if (principalId !== undefined && clientId !== undefined && !isKnown) {
      stored.resolved.set(idKey(id), { principalId, clientId });
    }
  }
  stored.body = withIdentity(stored.body, withKnown(stored, identity));
}

/** What the machine has resolved before shows at once when it is assigned again (golden case CanCreateWithEMSI #58). */
export function withKnown(stored: StoredResource, identity: StoredIdentity): StoredIdentity {
  const userAssigned = [...identity.userAssigned].map(([id, value]) => {
    const known = stored.resolved.get(idKey(id));
    return [id, known === undefined ? value : { ...known }] as const;
  });
  return { ...identity, userAssigned: new Map(userAssigned) };
}

export function withIdentity(body: JsonObject, identity: StoredIdentity): JsonObject {
  return withValue(body, ["identity"], storedForm(identity));
}

export function withProvisioningState(body: JsonObject, state: string): JsonObject {
  return withValue(body, ["properties", "provisioningState"], state);
}
