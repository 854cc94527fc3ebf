import * as vscode from "vscode";
import type { App } from "../../ui/app";
import { type ChangeAnswers, changeSteps, chosenChange } from "../changeIdentities/chooseChange";
import { copyPlansAs, type CopyTarget } from "./copyAs";
import { asNode, chosen, targetOfNode, targetStep } from "../../ui/steps/targets";
import { withCancellableProgress } from "../../ui/progress";

async function takeAlong(app: App, node: unknown, title: string, copyTarget: CopyTarget): Promise<void> {
  const answers: ChangeAnswers = {};
  const target = targetOfNode(app, asNode(node));
  if (target) {
    answers.target = target;
  }
  await app.ui.runSteps(title, [targetStep(app), ...changeSteps(app)], answers);
  const { subscription, resource } = chosen(answers.target);
  const plan = await withCancellableProgress(vscode.l10n.t("Reading {0}", resource.name), (signal) =>
    app.mutation.plan(subscription, resource.id, chosenChange(answers), signal),
  );
  await copyPlansAs(app, [plan], copyTarget);
}

/** Plans a change and copies it as a command or a template. Changes nothing in Azure. */
export const copyChangeAs = (app: App, node?: unknown): Promise<void> =>
  takeAlong(app, node, vscode.l10n.t("Copy a change"), "clipboard");

/** Plans a change and shows it as a command or a template in an editor. Changes nothing in Azure. */
export const showChangeAs = (app: App, node?: unknown): Promise<void> =>
  takeAlong(app, node, vscode.l10n.t("Show a change"), "editor");
