import * as vscode from "vscode";
import type { ImpactViewDeps } from "./deps";
import { formatRoleName, formatScope } from "../../ui/words/access";
import { formatAppRole } from "../../ui/words/appRoles";
import { describeFailure } from "../../ui/words/failure";
import { formatDefaultUse } from "./dependencyLines";
import { describeUsage } from "../../ui/words/usage";
import { type Impact, subscriptionsOf } from "./impact";

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

/** What depends on an identity as plain text, with whole ids. */
export function impactText(
  deps: Pick<ImpactViewDeps, "inventory">,
  { target, access, uses, usage, federated, appRoles }: Impact,
): string {
  const subscriptions = subscriptionsOf(deps, target);
  const none = access.assignments.length === 0 ? [vscode.l10n.t("No role assignments that you have access to")] : [];
  const assignments = access.assignments.map((each) => {
    const scope = formatScope(each.scope, subscriptions);
    return vscode.l10n.t("{role} on {scope} ({scopeId})", { role: formatRoleName(each), scope, scopeId: each.scope });
  });
  const failures = access.failures.map(({ subscription, error }) =>
    vscode.l10n.t("Couldn't read {what}. {reason}", { what: subscription.name, reason: describeFailure(error).what }),
  );
  const used = uses.map(({ resource, isDefault }) =>
    isDefault ? vscode.l10n.t("{resource} ({use})", { resource: resource.id, use: formatDefaultUse() }) : resource.id,
  );
  const trusts =
    federated?.kind === "read"
      ? federated.value.map(({ name, issuer, subject }) =>
          vscode.l10n.t("{credential}: {issuer}, {subject}", { credential: name, issuer, subject }),
        )
      : [];
  return [
    vscode.l10n.t("What depends on {0}", target.label),
    vscode.l10n.t("Principal ID {0}", target.principalId),
    ...(target.kind === "userAssigned" ? [target.identityId] : []),
    ...section(vscode.l10n.t("Role assignments"), [...none, ...assignments, ...failures]),
    ...section(vscode.l10n.t("Used by"), [
      ...(target.kind === "systemAssigned" ? [] : [describeUsage(usage)]),
      ...used,
      ...(target.kind === "systemAssigned" ? [] : usage.services.map(({ id }) => id)),
    ]),
    ...section(vscode.l10n.t("Federated credentials"), trusts),
    ...section(vscode.l10n.t("API permissions"), appRoles?.kind === "read" ? appRoles.value.map(formatAppRole) : []),
    "",
  ].join("\n");
}
