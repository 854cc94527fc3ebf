import * as vscode from "vscode";
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
import { item, tooltip } from "./item";

const { None } = vscode.TreeItemCollapsibleState;

/** The system-assigned identity of a resource. */
export function systemAssignedItem(node: TreeNode, resource: ComputeResource): vscode.TreeItem {
  const systemAssigned = readState(resource.identity)?.systemAssigned;
  const principalId = systemAssigned?.principalId;
  const made = item(node, vscode.l10n.t("System-assigned"), None);
  made.description = principalId ?? "";
  made.contextValue = "systemAssigned";
  made.iconPath = new vscode.ThemeIcon("shield");
  made.tooltip = tooltip([
    vscode.l10n.t("System-assigned identity of {0}", resource.name),
    principalId && vscode.l10n.t("Principal ID {0}", principalId),
    systemAssigned?.tenantId && vscode.l10n.t("Tenant {0}", systemAssigned.tenantId),
  ]);
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
): vscode.TreeItem {
  const onResource =
    resource.identity.kind === "state" ? findUserAssigned(resource.identity.state, node.identityId) : undefined;
  const listed = inventory.findIdentity(node.identityId);
  const group = parseResourceId(node.identityId)?.resourceGroup ?? "";
  const { clientId, principalId } = presentIds(listed, onResource);
  const name = resourceName(node.identityId);
  const made = item(node, name, None);
  const reference = deadReferences.stateOn(resource, node.identityId);
  const mark = referenceInShort(reference);
  const place = clientId === undefined ? group : vscode.l10n.t("{0}, client ID {1}", group, clientId);
  made.description = mark === undefined ? place : vscode.l10n.t("{0}, {1}", mark, group);
  const isBroken = reference.kind === "dead" || reference.kind === "stale";
  made.contextValue = isBroken ? `userAssigned ${reference.kind}` : "userAssigned";
  made.iconPath = referenceIcon(reference);
  made.tooltip = tooltip([
    vscode.l10n.t("User-assigned identity {0}", name),
    describeReference(reference),
    vscode.l10n.t("Resource group {0}", group),
    clientId && vscode.l10n.t("Client ID {0}", clientId),
    principalId && vscode.l10n.t("Principal ID {0}", principalId),
    node.identityId,
  ]);
  made.accessibilityInformation = {
    label:
      mark === undefined
        ? vscode.l10n.t("{0}, user-assigned identity, resource group {1}", name, group)
        : vscode.l10n.t("{0}, user-assigned identity, {1}, resource group {2}", name, mark, group),
  };
  return made;
}
