import * as vscode from "vscode";
import { parseResourceId, resourceIdKey, resourceName } from "../../identity/resourceId";
import type { DeadReferences } from "../../azure/inventory/deadReferences";
import type { Inventory } from "../../azure/inventory/inventory";
import type { IdentityUsages } from "../../azure/inventory/identityUsage";
import type { IdentityTreeNode } from "../../ui/nodes";
import { identityAloud, identityLines } from "../../ui/words/identityResource";
import { referenceInShort, describeReference, usageInShort, describeUsage } from "../../ui/words/usage";
import { item, tooltip } from "../items/item";
import { referenceIcon } from "../items/referenceIcon";

const { Collapsed } = vscode.TreeItemCollapsibleState;

type Node = IdentityTreeNode & { readonly kind: "identity" };

/** What an identity as a thing of its own is drawn from. */
export interface OwnIdentityDeps {
  readonly inventory: Pick<Inventory, "subscription">;
  readonly identityUsages: Pick<IdentityUsages, "of">;
  readonly deadReferences: Pick<DeadReferences, "state">;
}

/** A user-assigned identity as a thing of its own, with how many resources use it. */
export function ownIdentityItem(node: Node, deps: OwnIdentityDeps): vscode.TreeItem {
  const identity = deps.inventory.subscription(node.subscriptionKey)?.identities.get(resourceIdKey(node.identityId));
  if (identity === undefined) {
    return goneItem(node, deps);
  }
  const usage = deps.identityUsages.of(identity);
  const count = usage.machines.length + usage.services.length;
  const made = item(node, identity.name, Collapsed);
  made.description = vscode.l10n.t("{0}, {1}", usageInShort(usage), identity.resourceGroup);
  made.contextValue = `identity refreshable ${count > 0 ? "used" : "unused"}`;
  made.iconPath = referenceIcon({ kind: "alive" });
  const words = describeUsage(usage);
  made.tooltip = tooltip(identityLines(identity, words));
  made.accessibilityInformation = { label: identityAloud(identity, words) };
  return made;
}

/** An identity that no longer exists, below which the resources stand that still list it. */
function goneItem(
  node: Node,
  { identityUsages, deadReferences }: Pick<OwnIdentityDeps, "identityUsages" | "deadReferences">,
): vscode.TreeItem {
  const reference = deadReferences.state(node.identityId);
  const group = parseResourceId(node.identityId)?.resourceGroup ?? "";
  const name = resourceName(node.identityId);
  const mark = referenceInShort(reference) ?? "";
  const uses = usageInShort(identityUsages.of({ id: node.identityId }));
  const made = item(node, name, Collapsed);
  made.description = vscode.l10n.t("{0}, {1}, {2}", mark, uses, group);
  made.contextValue = "goneIdentity refreshable dead";
  made.iconPath = referenceIcon(reference);
  made.tooltip = tooltip([
    vscode.l10n.t("User-assigned identity {0}", name),
    describeReference(reference),
    vscode.l10n.t("Resource group {0}", group),
    node.identityId,
  ]);
  made.accessibilityInformation = {
    label: vscode.l10n.t("{0}, user-assigned identity, {1}, {2}, resource group {3}", name, mark, uses, group),
  };
  return made;
}
