import * as vscode from "vscode";
import { resourceName } from "../../identity/resourceId";
import type { DeadReferenceDeps, RepairDeadReferencesDeps } from "./deps";
import { selectedNodes } from "../changeIdentities/changeTargets";
import { type DeadReference, deadReferences, repairsOf } from "./deadReferenceRepairs";
import { chosen } from "../../ui/steps/targets";
import { withCancellableProgress } from "../../ui/progress";
import { type Choice, PromptCancelled, type Step } from "../../ui/prompts";
import { namesInWords } from "../../ui/words/change";
import { kindInWords } from "../../ui/words/identity";
import { tellInformation } from "../../ui/tell";

interface Answers {
  references?: readonly DeadReference[];
}

function toChoice(reference: DeadReference): Choice<DeadReference> {
  const { resource, subscription, deadIds } = reference;
  return {
    label: resource.name,
    description: vscode.l10n.t("{0} in {1}, {2}", kindInWords(resource), resource.resourceGroup, subscription.name),
    detail: vscode.l10n.t("lists {0}, which no longer exist", namesInWords(deadIds.map(resourceName))),
    picked: true,
    data: reference,
  };
}

function referencesStep(found: readonly DeadReference[]): Step<Answers> {
  return {
    id: "references",
    isNeeded: (answers) => answers.references === undefined,
    async ask(answers, prompts) {
      answers.references = await prompts.pickMany(found.map(toChoice), {
        placeholder: vscode.l10n.t("Resources to take identities off that no longer exist"),
      });
    },
    forget(answers) {
      delete answers.references;
    },
  };
}

function notifyNone(deps: DeadReferenceDeps): void {
  const unknown = [...deps.usage.current.uses.values()].filter(
    ([use]) => use !== undefined && deps.deadReferences.state(use.spelling).kind === "unknown",
  );
  void tellInformation(
    unknown.length === 0
      ? vscode.l10n.t("No resource lists an identity that is known to be gone.")
      : vscode.l10n.t(
          "No resource lists an identity that is known to be gone. Whether {0} still exist could not be found out.",
          namesInWords(unknown.map(([use]) => resourceName(use?.spelling ?? ""))),
        ),
  );
}

/** Finds identities that resources list and that no longer exist, and takes them off: of what was clicked, or of all that are picked. */
export async function repairDeadReferences(
  deps: RepairDeadReferencesDeps,
  argument?: unknown,
  selection?: unknown,
): Promise<void> {
  const nodes = selectedNodes(argument, selection);
  const found = await withCancellableProgress(vscode.l10n.t("Looking for dead references"), async (signal) => {
    await deps.inventory.load();
    await deps.deadReferences.check();
    if (signal.aborted) {
      throw new PromptCancelled();
    }
    return deadReferences(deps, nodes);
  });
  if (found.length === 0) {
    notifyNone(deps);
    return;
  }
  const answers: Answers = nodes.length > 0 ? { references: found } : {};
  await deps.ui.runSteps(vscode.l10n.t("Repair dead references"), [referencesStep(found)], answers);
  const targets = await withCancellableProgress(vscode.l10n.t("Making sure that they are gone"), (signal) =>
    repairsOf(deps, chosen(answers.references), signal),
  );
  if (targets.length === 0) {
    void tellInformation(vscode.l10n.t("Nothing to repair: what was chosen exists again."));
    return;
  }
  await deps.changeIdentities(targets, { origin: { kind: "repair" } });
}
