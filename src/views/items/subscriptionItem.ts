import * as vscode from "vscode";
import type { Tenant } from "../../azure/accounts";
import type { SubscriptionInventory } from "../../azure/inventory/subscriptionInventory";
import type { TreeNode } from "../../ui/nodes";
import type { RowItem } from "../../ui/shown/tree";
import { inARow } from "../../ui/words/inARow";
import { describeWarningsBelow } from "../../ui/words/warnings";
import { item } from "./item";
import { idLine, portalLink } from "./links";
import { markWarnings } from "./markWarnings";

const { Collapsed } = vscode.TreeItemCollapsibleState;

/** What a subscription is shown beside, and what is below it. */
export interface SubscriptionFacts {
  /** Through which subscriptions are shown. */
  readonly tenants: readonly Tenant[];
  readonly warningsBelow: number;
}

/** The name of a tenant, as the user's list of tenants gives it; its ID where it has none. */
function formatTenant({ displayName, tenantId }: Tenant): string {
  return displayName ?? tenantId;
}

/** A subscription. Its tenant is named where there are several, and its account too. */
export function subscriptionItem(
  node: TreeNode,
  inventory: SubscriptionInventory,
  { tenants, warningsBelow }: SubscriptionFacts,
): RowItem {
  const { name, subscriptionId, tenant } = inventory.subscription;
  const tenantIds = new Set(tenants.map(({ tenantId }) => tenantId));
  const accounts = new Set(tenants.map(({ account }) => account.id));
  const made = item(node, name, Collapsed);
  made.iconPath = new vscode.ThemeIcon("azure");
  made.description = inARow([
    ...(tenantIds.size > 1 ? [formatTenant(tenant)] : []),
    ...(accounts.size > 1 ? [tenant.account.label] : []),
  ]);
  made.contextValue = "subscription refreshable";
  made.hover = {
    title: name,
    lines: [
      idLine(node, "resourceId", vscode.l10n.t("Subscription {0}", subscriptionId), subscriptionId),
      vscode.l10n.t("Tenant {0}", formatTenant(tenant)),
      tenant.displayName === undefined ? undefined : vscode.l10n.t("Tenant ID {0}", tenant.tenantId),
      vscode.l10n.t("Account {0}", tenant.account.label),
      ...describeWarningsBelow(warningsBelow),
    ],
    actions: [portalLink(node)],
  };
  markWarnings(made, node, [], warningsBelow);
  made.accessibilityInformation = {
    label: inARow([
      vscode.l10n.t("{subscription}, subscription, tenant {tenant}", {
        subscription: name,
        tenant: formatTenant(tenant),
      }),
      ...(accounts.size > 1 ? [vscode.l10n.t("account {0}", tenant.account.label)] : []),
      ...describeWarningsBelow(warningsBelow),
    ]),
  };
  return made;
}

/** The name of the tenant with this ID, where subscriptions are shown through it; else the ID. */
export function formatTenantId(tenantId: string, tenants: readonly Tenant[]): string {
  const known = tenants.find((tenant) => tenant.tenantId.toLowerCase() === tenantId.toLowerCase());
  return known === undefined ? tenantId : formatTenant(known);
}
