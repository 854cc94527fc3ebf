import * as vscode from "vscode";
import { resourceName } from "../../identity/resourceId";
import type { App } from "../../ui/app";
import { changeResources } from "../changeIdentities/batchChange";
import { selectedNodes } from "../changeIdentities/batchTargets";
import { type DeadReference, deadReferences, repairsOf } from "./deadReferences";
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

function tellNone(app: App): void {
  const unknown = [...app.usage.current.uses.values()].filter(
    ([use]) => use !== undefined && app.deadReferences.state(use.spelling).kind === "unknown",
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
export async function repairDeadReferences(app: App, argument?: unknown, selection?: unknown): Promise<void> {
  const nodes = selectedNodes(argument, selection);
  const found = await withCancellableProgress(vscode.l10n.t("Looking for dead references"), async (signal) => {
    await app.inventory.load();
    await app.deadReferences.check();
    if (signal.aborted) {
      throw new PromptCancelled();
    }
    return deadReferences(app, nodes);
  });
  if (found.length === 0) {
    tellNone(app);
    return;
  }
  const answers: Answers = nodes.length > 0 ? { references: found } : {};
  await app.ui.runSteps(vscode.l10n.t("Repair dead references"), [referencesStep(found)], answers);
  const targets = await withCancellableProgress(vscode.l10n.t("Making sure that they are gone"), (signal) =>
    repairsOf(app, chosen(answers.references), signal),
  );
  if (targets.length === 0) {
    void tellInformation(vscode.l10n.t("Nothing to repair: what was chosen exists again."));
    return;
  }
  await changeResources(app, targets);
}
