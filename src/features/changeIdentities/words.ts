import { l10n } from "vscode";
import { HELPFUL_ROLES, scopeName } from "../../identity/permissionsNeeded";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import { formatNames } from "../../ui/words/change";
import { describeLock, type MissingPermissionWords } from "../../ui/words/permission";
import type { Obstacle } from "./obstacles";
import type { LockInTheWay, MissingPermission } from "./permissionCheck";
import { formatPlural } from "../../ui/words/plural";

/** What keeps a resource from being changed, in a word or two behind its name. */
export function describeObstacle(obstacle: Obstacle): string {
  switch (obstacle) {
    case "locked":
      return l10n.t("locked");
    case "forbidden":
      return l10n.t("no permission");
  }
}

/** The offer to leave out what cannot be changed, for the reasons that there are. */
export function describeApplyUnobstructed(rest: number, skipped: number, reasons: ReadonlySet<Obstacle>): string {
  if (reasons.size > 1) {
    return l10n.t("Apply to {count}, skip {skipped} locked or without permission", { count: rest, skipped });
  }
  return reasons.has("locked")
    ? l10n.t("Apply to {count}, skip {skipped} locked", { count: rest, skipped })
    : l10n.t("Apply to {count}, skip {skipped} without permission", { count: rest, skipped });
}

/** How many resources of a batch may not be written, and what to ask for. */
export function describeMissingWrites(
  missing: readonly MissingPermission[],
  toAskFor: readonly MissingPermission[],
  total: number,
): MissingPermissionWords {
  const headline =
    missing.length === total
      ? formatPlural(
          l10n.t(
            "{count, plural, one {You don't have permission to change the resource} other {You don't have permission to change any of the # resources}}",
          ),
          { count: total },
        )
      : l10n.t("You don't have permission to change {count} of {total}", { count: missing.length, total });
  return { headline, advice: describeAdvice(toAskFor) };
}

/** Which identities may not be assigned, and what to ask for. */
export function describeMissingAssigns(missing: readonly MissingPermission[]): MissingPermissionWords {
  const headline = l10n.t(
    "You don't have permission to assign {0}",
    formatNames(missing.map(({ scope }) => scopeName(scope))),
  );
  return { headline, advice: describeAdvice(missing) };
}

function describeAdvice(missing: readonly MissingPermission[]): string {
  const [first] = missing;
  const names = formatNames(missing.map(({ scope }) => scopeName(scope)));
  return first === undefined
    ? ""
    : l10n.t("Ask for the {role} role on {scope}.", { role: HELPFUL_ROLES[first.role], scope: names });
}

/** A lock that forbids some or all of a batch. */
export function describeSharedLock({ lock, scopes }: LockInTheWay, total: number): MissingPermissionWords {
  const { advice } = describeLock(lock);
  return {
    headline: l10n.t("A lock on {scope} prevents this for {count} of {total}", {
      scope: scopeName(lock.scope),
      count: scopes.length,
      total,
    }),
    advice,
  };
}

/** That not everything was asked about, and what to do about it. */
export function describeUnasked(count: number): MissingPermissionWords {
  return {
    headline: l10n.t("Permissions weren't checked for {0} more", count),
    advice: l10n.t("There are too many to check. Any that Azure rejects are listed afterward with the reason."),
  };
}

/** Over the role assignments of an identity that one resource is about to lose. */
export function formatLostAccess(target: PrincipalTarget): string {
  return target.kind === "systemAssigned" ? l10n.t("Access that is lost") : l10n.t("Access through {0}", target.label);
}

/** Over the role assignments of the system-assigned identities that a batch ends. */
export function formatLostSystemAccess(count: number): string {
  return formatPlural(l10n.t("Access lost with {count, plural, one {# identity} other {# identities}}"), { count });
}

/** Over the role assignments of an identity that so many resources are about to lose. */
export function formatSharedAccess(identity: string, count: number): string {
  return formatPlural(l10n.t("Access through {identity} ({count, plural, one {# resource} other {# resources}})"), {
    identity,
    count,
  });
}

/** Whose access is lost: the resources by name. */
export function formatHolders(names: readonly string[]): string {
  return l10n.t("held by {0}", formatNames(names));
}

/** That the access of more identities was not looked up, and where to see it. */
export function describeUnreadAccess(count: number): MissingPermissionWords {
  return {
    headline: formatPlural(
      l10n.t("The access of {count, plural, one {# more identity} other {# more identities}} wasn't checked"),
      { count },
    ),
    advice: l10n.t("To check each one, select Show Impact in the User-Assigned Identities view."),
  };
}

/** How many other resources use an identity. */
export function formatOtherUses(count: number, isWhole: boolean): string {
  if (count === 0) {
    return isWhole
      ? l10n.t("No other resource that you can see uses it.")
      : l10n.t("No other virtual machine or scale set that you can see uses it.");
  }
  return formatPlural(l10n.t("{count, plural, one {# other resource uses it.} other {# other resources use it.}}"), {
    count,
  });
}

/** That the federated credentials of an identity stay with it when resources lose it. */
export function formatKeptFederated(count: number): string {
  return formatPlural(
    l10n.t(
      "{count, plural, one {Its federated credential stays. The workload that it trusts can still act as this identity.} other {Its # federated credentials stay. The workloads that they trust can still act as this identity.}}",
    ),
    { count },
  );
}

/** What becomes of the role assignments of system-assigned identities, for the question before these end. Nothing where none is known. */
export function describeOrphaned(count: number): string[] {
  if (count === 0) {
    return [];
  }
  return [
    formatPlural(
      l10n.t("{count, plural, one {# role assignment will be orphaned.} other {# role assignments will be orphaned.}}"),
      { count },
    ),
  ];
}

/** What one resource can no longer do, for the question before it loses a user-assigned identity. Nothing where nothing is known. */
export function describeLostAccess(identity: string, count: number): string[] {
  if (count === 0) {
    return [];
  }
  return [
    formatPlural(
      l10n.t(
        "{identity} has {count, plural, one {# role assignment} other {# role assignments}} that this resource can no longer use.",
      ),
      { identity, count },
    ),
  ];
}
