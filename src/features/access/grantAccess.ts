import * as vscode from "vscode";
import type { GrantAccessDeps } from "./deps";
import { grantAccessTo } from "./accessGrant";
import { chosenScope, type GrantAnswers, grantSteps } from "./accessGrantSteps";
import { principalOfArgument, principalStep } from "../../ui/steps/accessTargets";
import { chosen } from "../../ui/steps/targets";

/** Grants an identity a role on a subscription, a resource group or a resource. */
export async function grantAccess(deps: GrantAccessDeps, node?: unknown): Promise<void> {
  const answers: GrantAnswers = {};
  const principal = await principalOfArgument(deps, node);
  if (principal) {
    answers.principal = principal;
  }
  await deps.ui.runSteps(vscode.l10n.t("Grant access"), [principalStep(deps), ...grantSteps(deps)], answers);
  await grantAccessTo(deps, {
    target: chosen(answers.principal),
    subscription: chosen(answers.subscription),
    scope: chosenScope(answers),
    role: chosen(answers.role),
  });
}
