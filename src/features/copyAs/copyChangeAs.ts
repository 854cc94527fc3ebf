import * as vscode from "vscode";
import type { MutationService } from "../../mutation/mutationService";
import type { Language } from "../../render/languages";
import { type ChangeAnswers, changeSteps, chosenChange } from "../changeIdentities/chooseChange";
import type { PickDeps } from "../changeIdentities/identityPicks";
import { copyIn, type CopyTarget, languageStep, operationsOf, type ShowDeps } from "./copyAs";
import { type AskDeps, asNode, chosen, targetOfNode, targetStep } from "../../ui/steps/targets";
import { withCancellableProgress } from "../../ui/cancellableProgress";

/** What copying a change works with. */
export interface CopyChangeDeps extends AskDeps, ShowDeps, PickDeps {
  readonly ui: AskDeps["ui"] & ShowDeps["ui"];
  readonly mutation: Pick<MutationService, "plan">;
}

interface Answers extends ChangeAnswers {
  language?: Language;
}

async function takeAlong(deps: CopyChangeDeps, node: unknown, title: string, copyTarget: CopyTarget): Promise<void> {
  const answers: Answers = {};
  const target = targetOfNode(deps, asNode(node));
  if (target) {
    answers.target = target;
  }
  const language = languageStep(() => answers.changeKind === "assignUserAssigned");
  await deps.ui.runSteps<Answers>(title, [targetStep(deps), ...changeSteps(deps), language], answers);
  const { subscription, resource } = chosen(answers.target);
  const plan = await withCancellableProgress(vscode.l10n.t("Reading {0}", resource.name), (signal) =>
    deps.mutation.plan(subscription, resource.id, chosenChange(answers), signal),
  );
  await copyIn(deps, operationsOf([plan]), chosen(answers.language), copyTarget);
}

/** Plans a change and copies it as a command or a template. Changes nothing in Azure. */
export const copyChangeAs = (deps: CopyChangeDeps, node?: unknown): Promise<void> =>
  takeAlong(deps, node, vscode.l10n.t("Copy a change"), "clipboard");

/** Plans a change and shows it as a command or a template in an editor. Changes nothing in Azure. */
export const showChangeAs = (deps: CopyChangeDeps, node?: unknown): Promise<void> =>
  takeAlong(deps, node, vscode.l10n.t("Show a change"), "editor");
