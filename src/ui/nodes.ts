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

/** A subscription, in either view. */
export type SubscriptionNode = NodeBase & { readonly kind: "subscription" };

/** Something could not be listed. `source` is a listed kind, a tenant's id, or `subscriptions`. */
export interface FailureNode {
  readonly kind: "failure";
  readonly id: string;
  readonly subscriptionKey: string | undefined;
  readonly source: string;
}

/** What may stand beside the subscriptions: what could not be listed, and that the user's own filter hides them all. */
export type NoticeNode =
  FailureNode | { readonly kind: "filterHidesAll"; readonly id: string; readonly subscriptionKey: undefined };

/** What the view of resources shows. Nodes say what they stand for; what is known of it is in the inventory. */
export type ResourceTreeNode =
  | SubscriptionNode
  | (NodeBase & { readonly kind: "group"; readonly grouping: Grouping; readonly value: string })
  | ResourceNode
  | (NodeBase & { readonly kind: "instances"; readonly resourceId: string })
  /** An instance of a Uniform scale set. `resourceId` is the set's. */
  | (NodeBase & { readonly kind: "instance"; readonly resourceId: string; readonly instanceId: string })
  /** The instances of a Uniform scale set could not be listed. */
  | (NodeBase & { readonly kind: "instancesFailure"; readonly resourceId: string })
  | IdentityNode
  /** An identity of a Flexible scale set that the instance, whose id `resourceId` is, has not. */
  | (NodeBase & { readonly kind: "onlyOnSet"; readonly resourceId: string; readonly identityId: string })
  | (NodeBase & { readonly kind: "retiredExtension"; readonly resourceId: string })
  | NoticeNode;

/** What the view of user-assigned identities shows. Their `subscriptionKey` is the identity's own, but for a `use`. */
export type IdentityTreeNode =
  | SubscriptionNode
  /** An identity as a thing of its own, or one that is gone while resources still list it. */
  | (NodeBase & { readonly kind: "identity"; readonly identityId: string })
  /** A resource that uses the identity above it. `subscriptionKey` is the resource's. */
  | (NodeBase & { readonly kind: "use"; readonly identityId: string; readonly resourceId: string })
  /** Another kind of resource that uses the identity above it: it is shown, and changed elsewhere. `subscriptionKey` is the identity's. */
  | (NodeBase & { readonly kind: "serviceUse"; readonly identityId: string; readonly serviceId: string })
  /** The resources that use an identity. */
  | (NodeBase & { readonly kind: "usedBy"; readonly identityId: string })
  | (NodeBase & { readonly kind: "roleAssignments"; readonly identityId: string })
  | (NodeBase & { readonly kind: "roleAssignment"; readonly identityId: string; readonly assignmentId: string })
  /** The role assignments of an identity could not be listed, or not in every subscription. */
  | (NodeBase & { readonly kind: "roleAssignmentsFailure"; readonly identityId: string })
  | (NodeBase & { readonly kind: "federatedCredentials"; readonly identityId: string })
  | (NodeBase & { readonly kind: "federatedCredential"; readonly identityId: string; readonly credentialId: string })
  /** The federated credentials of an identity could not be listed. */
  | (NodeBase & { readonly kind: "federatedFailure"; readonly identityId: string })
  | NoticeNode;

/** What either view shows. */
export type TreeNode = ResourceTreeNode | IdentityTreeNode;

/** Whether what a command was called with is a node: other extensions can call it with anything. */
export function isTreeNode(value: unknown): value is TreeNode {
  return (
    typeof value === "object" && value !== null && "kind" in value && "id" in value && typeof value.id === "string"
  );
}
