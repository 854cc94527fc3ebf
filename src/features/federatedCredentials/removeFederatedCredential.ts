import * as vscode from "vscode";
import type { RemoveDeps } from "./deps";
import { type CredentialTarget, credentialsStep, removeCredentials, selectedCredentials } from "./federatedRemove";
import { currentCredentials } from "./federatedTargets";
import { withIdentity } from "../../ui/steps/identityTargets";
import { chosen } from "../../ui/steps/targets";

/** Removes federated credentials: all that are selected, or those of one identity that the user picks. */
export async function removeFederatedCredential(deps: RemoveDeps, node?: unknown, nodes?: unknown): Promise<void> {
  const selected = await selectedCredentials(deps, node, nodes);
  if (selected.length > 0) {
    await removeCredentials(deps, selected);
    return;
  }
  const title = vscode.l10n.t("Remove federated credentials");
  await withIdentity(deps, node, title, async (owner, options) => {
    const answers: { wanted?: readonly CredentialTarget[] } = {};
    await deps.ui.runSteps(title, [credentialsStep(owner, await currentCredentials(deps, owner))], answers, options);
    await removeCredentials(deps, chosen(answers.wanted));
  });
}
