import * as vscode from "vscode";
import { roleInWords } from "../words/deletion";
import { failureInWords } from "../words/failure";
import { kindInWords } from "../words/identity";
import { usageInWords } from "../words/usage";
import type { DeletionFacts } from "./deleteIdentityFacts";
import type { IdentityTarget } from "./identityTargets";
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

function useLines({ uses, coverage }: DeletionFacts): DeletionLine[] {
  return [
    heading(vscode.l10n.t("Used by")),
    { label: `$(info) ${usageInWords(uses.length, coverage)}` },
    ...uses.map(({ resource, subscription }) => ({
      label: `$(${resource.kind === "virtualMachine" ? "vm" : "layers"}) ${resource.name}`,
      description: vscode.l10n.t("{0} in {1}, {2}", kindInWords(resource), resource.resourceGroup, subscription.name),
    })),
  ];
}

function roleLines({ roles: { assignments, failures } }: DeletionFacts): DeletionLine[] {
  const none = assignments.length === 0 && failures.length === 0;
  return [
    heading(vscode.l10n.t("Role assignments that would be left without their identity")),
    ...(none ? [{ label: vscode.l10n.t("$(info) None that you can see") }] : []),
    ...assignments.map((role) => ({
      label: `$(key) ${roleInWords(role)}`,
      description: role.scope,
    })),
    ...failures.slice(0, 1).map(({ error }) => ({
      label: vscode.l10n.t("$(question) Some could not be read"),
      detail: failureInWords(error).what,
    })),
  ];
}

function federatedLines({ federated }: DeletionFacts): DeletionLine[] {
  const title = heading(vscode.l10n.t("Federated credentials that go with it"));
  if (federated.kind === "failed") {
    const detail = failureInWords(federated.error).what;
    return [title, { label: vscode.l10n.t("$(question) They could not be read"), detail }];
  }
  return federated.credentials.length === 0
    ? []
    : [
        title,
        ...federated.credentials.map(({ name, subject }) => ({ label: `$(link) ${name}`, description: subject })),
      ];
}

/** Shows what depends on an identity, and waits for how it is to be deleted. @throws PromptCancelled */
export async function reviewDeletion({ identity }: IdentityTarget, facts: DeletionFacts): Promise<DeletionChoice> {
  return await showLines(
    {
      title: vscode.l10n.t("Delete {0}: review what depends on it", identity.name),
      placeholder: vscode.l10n.t("Nothing is changed before you choose and agree once more"),
      items: [...actionLines(facts), ...useLines(facts), ...roleLines(facts), ...federatedLines(facts)],
    },
    ({ action }) => Promise.resolve(action),
  );
}
