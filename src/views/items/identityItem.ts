import * as vscode from "vscode";
import type { Tenant } from "../../azure/accounts";
import { readState } from "../../identity/readIdentity";
import type { ComputeResource } from "../../azure/compute/computeResource";
import { presentIds } from "../../identity/earlierIdentity";
import { findUserAssigned } from "../../identity/identityState";
import { parseResourceId, resourceName } from "../../identity/resourceId";
import type { DeadReferences } from "../../azure/inventory/deadReferences";
import type { Inventory } from "../../azure/inventory/inventory";
import type { TreeNode } from "../../ui/nodes";
import { referenceInShort, describeReference } from "../../ui/words/usage";
import { referenceIcon } from "./referenceIcon";
import { item } from "./item";
import { copyResourceIdLink, idLine, portalLink } from "./links";
import { markWarnings } from "./markWarnings";
import { formatTenantId } from "./subscriptionItem";
import type { RowItem } from "../../ui/shown/tree";
import { inARow } from "../../ui/words/inARow";

const { None } = vscode.TreeItemCollapsibleState;

/** The system-assigned identity of a resource. */
export function systemAssignedItem(node: TreeNode, resource: ComputeResource, tenants: readonly Tenant[]): RowItem {
  const systemAssigned = readState(resource.identity)?.systemAssigned;
  const principalId = systemAssigned?.principalId;
  const made = item(node, vscode.l10n.t("System-assigned"), None);
  made.description = principalId ?? "";
  made.contextValue = "systemAssigned";
  made.iconPath = new vscode.ThemeIcon("shield");
  made.hover = {
    title: vscode.l10n.t("System-assigned identity of {0}", resource.name),
    lines: [
      idLine(node, "principalId", vscode.l10n.t("Principal ID {0}", principalId ?? ""), principalId),
      systemAssigned?.tenantId && vscode.l10n.t("Tenant {0}", formatTenantId(systemAssigned.tenantId, tenants)),
    ],
    actions: [],
  };
  made.accessibilityInformation = {
    label: vscode.l10n.t("System-assigned identity, principal ID {0}", principalId ?? vscode.l10n.t("unknown")),
  };
  return made;
}

/** What a user-assigned identity on a resource is drawn from. */
export interface UserAssignedDeps {
  readonly inventory: Pick<Inventory, "findIdentity">;
  readonly deadReferences: Pick<DeadReferences, "stateOn">;
}

/** A user-assigned identity on a resource. */
export function userAssignedItem(
  node: TreeNode & { readonly kind: "userAssigned" },
  resource: ComputeResource,
  { inventory, deadReferences }: UserAssignedDeps,
): RowItem {
  const onResource =
    resource.identity.kind === "state" ? findUserAssigned(resource.identity.state, node.identityId) : undefined;
  const listed = inventory.findIdentity(node.identityId);
  const group = parseResourceId(node.identityId)?.resourceGroup ?? "";
  const { clientId, principalId } = presentIds(listed, onResource);
  const name = resourceName(node.identityId);
  const made = item(node, name, None);
  const reference = deadReferences.stateOn(resource, node.identityId);
  const mark = referenceInShort(reference);
  const place =
    clientId === undefined
      ? group
      : vscode.l10n.t("{resourceGroup}, client ID {clientId}", { resourceGroup: group, clientId });
  made.description = mark === undefined ? place : inARow([mark, group]);
  const isBroken = reference.kind === "dead" || reference.kind === "stale";
  made.contextValue = isBroken ? `userAssigned ${reference.kind}` : "userAssigned";
  made.iconPath = referenceIcon(reference);
  if (isBroken) {
    markWarnings(made, node, mark === undefined ? [] : [mark], 0);
  }
  made.hover = {
    title: vscode.l10n.t("User-assigned identity {0}", name),
    lines: [
      describeReference(reference),
      vscode.l10n.t("Resource group {0}", group),
      idLine(node, "clientId", vscode.l10n.t("Client ID {0}", clientId ?? ""), clientId),
      idLine(node, "principalId", vscode.l10n.t("Principal ID {0}", principalId ?? ""), principalId),
      node.identityId,
    ],
    actions: [copyResourceIdLink(node), portalLink(node)],
  };
  made.accessibilityInformation = {
    label:
      mark === undefined
        ? vscode.l10n.t("{identity}, user-assigned identity, resource group {resourceGroup}", {
            identity: name,
            resourceGroup: group,
          })
        : vscode.l10n.t("{identity}, user-assigned identity, {mark}, resource group {resourceGroup}", {
            identity: name,
            mark,
            resourceGroup: group,
          }),
  };
  return made;
}
