import type { ComputeResource } from "../azure/compute/computeResource";
import type { RetiredState } from "../azure/compute/extensionFindings";
import { flexibleInstances, type Inventory } from "../azure/inventory/inventory";
import type { Reading } from "../azure/inventory/lazyReadings";
import type { InstanceListing } from "../azure/compute/scaleSetInstances";
import { differenceFromSet } from "../azure/compute/scaleSetInstancesFlexible";
import { type ListedKind, listedKinds, type SubscriptionInventory } from "../azure/inventory/subscriptionInventory";
import { resourceIdKey } from "../identity/resourceId";
import type { FailureNode, NoticeNode, ResourceTreeNode, SubscriptionNode } from "../ui/nodes";
import { groupOf, type TreeView, visibleResources } from "../ui/shownResources";

function byName(left: ComputeResource, right: ComputeResource): number {
  return left.name.localeCompare(right.name, undefined, { numeric: true });
}

function resourceNode(inventory: SubscriptionInventory, resource: ComputeResource): ResourceTreeNode {
  const id = `${inventory.key}/resource/${resourceIdKey(resource.id)}`;
  return { kind: "resource", id, subscriptionKey: inventory.key, resourceId: resource.id };
}

/** The groups of a subscription, then the listings that failed. */
export function subscriptionChildren(inventory: SubscriptionInventory, view: TreeView): ResourceTreeNode[] {
  const { key: subscriptionKey } = inventory;
  const values = [...new Set(visibleResources(inventory, view).map((resource) => groupOf(resource, view.grouping)))];
  const order =
    view.grouping === "kind" ? ["scaleSet", "virtualMachine"].filter((each) => values.includes(each)) : values.sort();
  const groups = order.map((value): ResourceTreeNode => {
    const id = `${subscriptionKey}/group/${view.grouping}/${value}`;
    return { kind: "group", id, subscriptionKey, grouping: view.grouping, value };
  });
  return [...groups, ...listedKinds.flatMap((kind) => listingFailure(inventory, kind))];
}

/** The node of a listing that failed, where it did. */
export function listingFailure({ key, listings }: SubscriptionInventory, source: ListedKind): FailureNode[] {
  return listings[source].kind === "failed"
    ? [{ kind: "failure", id: `${key}/failure/${source}`, subscriptionKey: key, source }]
    : [];
}

/** The resources of a group, by name. */
export function groupChildren(inventory: SubscriptionInventory, view: TreeView, value: string): ResourceTreeNode[] {
  return visibleResources(inventory, view)
    .filter((resource) => groupOf(resource, view.grouping) === value)
    .sort(byName)
    .map((resource) => resourceNode(inventory, resource));
}

/** What hangs below a resource: a warning where it needs one, its identities, and the instances of a scale set. */
export function resourceChildren(
  inventory: SubscriptionInventory,
  resource: ComputeResource,
  retired: RetiredState,
): ResourceTreeNode[] {
  const { key: subscriptionKey } = inventory;
  const base = `${subscriptionKey}/resource/${resourceIdKey(resource.id)}`;
  const nodes: ResourceTreeNode[] = [];
  if (retired.kind === "carries") {
    nodes.push({ kind: "retiredExtension", id: `${base}/retiredExtension`, subscriptionKey, resourceId: resource.id });
  }
  if (resource.identity.kind === "state") {
    const { systemAssigned, userAssigned } = resource.identity.state;
    if (systemAssigned) {
      nodes.push({ kind: "systemAssigned", id: `${base}/systemAssigned`, subscriptionKey, resourceId: resource.id });
    }
    for (const { id: identityId } of userAssigned) {
      const id = `${base}/userAssigned/${resourceIdKey(identityId)}`;
      nodes.push({ kind: "userAssigned", id, subscriptionKey, resourceId: resource.id, identityId });
    }
  }
  for (const { id: identityId } of differenceFromSet(inventory, resource)?.removed ?? []) {
    const id = `${base}/onlyOnSet/${resourceIdKey(identityId)}`;
    nodes.push({ kind: "onlyOnSet", id, subscriptionKey, resourceId: resource.id, identityId });
  }
  // Only a scale set is looked through all machines for: there may be thousands.
  if (isUniform(resource) || (resource.kind === "scaleSet" && flexibleInstances(inventory, resource.id).length > 0)) {
    nodes.push({ kind: "instances", id: `${base}/instances`, subscriptionKey, resourceId: resource.id });
  }
  return nodes;
}

/** The instances of a Flexible scale set, by name. */
export function instanceChildren(inventory: SubscriptionInventory, resource: ComputeResource): ResourceTreeNode[] {
  return flexibleInstances(inventory, resource.id)
    .sort(byName)
    .map((instance) => resourceNode(inventory, instance));
}

/** Whether the instances of a resource are no resources of their own, so that the listing does not hold them. */
export function isUniform(resource: ComputeResource): boolean {
  return resource.kind === "scaleSet" && resource.orchestrationMode === "Uniform";
}

/** The instances of a Uniform scale set in the order of the listing, or why they are not known. */
export function uniformInstanceChildren(
  { subscriptionKey, resourceId, id }: ResourceTreeNode & { readonly kind: "instances" },
  reading: Reading<InstanceListing>,
): ResourceTreeNode[] {
  if (reading.kind === "failed") {
    return [{ kind: "instancesFailure", id: `${id}/failure`, subscriptionKey, resourceId }];
  }
  return reading.value.instances.map(({ instanceId }) => ({
    kind: "instance",
    id: `${id}/${instanceId.toLowerCase()}`,
    subscriptionKey,
    resourceId,
    instanceId,
  }));
}

/**
 * The subscriptions, then that the user's own filter hides them all, and the directories that could not be read; where there is no
 * knowing whether these are still all, that first.
 */
export function rootChildren(
  inventory: Inventory,
  isShown: (subscription: SubscriptionInventory) => boolean,
): (SubscriptionNode | NoticeNode)[] {
  const { state } = inventory;
  const subscriptions = inventory.subscriptions
    .filter(isShown)
    .map((each): SubscriptionNode => ({ kind: "subscription", id: each.key, subscriptionKey: each.key }));
  if (state.kind === "failed") {
    const id = "failure/subscriptions";
    return [{ kind: "failure", id, subscriptionKey: undefined, source: "subscriptions" }, ...subscriptions];
  }
  const { failures, hiddenByFilter } = state.kind === "loaded" ? state.listing : { failures: [], hiddenByFilter: 0 };
  const hidden: NoticeNode[] =
    inventory.subscriptions.length === 0 && hiddenByFilter > 0
      ? [{ kind: "filterHidesAll", id: "filterHidesAll", subscriptionKey: undefined }]
      : [];
  const failed = failures.map(({ account, tenant }): FailureNode => {
    const source = `${account.id}/${tenant?.tenantId ?? ""}`;
    return { kind: "failure", id: `failure/${source}`, subscriptionKey: undefined, source };
  });
  return [...subscriptions, ...hidden, ...failed];
}
