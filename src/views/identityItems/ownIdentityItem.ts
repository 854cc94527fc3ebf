import * as vscode from "vscode";
import { parseResourceId, resourceIdKey, resourceName } from "../../identity/resourceId";
import type { DeadReferences } from "../../azure/inventory/deadReferences";
import type { Inventory } from "../../azure/inventory/inventory";
import type { IdentityUsages } from "../../azure/inventory/identityUsage";
import type { IdentityTreeNode } from "../../ui/nodes";
import { identityAloud } from "../../ui/words/identityResource";
import { referenceInShort, describeReference, usageInShort, describeUsage } from "../../ui/words/usage";
import { formatTags } from "../../ui/words/tags";
import { item } from "../items/item";
import { copyResourceIdLink, idLine, portalLink } from "../items/links";
import { markWarnings } from "../items/markWarnings";
import { formatTenantId } from "../items/subscriptionItem";
import { referenceIcon } from "../items/referenceIcon";
import type { RowItem } from "../../ui/shown/tree";
import { inARow } from "../../ui/words/inARow";

const { Collapsed } = vscode.TreeItemCollapsibleState;

type Node = IdentityTreeNode & { readonly kind: "identity" };

/** What an identity as a thing of its own is drawn from. */
export interface OwnIdentityDeps {
  readonly inventory: Pick<Inventory, "subscription" | "tenants">;
  readonly identityUsages: Pick<IdentityUsages, "of">;
  readonly deadReferences: Pick<DeadReferences, "state">;
}

/** A user-assigned identity as a thing of its own, with how many resources use it. */
export function ownIdentityItem(node: Node, deps: OwnIdentityDeps): RowItem {
  const identity = deps.inventory.subscription(node.subscriptionKey)?.identities.get(resourceIdKey(node.identityId));
  if (identity === undefined) {
    return goneItem(node, deps);
  }
  const usage = deps.identityUsages.of(identity);
  const count = usage.machines.length + usage.services.length;
  const made = item(node, identity.name, Collapsed);
  made.description = inARow([usageInShort(usage), identity.resourceGroup]);
  made.contextValue = `identity refreshable ${count > 0 ? "used" : "unused"}`;
  made.iconPath = referenceIcon({ kind: "alive" });
  const words = describeUsage(usage);
  made.hover = {
    title: vscode.l10n.t("User-assigned identity {0}", identity.name),
    lines: [
      vscode.l10n.t("Resource group {resourceGroup}, {location}", {
        resourceGroup: identity.resourceGroup,
        location: identity.location,
      }),
      words,
      idLine(node, "clientId", vscode.l10n.t("Client ID {0}", identity.clientId ?? ""), identity.clientId),
      idLine(node, "principalId", vscode.l10n.t("Principal ID {0}", identity.principalId ?? ""), identity.principalId),
      identity.tenantId && vscode.l10n.t("Tenant {0}", formatTenantId(identity.tenantId, deps.inventory.tenants)),
      ...formatTags(identity.tags),
      identity.id,
    ],
    actions: [copyResourceIdLink(node), portalLink(node)],
  };
  made.accessibilityInformation = { label: identityAloud(identity, words) };
  return made;
}

/** An identity that no longer exists, below which the resources stand that still list it. */
function goneItem(
  node: Node,
  { identityUsages, deadReferences }: Pick<OwnIdentityDeps, "identityUsages" | "deadReferences">,
): RowItem {
  const reference = deadReferences.state(node.identityId);
  const group = parseResourceId(node.identityId)?.resourceGroup ?? "";
  const name = resourceName(node.identityId);
  const mark = referenceInShort(reference) ?? "";
  const uses = usageInShort(identityUsages.of({ id: node.identityId }));
  const made = item(node, name, Collapsed);
  made.description = inARow([mark, uses, group]);
  made.contextValue = "goneIdentity refreshable dead";
  made.iconPath = referenceIcon(reference);
  markWarnings(made, node, [mark], 0);
  made.hover = {
    title: vscode.l10n.t("User-assigned identity {0}", name),
    lines: [describeReference(reference), vscode.l10n.t("Resource group {0}", group), node.identityId],
    actions: [copyResourceIdLink(node)],
  };
  made.accessibilityInformation = {
    label: vscode.l10n.t("{identity}, user-assigned identity, {mark}, {usage}, resource group {resourceGroup}", {
      identity: name,
      mark,
      usage: uses,
      resourceGroup: group,
    }),
  };
  return made;
}
