import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { AccessListing } from "../../azure/access/identityAccess";
import type { NamedRoleAssignment } from "../../azure/access/roleAssignmentsOfTenant";
import type { TreeNode } from "../../ui/nodes";
import type { RowItem } from "../../ui/shown/tree";
import { describeUnread, formatRoleName, formatScope } from "../../ui/words/access";
import { brokenItem } from "../items/failureItem";
import { item } from "../items/item";
import { inARow } from "../../ui/words/inARow";

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

/** The role assignments of an identity, which are listed when it is opened. */
export function accessGroupItem(node: TreeNode, known: AccessListing | undefined): RowItem {
  const label = vscode.l10n.t("Role assignments");
  const count = known?.kind === "read" ? String(known.value.assignments.length) : undefined;
  const made = item(node, label, Collapsed);
  made.description = count ?? "";
  made.contextValue = "roleAssignments refreshable";
  made.iconPath = new vscode.ThemeIcon("key");
  made.tooltip = vscode.l10n.t("Roles of this identity in the subscriptions that you can see");
  made.accessibilityInformation = { label: count === undefined ? label : inARow([label, count]) };
  return made;
}

/** One role assignment: the role, and where it holds. */
export function roleAssignmentItem(
  node: TreeNode,
  assignment: NamedRoleAssignment,
  subscriptions: readonly Subscription[],
): RowItem {
  const role = formatRoleName(assignment);
  const scope = formatScope(assignment.scope, subscriptions);
  const made = item(node, role, None);
  made.description = scope;
  made.contextValue = "roleAssignment";
  made.iconPath = new vscode.ThemeIcon("shield");
  made.hover = {
    title: role,
    lines: [
      scope,
      assignment.condition === undefined ? undefined : vscode.l10n.t("Condition {0}", assignment.condition),
      assignment.scope,
    ],
    actions: [],
  };
  made.accessibilityInformation = { label: vscode.l10n.t("{role} on {scope}, role assignment", { role, scope }) };
  return made;
}

/** The role assignments could not be listed, or not those of some subscriptions. */
export function accessFailureItem(node: TreeNode, known: AccessListing | undefined): RowItem {
  if (known?.kind === "read") {
    const what = describeUnread(known.value.failures) ?? vscode.l10n.t("Couldn't list role assignments");
    return brokenItem(node, what, known.value.failures[0]?.error);
  }
  return brokenItem(node, vscode.l10n.t("Couldn't list role assignments"), known?.error);
}
