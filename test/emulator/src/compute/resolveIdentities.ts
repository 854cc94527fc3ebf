import { objectAt, textAt, withValue, type JsonObject } from "../json";
import { idKey } from "../resourceId";
import { readIdentity, storedForm, type StoredIdentity } from "../storedIdentity";
import { type StoredResource } from "../store";
import { type World } from "../world";

/** Fills in principal and client of the identities that an operation has assigned, as its end does. */
export function resolveIdentities(world: World, stored: StoredResource): void {
  const identity = readIdentity(stored.body["identity"]);
  for (const id of identity.userAssigned.keys()) {
    const properties = objectAt(world.store.get(id)?.body, "properties");
    const principalId = textAt(properties, "principalId");
    const clientId = textAt(properties, "clientId");
    if (principalId !== undefined && clientId !== undefined) {
      stored.resolved.set(idKey(id), { principalId, clientId });
    }
  }
  stored.body = withIdentity(stored.body, withKnown(stored, identity));
}

/** What the machine has resolved before shows at once when it is assigned again (golden case CanCreateWithEMSI #58). */
export function withKnown(stored: StoredResource, identity: StoredIdentity): StoredIdentity {
  const userAssigned = [...identity.userAssigned].map(([id, value]) => {
    const known = stored.resolved.get(idKey(id));
    return [id, Object.keys(value).length === 0 && known !== undefined ? { ...known } : value] as const;
  });
  return { ...identity, userAssigned: new Map(userAssigned) };
}

export function withIdentity(body: JsonObject, identity: StoredIdentity): JsonObject {
  return withValue(body, ["identity"], storedForm(identity));
}

export function withProvisioningState(body: JsonObject, state: string): JsonObject {
  return withValue(body, ["properties", "provisioningState"], state);
}
