import type { ComputeResource } from "../azure/compute/computeResource";
import type { SubscriptionInventory } from "../azure/inventory/subscriptionInventory";
import { resourceIdKey } from "../identity/resourceId";
import type { Grouping } from "./nodes";

/** How the tree is to show what is known. */
export interface TreeView {
  readonly grouping: Grouping;
  /** A part of a name, in small letters; empty for all. */
  readonly filter: string;
}

/** Whether a machine is shown under its Flexible scale set, not beside it. */
function isShownUnderItsSet(inventory: SubscriptionInventory, resource: ComputeResource): boolean {
  return (
    resource.kind === "virtualMachine" &&
    resource.scaleSetId !== undefined &&
    inventory.resources.has(resourceIdKey(resource.scaleSetId))
  );
}

/** The resources that the filter lets through: those with the text in their name, and sets with such an instance. */
export function visibleResources(inventory: SubscriptionInventory, { filter }: TreeView): ComputeResource[] {
  const all = [...inventory.resources.values()];
  const matches = (resource: ComputeResource): boolean => resource.name.toLowerCase().includes(filter);
  const topLevel = all.filter((resource) => !isShownUnderItsSet(inventory, resource));
  if (filter === "") {
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
 * The resources that a command on everything shown is for. With a filter those whose own name has its text, instances too; without one
 * what stands beside others in the tree: the instances of a Flexible scale set are chosen at their own node.
 */
export function shownTargets(inventory: SubscriptionInventory, view: TreeView): ComputeResource[] {
  return view.filter === ""
    ? visibleResources(inventory, view)
    : [...inventory.resources.values()].filter(({ name }) => name.toLowerCase().includes(view.filter));
}

/** The group that a resource stands in. */
export function groupOf(resource: ComputeResource, grouping: Grouping): string {
  return grouping === "kind" ? resource.kind : resource.resourceGroup.toLowerCase();
}
