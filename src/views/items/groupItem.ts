import * as vscode from "vscode";
import type { SubscriptionInventory } from "../../azure/inventory/subscriptionInventory";
import type { TreeNode } from "../../ui/nodes";
import { groupOf, type TreeView, visibleResources } from "../../ui/shownResources";
import { inARow } from "../../ui/words/inARow";
import { describeWarningsBelow } from "../../ui/words/warnings";
import type { ResourceWarnings } from "../resourceWarnings";
import { item } from "./item";
import { markWarnings } from "./markWarnings";
import type { RowItem } from "../../ui/shown/tree";
import { formatPlural } from "../../ui/words/plural";

const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** A group larger than this starts closed. */
const MANY = 200;

/** The resources of one kind, or of one resource group. */
export function groupItem(
  node: TreeNode & { readonly kind: "group" },
  inventory: SubscriptionInventory,
  view: TreeView,
  warnings: Pick<ResourceWarnings, "count">,
): RowItem {
  const members = visibleResources(inventory, view).filter((each) => groupOf(each, view.grouping) === node.value);
  // A resource group shows as the service spells it, not as the key that it is compared by.
  const name = node.grouping === "resourceGroup" ? (members[0]?.resourceGroup ?? node.value) : undefined;
  const kindLabel = node.value === "scaleSet" ? vscode.l10n.t("Scale sets") : vscode.l10n.t("Virtual machines");
  const made = item(
    node,
    name ?? kindLabel,
    view.filter.text === "" && (name !== undefined || members.length > MANY) ? Collapsed : Expanded,
  );
  made.description = String(members.length);
  made.contextValue = "group";
  made.iconPath = new vscode.ThemeIcon(name === undefined ? "list-unordered" : "folder");
  const warningsBelow = warnings.count(inventory, members);
  markWarnings(made, node, [], warningsBelow);
  made.accessibilityInformation = {
    label: inARow([
      formatPlural(vscode.l10n.t("{group}, {count, plural, one {# resource} other {# resources}}"), {
        group: name ?? kindLabel,
        count: members.length,
      }),
      ...describeWarningsBelow(warningsBelow),
    ]),
  };
  return made;
}

/** The instances of a Flexible scale set. */
export function instancesItem(node: TreeNode, count: number): RowItem {
  const made = item(node, vscode.l10n.t("Instances"), Collapsed);
  made.description = String(count);
  made.contextValue = "instances";
  made.iconPath = new vscode.ThemeIcon("list-unordered");
  const text = vscode.l10n.t("Instances, {count, plural, one {# machine} other {# machines}}");
  made.accessibilityInformation = { label: formatPlural(text, { count }) };
  return made;
}
