import * as vscode from "vscode";
import type { App } from "../../ui/app";
import { grantAccessTo } from "./accessGrant";
import { chosenScope, type GrantAnswers, grantSteps } from "./accessGrantSteps";
import { principalOfArgument, principalStep } from "../../ui/steps/accessTargets";
import { chosen } from "../../ui/steps/targets";

/** Grants an identity a role on a subscription, a resource group or a resource. */
export async function grantAccess(app: App, node?: unknown): Promise<void> {
  const answers: GrantAnswers = {};
  const principal = await principalOfArgument(app, node);
  if (principal) {
    answers.principal = principal;
  }
  await app.ui.runSteps(vscode.l10n.t("Grant access"), [principalStep(app), ...grantSteps(app)], answers);
  await grantAccessTo(app, {
    target: chosen(answers.principal),
    subscription: chosen(answers.subscription),
    scope: chosenScope(answers),
    role: chosen(answers.role),
  });
}
