import * as vscode from "vscode";
import type { App } from "../../ui/app";
import { type CredentialTarget, credentialsStep, removeCredentials, selectedCredentials } from "./federatedRemove";
import { currentCredentials } from "./federatedTargets";
import { resolveIdentity } from "../../ui/steps/identityTargets";
import { chosen } from "../../ui/steps/targets";

/** Removes federated credentials: all that are selected, or those of one identity that the person picks. */
export async function removeFederatedCredential(app: App, node?: unknown, nodes?: unknown): Promise<void> {
  const selected = await selectedCredentials(app, node, nodes);
  if (selected.length > 0) {
    await removeCredentials(app, selected);
    return;
  }
  const title = vscode.l10n.t("Remove federated credentials");
  const owner = await resolveIdentity(app, node, title);
  const answers: { wanted?: readonly CredentialTarget[] } = {};
  await app.ui.runSteps(title, [credentialsStep(owner, await currentCredentials(app, owner))], answers);
  await removeCredentials(app, chosen(answers.wanted));
}
