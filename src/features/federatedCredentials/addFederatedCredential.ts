import * as vscode from "vscode";
import type { App } from "../../ui/app";
import { type FederatedAnswers, federatedDetails, trustOf } from "./federatedDetails";
import { workloadSteps } from "./federatedSteps";
import { currentCredentials, refuseFull } from "./federatedTargets";
import { resolveIdentity } from "../../ui/steps/identityTargets";
import { chosen } from "../../ui/steps/targets";
import { withCancellableProgress } from "../../ui/progress";
import { tellInformation } from "../../ui/tell";

/** Lets a workload outside Azure act as an identity: a GitHub Actions job, a Kubernetes pod, or the subject of another issuer. */
export async function addFederatedCredential(app: App, argument?: unknown): Promise<void> {
  const target = await resolveIdentity(app, argument, vscode.l10n.t("Add federated credential"));
  const { subscription, identity } = target;
  const existing = await currentCredentials(app, target);
  refuseFull(target, existing);
  const answers: FederatedAnswers = { existing };
  const steps = [...workloadSteps(), ...federatedDetails(app, () => identity.name)];
  await app.ui.runSteps(vscode.l10n.t("Add a federated credential to {0}", identity.name), steps, answers);
  const added = await withCancellableProgress(vscode.l10n.t("Adding {0}", chosen(answers.name)), (signal) =>
    app.federatedCredentials.add(subscription, identity.id, chosen(answers.name), trustOf(answers), signal),
  );
  void tellInformation(
    vscode.l10n.t("{0} now trusts {1}.", identity.name, added.subject === "" ? added.name : added.subject),
  );
}
