import * as vscode from "vscode";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { Subscription } from "../../azure/accounts";
import type { TreeNode } from "../../ui/nodes";
import { identityInWords, kindInWords, resourceAloud } from "../../ui/words/identity";
import { item, tooltip } from "../items/item";
import { resourceIcon } from "../items/resourceItem";

const { None } = vscode.TreeItemCollapsibleState;

/** A resource below the identity that it uses. Its subscription is said where it is not the identity's. */
export function useItem(
  node: TreeNode,
  resource: ComputeResource,
  { name: subscription }: Subscription,
  {
    isElsewhere,
    isBusy,
    isDead,
  }: { readonly isElsewhere: boolean; readonly isBusy: boolean; readonly isDead: boolean },
): vscode.TreeItem {
  const made = item(node, resource.name, None);
  made.iconPath = resourceIcon(resource, isBusy);
  made.description = isBusy
    ? vscode.l10n.t("changing...")
    : isElsewhere
      ? vscode.l10n.t("{0}, {1}", resource.resourceGroup, subscription)
      : resource.resourceGroup;
  made.contextValue = isDead ? "use refreshable dead" : "use refreshable";
  made.tooltip = tooltip([
    resource.name,
    vscode.l10n.t("{0} in {1}, {2}", kindInWords(resource), resource.resourceGroup, resource.location),
    vscode.l10n.t("Subscription {0}", subscription),
    identityInWords(resource),
    resource.id,
  ]);
  made.accessibilityInformation = { label: resourceAloud(resource) };
  return made;
}
