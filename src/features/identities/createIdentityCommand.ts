import * as vscode from "vscode";
import type { CreateIdentityDeps } from "./deps";
import { createIdentityDetails } from "./createIdentityDetails";
import { createReviewedIdentity, identityReviewStep } from "./createIdentity";
import { type CreateIdentityAnswers, createIdentitySteps, identityOrder } from "./createIdentitySteps";
import { subscriptionStep } from "../../ui/steps/subscriptionStep";
import { asNode } from "../../ui/steps/targets";
import { formatPlace } from "../../ui/words/identityResource";
import { notifyInformation } from "../../ui/tell";

/** Creates a user-assigned identity: in the subscription that was clicked, or in one that the user picks. */
export async function createIdentity(deps: CreateIdentityDeps, argument?: unknown): Promise<void> {
  const answers: CreateIdentityAnswers = {};
  const node = asNode(argument);
  const clicked =
    node?.kind === "subscription" ? deps.inventory.subscription(node.subscriptionKey)?.subscription : undefined;
  if (clicked) {
    answers.createIn = clicked;
  }
  const always = (): boolean => true;
  const steps = [
    subscriptionStep(deps),
    ...createIdentitySteps(deps, always),
    ...createIdentityDetails(),
    identityReviewStep(deps, always),
  ];
  await deps.ui.runSteps(vscode.l10n.t("Create user-assigned identity"), steps, answers);
  const identity = await createReviewedIdentity(deps, identityOrder(answers));
  const copy = vscode.l10n.t("Copy Client ID");
  const text = vscode.l10n.t("Created the user-assigned identity {0} ({1}).", identity.name, formatPlace(identity));
  const { clientId } = identity;
  const shown = notifyInformation(text, ...(clientId === undefined ? [] : [copy]));
  void shown.then(async (button) => {
    if (button === copy && clientId !== undefined) {
      await vscode.env.clipboard.writeText(clientId);
    }
  });
}
