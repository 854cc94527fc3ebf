import * as vscode from "vscode";
import type { DeadReferences } from "../azure/inventory/deadReferences";
import { type InstanceListing, instancesBehind } from "../azure/compute/scaleSetInstances";
import { differenceFromSet } from "../azure/compute/scaleSetInstancesFlexible";
import { resourceIdKey, resourceName } from "../identity/resourceId";
import type { RetiredExtensions, RetiredState } from "../azure/compute/extensionFindings";
import type { Inventory } from "../azure/inventory/inventory";
import type { LazyReadings } from "../azure/inventory/lazyReadings";
import type { BusyResources } from "../ui/busyResources";
import type { ResourceTreeNode, TreeNode } from "../ui/nodes";
import type { TreeView } from "../ui/shownResources";
import { describeRetired } from "../ui/words/retired";
import { groupItem, instancesItem } from "./items/groupItem";
import { systemAssignedItem, userAssignedItem } from "./items/identityItem";
import { instanceItem, instancesFailureItem, onlyOnSetItem, uniformInstancesItem } from "./items/instanceItem";
import { item, tooltip } from "./items/item";
import { markWarnings } from "./items/markWarnings";
import { noticeItem } from "./items/noticeItem";
import type { ResourceIcons } from "./items/resourceIcons";
import { resourceItem } from "./items/resourceItem";
import { subscriptionItem } from "./items/subscriptionItem";
import { isWarning, type ResourceWarnings } from "./resourceWarnings";
import { instanceChildren, isUniform, resourceChildren } from "./nodeChildren";
import type { RowItem } from "../ui/shown/tree";

/** What the items of the view of resources are drawn from. */
export interface ResourceItemDeps {
  readonly inventory: Pick<Inventory, "findIdentity" | "state" | "subscription" | "tenants">;
  readonly deadReferences: Pick<DeadReferences, "state" | "stateOn">;
  readonly instances: Pick<LazyReadings<InstanceListing>, "known">;
  readonly retiredExtensions: Pick<RetiredExtensions, "state">;
  readonly warnings: Pick<ResourceWarnings, "count" | "of">;
  readonly icons: Pick<ResourceIcons, "of">;
  readonly busy: Pick<BusyResources, "has">;
}

const { None } = vscode.TreeItemCollapsibleState;

/** What the tree shows for a node, made from what is known at this moment. */
export function treeItemOf(node: ResourceTreeNode, deps: ResourceItemDeps, view: TreeView): RowItem {
  const { inventory } = deps;
  if (node.kind === "failure" || node.kind === "filterHidesAll") {
    return noticeItem(node, inventory);
  }
  const subscription = inventory.subscription(node.subscriptionKey);
  if (subscription === undefined) {
    return item(node, vscode.l10n.t("No longer there"), None);
  }
  if (node.kind === "subscription") {
    return subscriptionItem(node, subscription, {
      tenants: inventory.tenants,
      warningsBelow: deps.warnings.count(subscription),
    });
  }
  if (node.kind === "group") {
    return groupItem(node, subscription, view, deps.warnings);
  }
  const resource = subscription.resources.get(resourceIdKey(node.resourceId));
  if (resource === undefined) {
    return item(node, resourceName(node.resourceId), None);
  }
  const retired = deps.retiredExtensions.state(resource);
  const instances = deps.instances.known(resource.id);
  const isBusy = deps.busy.has(resource.id);
  const warning = deps.warnings.of(resource);
  switch (node.kind) {
    case "resource":
      return resourceItem(node, resource, {
        hasChildren: resourceChildren(subscription, resource, retired).length > 0,
        isBusy,
        icon: deps.icons.of(resource, isBusy),
        warning,
        warningsBelow: deps.warnings.count(subscription, [resource]) - (isWarning(warning) ? 1 : 0),
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
      return systemAssignedItem(node, resource, inventory.tenants);
    case "userAssigned":
      return userAssignedItem(node, resource, deps);
  }
}

/** The retired managed identity extension of a resource. */
function retiredItem(node: TreeNode, state: RetiredState): RowItem {
  const names = state.kind === "carries" ? state.names.join(", ") : "";
  const made = item(node, vscode.l10n.t("Retired extension"), None);
  made.description = names;
  made.contextValue = "retiredExtension";
  made.iconPath = new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  markWarnings(made, node, [describeRetired()], 0);
  made.tooltip = tooltip([names, describeRetired()]);
  made.accessibilityInformation = { label: vscode.l10n.t("Warning, retired extension {0}", names) };
  return made;
}
