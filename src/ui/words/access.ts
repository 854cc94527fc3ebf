import { l10n } from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { GrantProgress } from "../../azure/access/roleAssignmentsGrant";
import { roleDefinitionKey } from "../../azure/access/roleAssignments";
import type { NamedRoleAssignment, RoleAssignmentListing } from "../../azure/access/roleAssignmentsOfTenant";
import { parseResourceId } from "../../identity/resourceId";
import { formatNames } from "./change";
import { formatPlural } from "./plural";

/** What the system-assigned identity of a resource is called where its resource is not beside it. */
export function describeSystemAssigned(resource: string): string {
  return l10n.t("the system-assigned identity of {0}", resource);
}

/** A role by its name, or by its id where the name is not known. */
export function formatRoleName(assignment: {
  readonly roleName: string | undefined;
  roleDefinitionId: string;
}): string {
  return assignment.roleName ?? l10n.t("role {0}", roleDefinitionKey(assignment.roleDefinitionId));
}

/** Where a role holds, as people say it. Subscriptions are named where they are among those given. */
export function formatScope(scope: string, subscriptions: readonly Subscription[]): string {
  const resource = parseResourceId(scope);
  if (resource !== undefined) {
    return l10n.t("{name} in {place}", { name: resource.names.at(-1) ?? scope, place: resource.resourceGroup });
  }
  const [, first, subscriptionId, third, group, ...rest] = scope.split("/");
  if (scope === "/") {
    return l10n.t("everything in the tenant");
  }
  if (first?.toLowerCase() !== "subscriptions" || subscriptionId === undefined || rest.length > 0) {
    return /^\/providers\/Microsoft\.Management\/managementGroups\/[^/]+$/i.test(scope)
      ? l10n.t("management group {0}", scope.slice(scope.lastIndexOf("/") + 1))
      : scope;
  }
  const known = subscriptions.find((each) => each.subscriptionId.toLowerCase() === subscriptionId.toLowerCase());
  const subscription = known?.name ?? subscriptionId;
  if (third === undefined) {
    return l10n.t("subscription {0}", subscription);
  }
  return group === undefined
    ? scope
    : l10n.t("resource group {resourceGroup} in {subscription}", { resourceGroup: group, subscription });
}

/** What granting tells while it runs. */
export function describeGrantProgress(progress: GrantProgress): string {
  return progress.kind === "sending"
    ? l10n.t("Sending the role assignment...")
    : l10n.t("Microsoft Entra ID doesn't know this identity yet. Trying again in {0} s...", progress.seconds);
}

/** That access already used goes on for a while (docs/azure-behaviour.md#tokens-outlive-access). */
export function describeTokenDelay(): string {
  return l10n.t("Tokens that were issued earlier keep their permissions until they expire, up to 24 hours.");
}

/** Role assignments in a dialog, one a line: at most ten, then how many more. */
export function describeAssignments(
  assignments: readonly NamedRoleAssignment[],
  subscriptions: readonly Subscription[],
): string {
  const shown = assignments
    .slice(0, 10)
    .map((each) =>
      l10n.t("{role} on {scope}", { role: formatRoleName(each), scope: formatScope(each.scope, subscriptions) }),
    );
  const more = assignments.length - shown.length;
  return [...shown, ...(more > 0 ? [l10n.t("and {0} more", more)] : [])].join("\n");
}

/** How many role assignments were removed. */
export function describeRemoved(count: number): string {
  return formatPlural(
    l10n.t("{count, plural, one {# role assignment was removed.} other {# role assignments were removed.}}"),
    { count },
  );
}

/** Which subscriptions could not be read; undefined where all could. */
export function describeUnread(failures: RoleAssignmentListing["failures"]): string | undefined {
  const names = formatNames(failures.map(({ subscription }) => subscription.name));
  return failures.length === 0 ? undefined : l10n.t("Couldn't read role assignments in {0}.", names);
}

/** That a group's access reaches a member late (docs/azure-behaviour.md#tokens-outlive-access). */
export function describeGroupDelay(): string {
  return l10n.t("Tokens that it already holds don't include it until they're renewed, up to 24 hours.");
}
