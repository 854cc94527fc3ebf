import * as vscode from "vscode";
import type { AddDeps } from "./deps";
import { type FederatedAnswers, federatedDetails, trustOf } from "./federatedDetails";
import { workloadSteps } from "./federatedSteps";
import { currentCredentials, refuseFull } from "./federatedTargets";
import { resolveIdentity } from "../../ui/steps/identityTargets";
import { chosen } from "../../ui/steps/targets";
import { withCancellableProgress } from "../../ui/progress";
import { notifyInformation } from "../../ui/tell";

/** Lets a workload outside Azure act as an identity: a GitHub Actions job, a Kubernetes pod, or the subject of another issuer. */
export async function addFederatedCredential(deps: AddDeps, argument?: unknown): Promise<void> {
  const target = await resolveIdentity(deps, argument, vscode.l10n.t("Add federated credential"));
  const { subscription, identity } = target;
  const existing = await currentCredentials(deps, target);
  refuseFull(target, existing);
  const answers: FederatedAnswers = { existing };
  const steps = [...workloadSteps(), ...federatedDetails(deps, () => identity.name)];
  await deps.ui.runSteps(vscode.l10n.t("Add a federated credential to {0}", identity.name), steps, answers);
  const added = await withCancellableProgress(vscode.l10n.t("Adding {0}", chosen(answers.name)), (signal) =>
    deps.federatedCredentials.add(subscription, identity.id, chosen(answers.name), trustOf(answers), signal),
  );
  void notifyInformation(
    vscode.l10n.t("{0} now trusts {1}.", identity.name, added.subject === "" ? added.name : added.subject),
  );
}
