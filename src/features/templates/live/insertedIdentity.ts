import { isUserAssignedIdentityId } from "../../../identity/resourceId";
import { isTreeNode } from "../../../ui/nodes";

/** The user-assigned identity that a node of either view stands for. */
export function identityOfTreeNode(node: unknown): string | undefined {
  return isTreeNode(node) && "identityId" in node && isUserAssignedIdentityId(node.identityId)
    ? node.identityId
    : undefined;
}
