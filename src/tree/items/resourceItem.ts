import * as vscode from "vscode";
import type { ComputeResource } from "../../azure/computeResource";
import type { TreeNode } from "../../ui/nodes";
import { identityInShort, identityInWords, kindInWords, resourceAloud } from "../../ui/words/identity";
import { item, tooltip } from "./item";

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

function resourceContext(resource: ComputeResource): string {
  const { identity } = resource;
  const words = ["resource", resource.kind, "refreshable"];
  if (identity.kind === "state") {
    const { systemAssigned, userAssigned } = identity.state;
    words.push(systemAssigned ? "systemOn" : "systemOff");
    words.push(...(userAssigned.length > 0 ? ["userSome"] : []));
    words.push(...(systemAssigned || userAssigned.length > 0 ? ["someIdentity"] : []));
  }
  return words.join(" ");
}

/** A virtual machine or scale set, with its region and its identities in a few words. */
export function resourceItem(
  node: TreeNode,
  resource: ComputeResource,
  hasChildren: boolean,
  isBusy: boolean,
): vscode.TreeItem {
  const made = item(node, resource.name, hasChildren ? Collapsed : None);
  const icon = resource.kind === "virtualMachine" ? "vm" : "layers";
  made.iconPath = new vscode.ThemeIcon(isBusy ? "loading~spin" : icon);
  made.description = isBusy
    ? vscode.l10n.t("changing...")
    : vscode.l10n.t("{0}, {1}", identityInShort(resource), resource.location);
  made.contextValue = resourceContext(resource);
  made.tooltip = tooltip([
    resource.name,
    vscode.l10n.t("{0} in {1}, {2}", kindInWords(resource), resource.resourceGroup, resource.location),
    identityInWords(resource),
    resource.id,
  ]);
  made.accessibilityInformation = { label: resourceAloud(resource) };
  return made;
}
