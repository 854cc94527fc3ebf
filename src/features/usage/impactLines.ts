import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { NamedRoleAssignment, RoleAssignmentListing } from "../../azure/access/roleAssignmentsOfTenant";
import { describeFailure } from "../../ui/words/failure";
import { formatRoleName, formatScope } from "../../ui/words/access";
import type { Line } from "../../ui/shown/quickPick";

/** A line that stands for a role assignment. */
export interface AssignmentLine extends Line {
  readonly assignment?: NamedRoleAssignment;
}

/** One role assignment: the role, and where it holds. */
export function assignmentLine(
  assignment: NamedRoleAssignment,
  subscriptions: readonly Subscription[],
): AssignmentLine {
  const condition = assignment.condition === undefined ? "" : vscode.l10n.t("under a condition");
  return {
    icon: "key",
    label: formatRoleName(assignment),
    description: formatScope(assignment.scope, subscriptions),
    ...(condition === "" ? {} : { detail: condition }),
    assignment,
  };
}

/** The role assignments that were found, at most so many, and what could not be read. */
export function accessLines(
  { assignments, failures }: RoleAssignmentListing,
  subscriptions: readonly Subscription[],
  atMost = Number.POSITIVE_INFINITY,
): AssignmentLine[] {
  const more = assignments.length - Math.min(assignments.length, atMost);
  return [
    ...(assignments.length === 0
      ? [{ icon: "info", label: vscode.l10n.t("No role assignments that you have access to") }]
      : []),
    ...assignments.slice(0, atMost).map((assignment) => assignmentLine(assignment, subscriptions)),
    ...(more === 0 ? [] : [{ icon: "ellipsis", label: vscode.l10n.t("and {0} more", more) }]),
    ...unreadLines(failures),
  ];
}

/** The subscriptions whose role assignments could not be read. */
export function unreadLines(failures: RoleAssignmentListing["failures"]): Line[] {
  return failures.map(({ subscription, error }) => ({
    icon: "question",
    label: vscode.l10n.t("Couldn't read {0}", subscription.name),
    detail: describeFailure(error).what,
  }));
}
