import { grantRole } from "./authorization/grants";
import { objectIdOf } from "./directory";
import { type Estate, type ResourceSeed } from "./estate/estate";
import { idKey } from "./resourceId";
import { readIdentity } from "./storedIdentity";
import { type Store } from "./store";

/** Fills the store with an estate; the first application becomes Owner of every subscription. */
export function seedStore(store: Store, estate: Estate): void {
  putAll(store, estate.resources);
  const { lazy } = estate;
  if (lazy !== undefined) {
    const ids = estate.subscriptions.map(({ subscriptionId }) => subscriptionId);
    store.addLazily(ids, lazy.types, (subscriptionId) => {
      putAll(store, lazy.of(subscriptionId));
    });
  }
  for (const application of estate.applications.slice(0, 1)) {
    for (const { subscriptionId, tenantId } of estate.subscriptions) {
      const grant = { scope: `/subscriptions/${subscriptionId}`, roleName: "Owner" };
      grantRole(store, objectIdOf(application, tenantId), grant);
    }
  }
}

function putAll(store: Store, resources: readonly ResourceSeed[]): void {
  for (const { id, ...body } of resources) {
    const stored = store.put(id, structuredClone(body));
    for (const [identity, { principalId, clientId }] of readIdentity(body["identity"]).userAssigned) {
      if (typeof principalId === "string" && typeof clientId === "string") {
        stored.resolved.set(idKey(identity), { principalId, clientId });
      }
    }
  }
}
