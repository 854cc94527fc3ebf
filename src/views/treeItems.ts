import * as vscode from "vscode";
import { deadIdsOf } from "../azure/inventory/deadReferences";
import { instancesBehind } from "../azure/compute/scaleSetInstances";
import { differenceFromSet } from "../azure/compute/scaleSetInstancesFlexible";
import { resourceIdKey, resourceName } from "../identity/resourceId";
import type { App } from "../ui/app";
import type { ResourceTreeNode } from "../ui/nodes";
import type { TreeView } from "../ui/shownResources";
import { groupItem, instancesItem } from "./items/groupItem";
import { systemAssignedItem, userAssignedItem } from "./items/identityItem";
import { instanceItem, instancesFailureItem, onlyOnSetItem, uniformInstancesItem } from "./items/instanceItem";
import { item } from "./items/item";
import { noticeItem } from "./items/noticeItem";
import { resourceItem } from "./items/resourceItem";
import { retiredItem } from "./items/retiredItem";
import { subscriptionItem } from "./items/subscriptionItem";
import { instanceChildren, isUniform, resourceChildren } from "./nodeChildren";

/** What the view of resources is made from. */
export type ResourcesApp = Pick<
  App,
  "inventory" | "deadReferences" | "instances" | "retiredExtensions" | "retiredMarks" | "busy" | "treeSettings"
>;

const { None } = vscode.TreeItemCollapsibleState;

/** What the tree shows for a node, made from what is known at this moment. */
export function treeItemOf(node: ResourceTreeNode, app: ResourcesApp, view: TreeView): vscode.TreeItem {
  const { inventory } = app;
  if (node.kind === "failure" || node.kind === "filterHidesAll") {
    return noticeItem(node, inventory);
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
  const retired = app.retiredExtensions.state(resource);
  const instances = app.instances.known(resource.id);
  switch (node.kind) {
    case "resource":
      return resourceItem(node, resource, {
        hasChildren: resourceChildren(subscription, resource, retired).length > 0,
        isBusy: app.busy.has(resource.id),
        deadCount: deadIdsOf(resource, app.deadReferences).length,
        isRetired: retired.kind === "carries",
        behindCount: instances?.kind === "read" ? instancesBehind(instances.value).length : 0,
        difference: differenceFromSet(subscription, resource),
      });
    case "instances":
      return isUniform(resource)
        ? uniformInstancesItem(node, instances)
        : instancesItem(node, instanceChildren(subscription, resource).length);
    case "instance":
      return instanceItem(node, resource.name, instances);
    case "instancesFailure":
      return instancesFailureItem(node, instances);
    case "onlyOnSet":
      return onlyOnSetItem(node, resource.name);
    case "retiredExtension":
      return retiredItem(node, retired);
    case "systemAssigned":
      return systemAssignedItem(node, resource);
    case "userAssigned":
      return userAssignedItem(node, resource, app);
  }
}
