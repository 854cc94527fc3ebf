import * as vscode from "vscode";
import type { SubscriptionInventory } from "../../azure/inventory/subscriptionInventory";
import type { TreeNode } from "../../ui/nodes";
import { item, tooltip } from "./item";

const { Collapsed } = vscode.TreeItemCollapsibleState;

/** A subscription; its tenant is said where there are several. */
export function subscriptionItem(
  node: TreeNode,
  inventory: SubscriptionInventory,
  severalTenants: boolean,
): vscode.TreeItem {
  const { subscription } = inventory;
  const made = item(node, subscription.name, Collapsed);
  const tenant = subscription.tenant.displayName ?? subscription.tenant.tenantId;
  made.iconPath = new vscode.ThemeIcon("azure");
  made.description = severalTenants ? tenant : "";
  made.contextValue = "subscription refreshable";
  made.tooltip = tooltip([
    subscription.name,
    vscode.l10n.t("Subscription {0}", subscription.subscriptionId),
    vscode.l10n.t("Tenant {0}", tenant),
    vscode.l10n.t("Account {0}", subscription.tenant.account.label),
  ]);
  made.accessibilityInformation = { label: vscode.l10n.t("{0}, subscription, tenant {1}", subscription.name, tenant) };
  return made;
}
