import * as vscode from "vscode";
import type { ServiceUse } from "../../azure/inventory/serviceUse";
import type { TreeNode } from "../../ui/nodes";
import { describeServiceType, formatNamedUse, iconOfService } from "../../ui/words/serviceTypes";
import { item, tooltip } from "../items/item";
import { inARow } from "../../ui/words/inARow";

const { None } = vscode.TreeItemCollapsibleState;

/** A resource other than a machine below the identity that it uses. */
export function serviceUseItem(node: TreeNode, use: ServiceUse, subscription: string): vscode.TreeItem {
  const kind = describeServiceType(use.type);
  const made = item(node, use.name, None);
  made.iconPath = new vscode.ThemeIcon(iconOfService(use.type));
  made.description = use.resourceGroup === undefined ? kind : inARow([kind, use.resourceGroup]);
  made.contextValue = "serviceUse";
  made.tooltip = tooltip([
    use.name,
    kind,
    use.resourceGroup === undefined ? undefined : vscode.l10n.t("Resource group {0}", use.resourceGroup),
    vscode.l10n.t("Subscription {0}", subscription),
    use.how === "names" ? formatNamedUse() : undefined,
    vscode.l10n.t("Found by Azure Resource Graph, whose data can be a few minutes old."),
    use.id,
  ]);
  made.accessibilityInformation = { label: inARow([use.name, made.description]) };
  return made;
}
