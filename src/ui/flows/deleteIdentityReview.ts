import * as vscode from "vscode";
import type { App } from "../app";
import { federatedLines, useLines } from "./dependencyLines";
import type { DeletionFacts } from "./deleteIdentityFacts";
import type { IdentityTarget } from "./identityTargets";
import { subscriptionsOf } from "./impact";
import { accessLines } from "./impactLines";
import { heading, showLines } from "./lines";

/** `detachAndDelete`: it is taken off the resources first, so that none is left with a dead reference. */
export type DeletionChoice = "detachAndDelete" | "delete";

interface DeletionLine extends vscode.QuickPickItem {
  readonly action?: DeletionChoice;
}

function actionLines({ uses }: DeletionFacts): DeletionLine[] {
  if (uses.length === 0) {
    return [{ label: vscode.l10n.t("$(trash) Delete"), action: "delete" }];
  }
  const detach =
    uses.length === 1
      ? vscode.l10n.t("$(check) Remove It from 1 Resource, Then Delete")
      : vscode.l10n.t("$(check) Remove It from {0} Resources, Then Delete", uses.length);
  return [
    { label: detach, detail: vscode.l10n.t("No dead reference is left."), action: "detachAndDelete" },
    {
      label: vscode.l10n.t("$(trash) Delete Only"),
      detail: vscode.l10n.t("The resources keep a reference to an identity that is gone."),
      action: "delete",
    },
  ];
}

/** Shows what depends on an identity, and waits for how it is to be deleted. @throws PromptCancelled */
export async function reviewDeletion(app: App, target: IdentityTarget, facts: DeletionFacts): Promise<DeletionChoice> {
  const { uses, coverage, access, federated } = facts;
  return await showLines<DeletionLine, DeletionChoice>(
    {
      title: vscode.l10n.t("Delete {0}: review what depends on it", target.identity.name),
      placeholder: vscode.l10n.t("Nothing is changed before you choose and agree once more"),
      items: [
        ...actionLines(facts),
        ...useLines(uses, coverage),
        heading(vscode.l10n.t("Role assignments that will be left without their identity")),
        ...accessLines(access, subscriptionsOf(app, target)),
        ...federatedLines(vscode.l10n.t("Federated credentials that go with it"), federated),
      ],
    },
    ({ action }) => Promise.resolve(action),
  );
}
