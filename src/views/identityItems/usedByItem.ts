import * as vscode from "vscode";
import type { UserAssignedIdentityResource } from "../../azure/compute/computeResource";
import { type IdentityUsages, usageVerdict } from "../../azure/inventory/identityUsage";
import type { IdentityTreeNode } from "../../ui/nodes";
import type { RowItem } from "../../ui/shown/tree";
import { describeUsage, usageInShort } from "../../ui/words/usage";
import { item } from "../items/item";
import { inARow } from "../../ui/words/inARow";

const { Expanded, None } = vscode.TreeItemCollapsibleState;

/** The resources that use an identity. */
export function usedByItem(
  node: IdentityTreeNode & { readonly kind: "usedBy" },
  identity: UserAssignedIdentityResource | undefined,
  identityUsages: Pick<IdentityUsages, "of">,
): RowItem {
  const usage = identityUsages.of(identity ?? { id: node.identityId });
  const count = usage.machines.length + usage.services.length;
  const label = vscode.l10n.t("Used by");
  const inShort = usageVerdict(usage) === "usedFromOutside" ? vscode.l10n.t("no resource") : usageInShort(usage);
  const made = item(node, label, count === 0 ? None : Expanded);
  made.description = inShort;
  made.contextValue = "usedBy refreshable";
  made.iconPath = new vscode.ThemeIcon("references");
  made.tooltip = describeUsage(usage);
  made.accessibilityInformation = { label: inARow([label, inShort]) };
  return made;
}
