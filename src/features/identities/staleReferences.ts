import type { ChangeTarget } from "../../azure/compute/computeResource";
import { staleIdsOf } from "../../azure/inventory/deadReferences";
import { resourceIdKey } from "../../identity/resourceId";
import type { StaleReferenceDeps } from "./deps";
import type { TreeNode } from "../../ui/nodes";

/** A resource with identities that were created again since it was given them. */
export interface StaleReference extends ChangeTarget {
  /** In the resource's own spelling. */
  readonly ids: readonly string[];
}

/** Whether a node is about an identity of a resource, or about the resource, or the identity, as a whole. */
function isAbout(node: TreeNode, resourceId: string, identityId: string): boolean {
  const isResource = !("resourceId" in node) || resourceIdKey(node.resourceId) === resourceIdKey(resourceId);
  const isIdentity = !("identityId" in node) || resourceIdKey(node.identityId) === resourceIdKey(identityId);
  return isResource && isIdentity;
}

/** The stale references that are known and that the nodes are about, a resource each, by name; all where there is no node. */
export function staleReferences(
  { inventory, deadReferences }: StaleReferenceDeps,
  nodes: readonly TreeNode[],
): readonly StaleReference[] {
  return inventory.subscriptions
    .flatMap(({ subscription, resources }) =>
      [...resources.values()].map((resource) => {
        const stale = staleIdsOf(resource, deadReferences);
        const ids = stale.filter((id) => nodes.length === 0 || nodes.some((node) => isAbout(node, resource.id, id)));
        return { subscription, resource, ids };
      }),
    )
    .filter(({ ids }) => ids.length > 0)
    .sort((left, right) => left.resource.name.localeCompare(right.resource.name));
}
