import * as vscode from "vscode";
import type { NamedRoleAssignment } from "../../azure/access/roleAssignmentsOfTenant";
import type { ImpactViewDeps } from "./deps";
import { federatedLines, useLines } from "./dependencyLines";
import { type Impact, subscriptionsOf } from "./impact";
import { accessLines, type AssignmentLine } from "./impactLines";
import { impactText } from "./impactText";
import { heading, showLines } from "../changeIdentities/lines";
import { copyText } from "../changeIdentities/permissionLines";

/** What the user chose in the view: one of the role assignments. */
export interface ImpactChoice {
  readonly assignment: NamedRoleAssignment;
}

interface ImpactLine extends AssignmentLine {
  readonly action?: "copy" | "open";
}

/** What depends on an identity, line by line. */
export function impactLines(deps: Pick<ImpactViewDeps, "inventory">, impact: Impact): ImpactLine[] {
  return [
    heading(vscode.l10n.t("Role assignments")),
    ...accessLines(impact.access, subscriptionsOf(deps, impact.target)),
    ...(impact.target.kind === "systemAssigned" ? [] : useLines(impact.uses, impact.usage)),
    ...federatedLines(vscode.l10n.t("Federated credentials"), impact.federated),
    heading(vscode.l10n.t("More")),
    { icon: "copy", label: vscode.l10n.t("Copy as Text"), action: "copy" },
    { icon: "go-to-file", label: vscode.l10n.t("Open as Text"), action: "open" },
  ];
}

/** Shows what depends on an identity, and waits for a role assignment to be chosen. @throws PromptCancelled, WentBack */
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
      return assignment && { assignment };
    },
  );
}
