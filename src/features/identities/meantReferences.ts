import { resourceIdKey } from "../../identity/resourceId";
import type { TreeNode } from "../../ui/nodes";

/** Whether a node is about an identity of a resource, or about the resource, or the identity, as a whole. */
function isAbout(node: TreeNode, resourceId: string, identityId: string): boolean {
  const isResource = !("resourceId" in node) || resourceIdKey(node.resourceId) === resourceIdKey(resourceId);
  const isIdentity = !("identityId" in node) || resourceIdKey(node.identityId) === resourceIdKey(identityId);
  return isResource && isIdentity;
}

/** Whether an identity of a resource is among those that the clicked nodes are about; every one is where none was clicked. */
export function isMeant(nodes: readonly TreeNode[], resourceId: string, identityId: string): boolean {
  return nodes.length === 0 || nodes.some((node) => isAbout(node, resourceId, identityId));
}
