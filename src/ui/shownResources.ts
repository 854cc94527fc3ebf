import type { ComputeResource } from "../azure/compute/computeResource";
import type { SubscriptionInventory } from "../azure/inventory/subscriptionInventory";
import { resourceIdKey } from "../identity/resourceId";
import type { Grouping } from "./nodes";
import type { ReadFilter } from "./textFilter";

/** How the tree is to show what is known. */
export interface TreeView {
  readonly grouping: Grouping;
  readonly filter: ReadFilter<ComputeResource>;
}

/** Whether a machine is shown under its Flexible scale set, not beside it. */
function isShownUnderItsSet(inventory: SubscriptionInventory, resource: ComputeResource): boolean {
  return (
    resource.kind === "virtualMachine" &&
    resource.scaleSetId !== undefined &&
    inventory.resources.has(resourceIdKey(resource.scaleSetId))
  );
}

/** The resources that the filter lets through, and sets with an instance that it lets through. */
export function visibleResources(inventory: SubscriptionInventory, { filter }: TreeView): ComputeResource[] {
  const all = [...inventory.resources.values()];
  const matches = (resource: ComputeResource): boolean => filter.matches(resource);
  const topLevel = all.filter((resource) => !isShownUnderItsSet(inventory, resource));
  if (filter.text === "") {
    return topLevel;
  }
  const setsOfMatches = new Set(
    all
      .filter(matches)
      .flatMap((resource) =>
        resource.kind === "virtualMachine" && resource.scaleSetId !== undefined
          ? [resourceIdKey(resource.scaleSetId)]
          : [],
      ),
  );
  return topLevel.filter((resource) => matches(resource) || setsOfMatches.has(resourceIdKey(resource.id)));
}

/**
 * The resources that a command on everything shown is for. With a filter those that it lets through themselves, instances too; without one
 * what stands beside others in the tree: the instances of a Flexible scale set are chosen at their own node.
 */
export function shownTargets(inventory: SubscriptionInventory, view: TreeView): ComputeResource[] {
  return view.filter.text === ""
    ? visibleResources(inventory, view)
    : [...inventory.resources.values()].filter((resource) => view.filter.matches(resource));
}

/** The group that a resource stands in. */
export function groupOf(resource: ComputeResource, grouping: Grouping): string {
  return grouping === "kind" ? resource.kind : resource.resourceGroup.toLowerCase();
}
