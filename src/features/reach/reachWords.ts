import { l10n } from "vscode";
import { roleAssignmentsQuery } from "../../azure/access/roleAssignmentsQuery";
import type { Subscription } from "../../azure/accounts";
import { resourceName } from "../../identity/resourceId";
import { formatRoleName, formatScope } from "../../ui/words/access";
import { formatNames } from "../../ui/words/change";
import { describeFailure } from "../../ui/words/failure";
import { toCsv } from "../../ui/shown/csv";
import type { SaveFormat } from "../../ui/shown/saveFile";
import { describeGap } from "../usage/gapWords";
import type { Reach } from "./reach";
import { type ReachGap, type ReachReport, roleNameOf } from "./searchReach";

/** In which role a resource can act, and where. */
export function formatReach(report: ReachReport, reach: Reach, subscriptions: readonly Subscription[]): string {
  return l10n.t("{role} on {scope}", {
    role: roleOf(report, reach),
    scope: formatScope(reach.assignment.scope, subscriptions),
  });
}

function roleOf(report: ReachReport, reach: Reach): string {
  const { roleDefinitionId } = reach.assignment;
  return formatRoleName({ roleName: roleNameOf(report, reach), roleDefinitionId });
}

/** Through which identity, and by which way. */
export function formatWay({ identityId, groupId, assignment }: Reach): string {
  const identity = identityId === undefined ? l10n.t("system-assigned identity") : resourceName(identityId);
  const way =
    groupId === undefined ? identity : l10n.t("{identity}, through group {group}", { identity, group: groupId });
  return assignment.condition === undefined ? way : l10n.t("{0}, under a condition", way);
}

/** What was not looked at, and why. */
export function describeReachGap(gap: ReachGap): string {
  switch (gap.kind) {
    case "listing": {
      const { what, why } = describeGap(gap.gap);
      return l10n.t("{label}: {text}", { label: what, text: why });
    }
    case "assignments":
      return l10n.t("Role assignments of {subscription}: {reason}", {
        subscription: gap.subscription.name,
        reason: describeFailure(gap.error).what,
      });
    case "principals":
      return l10n.t("Identities whose principal ID isn't known: {names}", {
        names: formatNames(gap.identityIds.map(resourceName)),
      });
    case "group":
      return l10n.t("Members of group {group}: {reason}", {
        group: gap.groupId,
        reason: describeFailure(gap.error).what,
      });
  }
}

/** What this view never sees, and how old what it shows can be. */
export function describeReachLimits({ sources }: ReachReport): readonly string[] {
  return [
    l10n.t("Custom roles with the same permissions are included only if you select them."),
    ...(sources.has("copy")
      ? [l10n.t("Role assignments are from Azure Resource Graph, which can be minutes behind.")]
      : []),
  ];
}

/** All that was found as plain text. */
export function reachText(title: string, report: ReachReport, subscriptions: readonly Subscription[]): string {
  return [
    title,
    l10n.t("Checked on {0}", new Date(report.at).toISOString()),
    ...describeReachLimits(report),
    ...report.gaps.map((gap) => l10n.t("Not checked: {0}", describeReachGap(gap))),
    "",
    ...report.reaches.flatMap((reach) => [
      reach.resource.id,
      `  ${formatReach(report, reach, subscriptions)} (${reach.assignment.scope})`,
      `  ${formatWay(reach)}`,
    ]),
    "",
  ].join("\n");
}

/** The forms in which it can be saved. */
export function reachFormats(report: ReachReport): readonly SaveFormat[] {
  return [
    {
      label: "CSV",
      description: l10n.t("One row per resource and role, for a spreadsheet"),
      ending: "csv",
      text: () => reachCsv(report),
    },
    {
      label: "JSON",
      description: l10n.t("All details, for a program"),
      ending: "json",
      text: () => reachJson(report),
    },
    {
      label: "KQL",
      description: l10n.t("The query for these role assignments, for Azure Resource Graph"),
      ending: "kql",
      text: () => `${roleAssignmentsQuery(report.roles.map(({ key }) => key))}\n`,
    },
  ];
}

/** A row for each. */
export function reachCsv(report: ReachReport): string {
  const head = [
    l10n.t("Name"),
    l10n.t("Role"),
    l10n.t("Scope"),
    l10n.t("Identity"),
    l10n.t("Group"),
    l10n.t("Condition"),
    l10n.t("Principal ID"),
    l10n.t("Subscription"),
    l10n.t("Resource ID"),
  ];
  const rows = report.reaches.map((reach) => [
    reach.resource.name,
    roleOf(report, reach),
    reach.assignment.scope,
    reach.identityId ?? "SystemAssigned",
    reach.groupId ?? "",
    reach.assignment.condition ?? "",
    reach.principalId,
    reach.subscription.name,
    reach.resource.id,
  ]);
  return toCsv([head, ...rows]);
}

/** All that is known, for a program. */
export function reachJson(report: ReachReport): string {
  const { at, roles, gaps, sources } = report;
  const reaches = report.reaches.map(({ resource, identityId, principalId, assignment, groupId }) => ({
    resourceId: resource.id,
    identityId: identityId ?? "SystemAssigned",
    principalId,
    groupId,
    assignment,
  }));
  const record = {
    checkedAt: new Date(at).toISOString(),
    sources: [...sources],
    roles,
    notChecked: gaps.map(describeReachGap),
    reaches,
  };
  return `${JSON.stringify(record, undefined, 2)}\n`;
}
