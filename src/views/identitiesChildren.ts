import type { DeadReferences } from "../azure/inventory/deadReferences";
import type { FederatedListing } from "../azure/identities/federatedCredentials";
import type { SubscriptionInventory } from "../azure/inventory/subscriptionInventory";
import type { ServiceUse } from "../azure/inventory/serviceUse";
import type { IdentityUse } from "../azure/inventory/usageMap";
import { parseResourceId, resourceIdKey, resourceName } from "../identity/resourceId";
import type { IdentityTreeNode } from "../ui/nodes";
import { listingFailure } from "./nodeChildren";

function base(subscriptionKey: string, identityId: string): string {
  return `${subscriptionKey}/identity/${resourceIdKey(identityId)}`;
}

/** The identities of a subscription by name, those that are gone and still listed by resources among them; then what failed. */
export function identitiesOf(inventory: SubscriptionInventory, dead: DeadReferences["dead"]): IdentityTreeNode[] {
  const { key: subscriptionKey, subscription, identities } = inventory;
  const gone = dead.filter(
    (id) => parseResourceId(id)?.subscriptionId.toLowerCase() === subscription.subscriptionId.toLowerCase(),
  );
  const nodes = [...[...identities.values()].map(({ id }) => id), ...gone]
    .map((identityId) => ({ identityId, name: resourceName(identityId) }))
    .sort((left, right) => left.name.localeCompare(right.name, undefined, { numeric: true }))
    .map(({ identityId }): IdentityTreeNode => ({
      kind: "identity",
      id: base(subscriptionKey, identityId),
      subscriptionKey,
      identityId,
    }));
  return [...nodes, ...listingFailure(inventory, "userAssignedIdentity")];
}

/** The resources that use an identity, then its federated credentials, which an identity that is gone does not have. */
export function identityChildren(
  { subscriptionKey, identityId }: IdentityTreeNode & { readonly kind: "identity" },
  uses: readonly IdentityUse[],
  services: readonly ServiceUse[],
  isDead: boolean,
): IdentityTreeNode[] {
  const root = base(subscriptionKey, identityId);
  const machines = uses.map(({ subscriptionKey: key, resource }): IdentityTreeNode => ({
    kind: "use",
    id: `${root}/use/${resourceIdKey(resource.id)}`,
    subscriptionKey: key,
    identityId,
    resourceId: resource.id,
  }));
  const others = services.map(({ id: serviceId }): IdentityTreeNode => ({
    kind: "serviceUse",
    id: `${root}/service/${resourceIdKey(serviceId)}`,
    subscriptionKey,
    identityId,
    serviceId,
  }));
  const nodes = [...machines, ...others];
  return isDead
    ? nodes
    : [...nodes, { kind: "federatedCredentials", id: `${root}/federated`, subscriptionKey, identityId }];
}

/** The federated credentials of an identity by name, or why they could not be listed. */
export function federatedChildren(
  { subscriptionKey, identityId, id: root }: IdentityTreeNode & { readonly kind: "federatedCredentials" },
  listing: FederatedListing,
): IdentityTreeNode[] {
  if (listing.kind === "failed") {
    return [{ kind: "federatedFailure", id: `${root}/failure`, subscriptionKey, identityId }];
  }
  return [...listing.value]
    .sort((left, right) => left.name.localeCompare(right.name, undefined, { numeric: true }))
    .map(({ id: credentialId }) => ({
      kind: "federatedCredential",
      id: `${root}/${resourceIdKey(credentialId)}`,
      subscriptionKey,
      identityId,
      credentialId,
    }));
}
