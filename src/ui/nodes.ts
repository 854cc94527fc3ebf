/** How resources are put together below a subscription. */
export type Grouping = "kind" | "resourceGroup";

interface NodeBase {
  /** Unique in the whole tree and the same after a refresh. */
  readonly id: string;
  readonly subscriptionKey: string;
}

/** A node that stands for a virtual machine or scale set. */
export interface ResourceNode extends NodeBase {
  readonly kind: "resource";
  readonly resourceId: string;
}

/** A node below a resource that stands for one of its identities. */
export type IdentityNode =
  | (NodeBase & { readonly kind: "systemAssigned"; readonly resourceId: string })
  | (NodeBase & { readonly kind: "userAssigned"; readonly resourceId: string; readonly identityId: string });

/** What the tree shows. Nodes say what they stand for; what is known of it is in the inventory. */
export type TreeNode =
  | (NodeBase & { readonly kind: "subscription" })
  | (NodeBase & { readonly kind: "group"; readonly grouping: Grouping; readonly value: string })
  | ResourceNode
  | (NodeBase & { readonly kind: "instances"; readonly resourceId: string })
  | IdentityNode
  /** Something could not be listed. `source` is a listed kind, a tenant's id, or `subscriptions`. */
  | {
      readonly kind: "failure";
      readonly id: string;
      readonly subscriptionKey: string | undefined;
      readonly source: string;
    };

/** Whether what a command was called with is a node: other extensions can call it with anything. */
export function isTreeNode(value: unknown): value is TreeNode {
  return (
    typeof value === "object" && value !== null && "kind" in value && "id" in value && typeof value.id === "string"
  );
}
