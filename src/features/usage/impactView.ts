import * as vscode from "vscode";
import type { NamedRoleAssignment } from "../../azure/access/roleAssignmentsOfTenant";
import type { ImpactViewDeps } from "./deps";
import { federatedLines, useLines } from "./dependencyLines";
import { type Impact, subscriptionsOf } from "./impact";
import { accessLines, type AssignmentLine } from "./impactLines";
import { impactText } from "./impactText";
import { heading, showLines } from "../changeIdentities/lines";
import { formatAppRole } from "../../ui/words/appRoles";
import { describeFailure } from "../../ui/words/failure";
import { copyText } from "../changeIdentities/permissionLines";

/** What the user chose in the view: one of the role assignments, or to have the permissions of APIs looked up. */
export type ImpactChoice =
  { readonly kind: "assignment"; readonly assignment: NamedRoleAssignment } | { readonly kind: "appRoles" };

interface ImpactLine extends AssignmentLine {
  readonly action?: "copy" | "open" | "appRoles";
}

/** What depends on an identity, line by line. */
export function impactLines(deps: Pick<ImpactViewDeps, "inventory">, impact: Impact): ImpactLine[] {
  return [
    heading(vscode.l10n.t("Role assignments")),
    ...accessLines(impact.access, subscriptionsOf(deps, impact.target)),
    ...(impact.target.kind === "systemAssigned" ? [] : useLines(impact.uses, impact.usage)),
    ...federatedLines(vscode.l10n.t("Federated credentials"), impact.federated),
    ...appRoleLines(impact),
    heading(vscode.l10n.t("More")),
    ...(impact.appRoles === undefined
      ? [{ icon: "shield", label: vscode.l10n.t("Look Up API Permissions"), action: "appRoles" } as const]
      : []),
    { icon: "copy", label: vscode.l10n.t("Copy as Text"), action: "copy" },
    { icon: "go-to-file", label: vscode.l10n.t("Open as Text"), action: "open" },
  ];
}

function appRoleLines({ appRoles }: Impact): ImpactLine[] {
  if (appRoles === undefined) {
    return [];
  }
  const title = heading(vscode.l10n.t("API permissions"));
  if (appRoles.kind === "failed") {
    const detail = describeFailure(appRoles.error).what;
    return [title, { icon: "question", label: vscode.l10n.t("Couldn't be read"), detail }];
  }
  return appRoles.value.length === 0
    ? [title, { icon: "info", label: vscode.l10n.t("None found") }]
    : [title, ...appRoles.value.map((role) => ({ icon: "shield", label: formatAppRole(role) }))];
}

/** Shows what depends on an identity, and waits for something to be chosen. @throws PromptCancelled, WentBack */
export async function showImpactView(deps: ImpactViewDeps, impact: Impact, canGoBack: boolean): Promise<ImpactChoice> {
  const { target } = impact;
  return await showLines<ImpactLine, ImpactChoice>(
    {
      title: vscode.l10n.t("What depends on {0}", target.label),
      placeholder: vscode.l10n.t("Select a role assignment to remove or copy it"),
      items: impactLines(deps, impact),
      canGoBack,
    },
    async ({ assignment, action }) => {
      if (action === "copy") {
        await copyText(impactText(deps, impact));
      } else if (action === "open") {
        const label = vscode.l10n.t("What depends on {0}", target.label);
        const options = { preserveFocus: true, preview: true };
        await deps.ui.openReadOnly(label, `impact ${target.principalId}`, impactText(deps, impact), ".txt", options);
      }
      if (action === "appRoles") {
        return { kind: "appRoles" };
      }
      return assignment && { kind: "assignment", assignment };
    },
  );
}
