import type { ChangeTarget } from "../../azure/compute/computeResource";
import { staleIdsOf } from "../../azure/inventory/deadReferences";
import type { StaleReferenceDeps } from "./deps";
import { isMeant } from "./meantReferences";
import type { TreeNode } from "../../ui/nodes";

/** A resource with identities that were created again since it was given them. */
export interface StaleReference extends ChangeTarget {
  /** In the resource's own spelling. */
  readonly ids: readonly string[];
}

/** The stale references that are known and that the nodes are about, a resource each, by name; all where there is no node. */
export function staleReferences(
  { inventory, deadReferences }: StaleReferenceDeps,
  nodes: readonly TreeNode[],
): readonly StaleReference[] {
  return inventory.subscriptions
    .flatMap(({ subscription, resources }) =>
      [...resources.values()].map((resource) => {
        const ids = staleIdsOf(resource, deadReferences).filter((id) => isMeant(nodes, resource.id, id));
        return { subscription, resource, ids };
      }),
    )
    .filter(({ ids }) => ids.length > 0)
    .sort((left, right) => left.resource.name.localeCompare(right.resource.name));
}
