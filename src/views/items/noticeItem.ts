import * as vscode from "vscode";
import type { NoticeNode } from "../../ui/nodes";
import { failureItem, type ListedInventory } from "./failureItem";
import { item, tooltip } from "./item";
import type { RowItem } from "../../ui/shown/tree";

const { None } = vscode.TreeItemCollapsibleState;

/** What is said beside the subscriptions. */
export function noticeItem(node: NoticeNode, inventory: ListedInventory): RowItem {
  return node.kind === "failure" ? failureItem(node, inventory) : filterHidesAllItem(node);
}

/** Stands for the welcome text of the same meaning, which only an empty tree shows. Choosing it opens the filter. */
function filterHidesAllItem(node: NoticeNode): RowItem {
  const what = vscode.l10n.t("Your subscription filter hides every subscription");
  const made = item(node, what, None);
  made.description = vscode.l10n.t("Select subscriptions");
  made.contextValue = "filterHidesAll refreshable";
  made.iconPath = new vscode.ThemeIcon("filter");
  made.tooltip = tooltip([
    what,
    vscode.l10n.t(
      "The filter is the setting azureResourceGroups.selectedSubscriptions, shared with the Azure Resources extension.",
    ),
  ]);
  made.command = { command: "managedIdentities.openSubscriptionFilter", title: vscode.l10n.t("Open the Filter") };
  made.accessibilityInformation = { label: vscode.l10n.t("{0}. Press Enter to open the filter.", what) };
  return made;
}
