import type { DeadReferences } from "../azure/inventory/deadReferences";
import type { FederatedListing } from "../azure/identities/federatedCredentials";
import type { SubscriptionInventory } from "../azure/inventory/subscriptionInventory";
import type { ServiceUse } from "../azure/inventory/serviceUse";
import type { IdentityUse } from "../azure/inventory/usageMap";
import { parseResourceId, resourceIdKey, resourceName } from "../identity/resourceId";
import type { AccessListing } from "../azure/access/identityAccess";
import type { ListedIdentity } from "../ui/filters/identityFilter";
import type { ReadFilter } from "../ui/textFilter";
import type { IdentityTreeNode } from "../ui/nodes";
import { listingFailure } from "./nodeChildren";

function base(subscriptionKey: string, identityId: string): string {
  return `${subscriptionKey}/identity/${resourceIdKey(identityId)}`;
}

/** Those identities of a subscription that are gone and still listed by resources. */
export function goneIdentitiesOf(
  { subscription }: Pick<SubscriptionInventory, "subscription">,
  dead: DeadReferences["dead"],
): readonly string[] {
  const own = subscription.subscriptionId.toLowerCase();
  return dead.filter((id) => parseResourceId(id)?.subscriptionId.toLowerCase() === own);
}

/** The identities of a subscription that the filter lets through, those that are gone among them. */
export function shownIdentities(
  inventory: SubscriptionInventory,
  dead: DeadReferences["dead"],
  filter: ReadFilter<ListedIdentity>,
): ListedIdentity[] {
  const gone = goneIdentitiesOf(inventory, dead).map((id): ListedIdentity => ({
    id,
    name: resourceName(id),
    resourceGroup: parseResourceId(id)?.resourceGroup ?? "",
    location: "",
  }));
  return [...inventory.identities.values(), ...gone].filter((identity) => filter.matches(identity));
}

/** The identities of a subscription by name, those that are gone and still listed by resources among them; then what failed. */
export function identitiesOf(
  inventory: SubscriptionInventory,
  dead: DeadReferences["dead"],
  filter: ReadFilter<ListedIdentity>,
): IdentityTreeNode[] {
  const { key: subscriptionKey } = inventory;
  const nodes = shownIdentities(inventory, dead, filter)
    .sort((left, right) => left.name.localeCompare(right.name, undefined, { numeric: true }))
    .map(({ id: identityId }): IdentityTreeNode => ({
      kind: "identity",
      id: base(subscriptionKey, identityId),
      subscriptionKey,
      identityId,
    }));
  return [...nodes, ...listingFailure(inventory, "userAssignedIdentity")];
}

/** What hangs on an identity, by kinds. Of one that is gone only the resources that still list it are left. */
export function identityChildren(
  node: IdentityTreeNode & { readonly kind: "identity" },
  uses: readonly IdentityUse[],
  services: readonly ServiceUse[],
  isDead: boolean,
): IdentityTreeNode[] {
  const { subscriptionKey, identityId } = node;
  const root = base(subscriptionKey, identityId);
  return isDead
    ? useChildren(node, uses, services)
    : [
        { kind: "usedBy", id: `${root}/usedBy`, subscriptionKey, identityId },
        { kind: "roleAssignments", id: `${root}/access`, subscriptionKey, identityId },
        { kind: "federatedCredentials", id: `${root}/federated`, subscriptionKey, identityId },
      ];
}

/** The resources that use an identity: machines and scale sets, then the other kinds. */
export function useChildren(
  { subscriptionKey, identityId }: IdentityTreeNode & { readonly kind: "identity" | "usedBy" },
  uses: readonly IdentityUse[],
  services: readonly ServiceUse[],
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
  return [...machines, ...others];
}

/** The role assignments of an identity, and what could not be listed of them. */
export function accessChildren(
  { subscriptionKey, identityId, id: root }: IdentityTreeNode & { readonly kind: "roleAssignments" },
  listing: AccessListing,
): IdentityTreeNode[] {
  const failure: IdentityTreeNode = {
    kind: "roleAssignmentsFailure",
    id: `${root}/failure`,
    subscriptionKey,
    identityId,
  };
  if (listing.kind === "failed") {
    return [failure];
  }
  const { assignments, failures } = listing.value;
  const nodes = assignments.map(({ id: assignmentId }): IdentityTreeNode => ({
    kind: "roleAssignment",
    id: `${root}/${resourceIdKey(assignmentId)}`,
    subscriptionKey,
    identityId,
    assignmentId,
  }));
  return failures.length === 0 ? nodes : [...nodes, failure];
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
