import { l10n } from "vscode";
import type { AzureFailure } from "../../azure/azureError";
import {
  type NeededPermission,
  permissionToAssign,
  roleForAction,
  scopeName,
  scopeToAskFor,
} from "../../identity/permissionsNeeded";
import { resourceName } from "../../identity/resourceId";
import { formatNames } from "./change";
import type { FailureWords } from "./failureWords";
import { oneLine, roleAdvice } from "./permission";

type Failure<Reason extends AzureFailure["reason"]> = Extract<AzureFailure, { reason: Reason }>;

/** A button that copies the request for an administrator. */
function requestAction(permissions: readonly NeededPermission[]): Pick<FailureWords, "action"> {
  const command = "managedIdentities.copyAccessRequest";
  return permissions.length === 0
    ? {}
    : { action: { title: l10n.t("Copy Request"), command, arguments: [permissions] } };
}

/** A right that is missing: the role that gives it, and where, as far as they are known. */
export function describeForbidden({ action, scope: refused }: Failure<"forbidden">): FailureWords {
  const scope = refused === undefined ? undefined : scopeToAskFor(action ?? "", refused);
  const right = action ?? l10n.t("this");
  const role = roleForAction(action ?? "");
  const patience = l10n.t("If it was just granted, wait a few minutes and sign in again.");
  return {
    what: l10n.t("You don't have permission to do this."),
    meaning:
      scope === undefined
        ? l10n.t("Your account doesn't have the permission {0}.", right)
        : l10n.t("Your account doesn't have the permission {permission} on {scope}.", {
            permission: right,
            scope: scopeName(scope),
          }),
    advice:
      role === undefined || scope === undefined
        ? l10n.t("Ask for a role that includes it. {0}", patience)
        : [roleAdvice({ role, scope }), patience].join(" "),
    ...requestAction(
      role === undefined || action === undefined || scope === undefined ? [] : [{ action, scope, role }],
    ),
  };
}

/** Longest text of the service that is shown in place of what is not known: two resource ids, and a sentence. */
const LONGEST_REFUSAL = 500;

/**
 * A right that is missing on identities, or identities that are gone: Azure does not tell which. Where it names none, as for another
 * directory's subscription (docs/azure-behaviour.md#another-tenant), only its own words tell what it is about.
 */
export function describeLinkedForbidden(
  { identityIds }: Failure<"linkedForbidden">,
  message: string | undefined,
): FailureWords {
  if (identityIds.length === 0) {
    return {
      what: l10n.t("You don't have permission to use something that the change refers to."),
      meaning: message === undefined ? l10n.t("Azure gave no reason.") : oneLine(message, LONGEST_REFUSAL),
      advice: l10n.t(
        "Check that it still exists, that it's in the tenant of the resource, and that you have permission to use it.",
      ),
    };
  }
  return {
    what: l10n.t("You don't have permission to assign {0}.", formatNames(identityIds.map(resourceName))),
    meaning: l10n.t("Your account doesn't have permission to use this identity, or the identity no longer exists."),
    advice: l10n.t("Ask for the Managed Identity Operator role on the identity, and check that it still exists."),
    ...requestAction(identityIds.map(permissionToAssign)),
  };
}

/** A deny assignment in the way. No role is offered: none would help. */
export function describeDenied({ name, scope, identityIds }: Failure<"denied">): FailureWords {
  const facts = [
    name === undefined ? "" : l10n.t("Its name is {0}.", oneLine(name)),
    scope === undefined ? "" : l10n.t("It applies to {0}.", scopeName(scope)),
    l10n.t("It overrides the roles of your account."),
  ];
  return {
    what:
      identityIds.length === 0
        ? l10n.t("A deny assignment prevents this.")
        : l10n.t("A deny assignment prevents you from assigning {0}.", formatNames(identityIds.map(resourceName))),
    meaning: facts.filter((fact) => fact !== "").join(" "),
    advice: l10n.t(
      "Another role won't help. Contact the owner of the managed application or deployment stack that created the deny assignment.",
    ),
  };
}
