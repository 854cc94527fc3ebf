import * as vscode from "vscode";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import type { TreeNode } from "../../ui/nodes";
import type { CreateIdentityDeps } from "./deps";
import { createIdentityDetails } from "./createIdentityDetails";
import { createReviewedIdentity, identityReviewStep } from "./createIdentity";
import { type CreateIdentityAnswers, createIdentitySteps, identityOrder } from "./createIdentitySteps";
import { subscriptionStep } from "../../ui/steps/subscriptionStep";
import { asNode } from "../../ui/steps/targets";
import { formatPlace } from "../../ui/words/identityResource";
import { notifyInformation } from "../../ui/shown/messages";

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
  const order = identityOrder(answers);
  const identity = await createReviewedIdentity(deps, order);
  const [copy, grant] = [vscode.l10n.t("Copy Client ID"), vscode.l10n.t("Grant Access...")];
  const text = vscode.l10n.t("Created the user-assigned identity {identity} ({place}).", {
    identity: identity.name,
    place: formatPlace(identity),
  });
  const { id, clientId } = identity;
  const shown = notifyInformation(text, grant, ...(clientId === undefined ? [] : [copy]));
  void shown.then(async (button) => {
    if (button === copy && clientId !== undefined) {
      await vscode.env.clipboard.writeText(clientId);
    } else if (button === grant) {
      // It can do nothing before it has access.
      const created: TreeNode = {
        kind: "identity",
        id,
        subscriptionKey: subscriptionKey(order.subscription),
        identityId: id,
      };
      await vscode.commands.executeCommand("managedIdentities.grantAccess", created);
    }
  });
}
