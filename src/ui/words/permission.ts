import { l10n } from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { ResourceLock } from "../../azure/access/locks";
import type { Self } from "../../azure/access/ownPermissions";
import { HELPFUL_ROLES, type NeededPermission, scopeName } from "../../identity/permissionsNeeded";
import { parseResourceId } from "../../identity/resourceId";
import { quoteBash } from "../../render/bashQuote";

/** A right that is missing, for people: what cannot be done, and what to ask an administrator for. */
export interface MissingPermissionWords {
  readonly headline: string;
  readonly advice: string;
}

/** Says what a user lacks by the role that gives it. */
export function describeMissingPermission(
  right: NeededPermission,
  subscription?: Subscription,
): MissingPermissionWords {
  return { headline: headline(right, subscription), advice: roleAdvice(right, subscription) };
}

/** What a scope is called: a subscription by its name, where it is the one that is given. */
function nameOf(scope: string, subscription: Subscription | undefined): string {
  const isIt = scope.toLowerCase() === `/subscriptions/${subscription?.subscriptionId ?? ""}`.toLowerCase();
  return isIt && subscription !== undefined ? subscription.name : scopeName(scope);
}

function headline({ action, role, scope }: NeededPermission, subscription: Subscription | undefined): string {
  const name = nameOf(scope, subscription);
  const isResource = parseResourceId(scope) !== undefined;
  switch (role) {
    case "virtualMachineContributor":
      if (action.startsWith("Microsoft.Resources/deployments/")) {
        return l10n.t("You don't have permission to deploy to {0}", name);
      }
      return isResource
        ? l10n.t("You don't have permission to change {0}", name)
        : l10n.t("You don't have permission to create virtual machines in {0}", name);
    case "networkContributor":
      return isResource
        ? l10n.t("You don't have permission to connect machines to {0}", name)
        : l10n.t("You don't have permission to create networks in {0}", name);
    case "contributor":
      return l10n.t("You don't have permission to create resource groups in {0}", name);
    case "managedIdentityOperator":
      return l10n.t("You don't have permission to assign {0}", name);
    case "managedIdentityContributor":
      return isResource
        ? l10n.t("You don't have permission to delete or change {0}", name)
        : l10n.t("You don't have permission to create identities in {0}", name);
    case "userAccessAdministrator":
      return l10n.t("You don't have permission to change who has access to {0}", name);
  }
}

/** What to ask for where a right is missing. */
export function roleAdvice(
  { role, scope }: Pick<NeededPermission, "role" | "scope">,
  subscription?: Subscription,
): string {
  return l10n.t("Ask for the {role} role on {scope}.", {
    role: HELPFUL_ROLES[role],
    scope: nameOf(scope, subscription),
  });
}

/** A lock for people: where it is, what it is called, and why it is there. */
export function describeLock({ name, scope, notes }: ResourceLock): MissingPermissionWords {
  const advice = lockAdvice();
  return {
    headline: l10n.t("A lock on {0} prevents this", scopeName(scope)),
    advice:
      notes === undefined
        ? l10n.t("{subject}. {meaning}", { subject: name, meaning: advice })
        : l10n.t("{lock}: {notes}. {advice}", { lock: name, notes: oneLine(notes), advice }),
  };
}

/** Who can take a lock away. */
export function lockAdvice(): string {
  return l10n.t("Someone with the Owner or User Access Administrator role can remove the lock.");
}

/** The commands of the Azure CLI with which an administrator grants what is missing: one line for each role and scope. */
export function accessRequestText(permissions: readonly NeededPermission[], self: Self): string {
  const assignee =
    self.kind === "objectId"
      ? ["--assignee-object-id", self.objectId, "--assignee-principal-type", self.principalType]
      : ["--assignee", self.label];
  const lines = permissions.map(({ role, scope }) =>
    ["az", "role", "assignment", "create", ...assignee, "--role", HELPFUL_ROLES[role], "--scope", scope]
      .map(quoteBash)
      .join(" "),
  );
  return [...new Set(lines)].join("\n");
}

/** What an administrator is asked to do about a lock. It stands in a script, so it is a comment there. */
export function lockRequestText({ name, scope, id }: ResourceLock): string {
  return oneLine(
    `# ${l10n.t("Remove the lock {lock} on {scope}: {command}", { lock: name, scope: scopeName(scope), command: id })}`,
    1000,
  );
}

/** A text of somebody else's as a part of a sentence: without line breaks, and at most so many characters of it. */
export function oneLine(text: string, longest = 200): string {
  return text.split(/\s+/, longest).join(" ").slice(0, longest);
}
