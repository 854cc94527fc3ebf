import * as vscode from "vscode";
import type { GrantAccessDeps } from "./deps";
import { answerStep } from "../../ui/prompts";
import { type AccessWish, grantAccessTo, reviewGrant } from "./accessGrant";
import { chosenScope, chosenSubscription, type GrantAnswers, grantSteps } from "./accessGrantSteps";
import { principalOfArgument, principalStep } from "../../ui/steps/accessTargets";
import { chosen } from "../../ui/steps/targets";

/** Grants an identity a role on a subscription, a resource group or a resource. */
export async function grantAccess(deps: GrantAccessDeps, node?: unknown): Promise<void> {
  const answers: GrantAnswers = {};
  const principal = await principalOfArgument(deps, node);
  if (principal) {
    answers.principal = principal;
  }
  const wish = (given: GrantAnswers): AccessWish => ({
    target: chosen(given.principal),
    subscription: chosenSubscription(given),
    scope: chosenScope(given),
    role: chosen(given.role),
  });
  const review = answerStep<GrantAnswers, "isReviewed">("isReviewed", async (given, { canGoBack }) => {
    await reviewGrant(deps, wish(given), canGoBack);
    return true;
  });
  await deps.ui.runSteps(vscode.l10n.t("Grant access"), [principalStep(deps), ...grantSteps(deps), review], answers);
  await grantAccessTo(deps, wish(answers));
}
