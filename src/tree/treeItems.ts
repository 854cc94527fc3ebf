import * as vscode from "vscode";
import { deadIdsOf } from "../azure/deadReferences";
import { resourceIdKey, resourceName } from "../identity/resourceId";
import type { App } from "../ui/app";
import type { ResourceTreeNode } from "../ui/nodes";
import type { TreeView } from "../ui/shownResources";
import { failureItem } from "./items/failureItem";
import { groupItem, instancesItem } from "./items/groupItem";
import { systemAssignedItem, userAssignedItem } from "./items/identityItem";
import { item } from "./items/item";
import { resourceItem } from "./items/resourceItem";
import { subscriptionItem } from "./items/subscriptionItem";
import { instanceChildren, resourceChildren } from "./nodeChildren";

const { None } = vscode.TreeItemCollapsibleState;

/** What the tree shows for a node, made from what is known at this moment. */
export function treeItemOf(node: ResourceTreeNode, app: App, view: TreeView): vscode.TreeItem {
  const { inventory } = app;
  if (node.kind === "failure") {
    return failureItem(node, inventory);
  }
  const subscription = inventory.subscription(node.subscriptionKey);
  if (subscription === undefined) {
    return item(node, vscode.l10n.t("No longer there"), None);
  }
  if (node.kind === "subscription") {
    const tenants = new Set(inventory.subscriptions.map((each) => each.subscription.tenant.tenantId));
    return subscriptionItem(node, subscription, tenants.size > 1);
  }
  if (node.kind === "group") {
    return groupItem(node, subscription, view);
  }
  const resource = subscription.resources.get(resourceIdKey(node.resourceId));
  if (resource === undefined) {
    return item(node, resourceName(node.resourceId), None);
  }
  switch (node.kind) {
    case "resource":
      return resourceItem(node, resource, {
        hasChildren: resourceChildren(subscription, resource).length > 0,
        isBusy: app.busy.has(resource.id),
        deadCount: deadIdsOf(resource, app.deadReferences).length,
      });
    case "instances":
      return instancesItem(node, instanceChildren(subscription, resource).length);
    case "systemAssigned":
      return systemAssignedItem(node, resource);
    case "userAssigned":
      return userAssignedItem(node, resource, app);
  }
}
