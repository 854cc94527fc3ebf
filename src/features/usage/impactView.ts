import * as vscode from "vscode";
import type { NamedRoleAssignment } from "../../azure/access/roleAssignmentsOfTenant";
import type { App } from "../../ui/app";
import { federatedLines, useLines } from "../changeIdentities/dependencyLines";
import { type Impact, subscriptionsOf } from "./impact";
import { accessLines, type AssignmentLine } from "./impactLines";
import { impactText } from "./impactText";
import { heading, showLines } from "../changeIdentities/lines";
import { copyText } from "../changeIdentities/permissionLines";

/** What the person chose in the view: one of the role assignments. */
export interface ImpactChoice {
  readonly assignment: NamedRoleAssignment;
}

interface ImpactLine extends AssignmentLine {
  readonly action?: "copy" | "open";
}

/** What depends on an identity, line by line. */
export function impactLines(app: App, impact: Impact): ImpactLine[] {
  return [
    heading(vscode.l10n.t("Role assignments")),
    ...accessLines(impact.access, subscriptionsOf(app, impact.target)),
    ...(impact.target.kind === "systemAssigned" ? [] : useLines(impact.uses, impact.coverage)),
    ...federatedLines(vscode.l10n.t("Federated credentials"), impact.federated),
    heading(vscode.l10n.t("More")),
    { icon: "copy", label: vscode.l10n.t("Copy as Text"), action: "copy" },
    { icon: "go-to-file", label: vscode.l10n.t("Open as Text"), action: "open" },
  ];
}

/** Shows what depends on an identity, and waits for a role assignment to be chosen. @throws PromptCancelled */
export async function showImpactView(app: App, impact: Impact): Promise<ImpactChoice> {
  const { target } = impact;
  return await showLines<ImpactLine, ImpactChoice>(
    {
      title: vscode.l10n.t("What depends on {0}", target.label),
      placeholder: vscode.l10n.t("Choose a role assignment to remove or copy it"),
      items: impactLines(app, impact),
    },
    async ({ assignment, action }) => {
      if (action === "copy") {
        await copyText(impactText(app, impact));
      } else if (action === "open") {
        const label = vscode.l10n.t("What depends on {0}", target.label);
        const options = { preserveFocus: true, preview: true };
        await app.ui.openReadOnly(label, `impact ${target.principalId}`, impactText(app, impact), ".txt", options);
      }
      return assignment && { assignment };
    },
  );
}
