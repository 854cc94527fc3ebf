import * as vscode from "vscode";
import type { AddDeps } from "./deps";
import { type FederatedAnswers, federatedDetails, trustOf } from "./federatedDetails";
import { workloadOf, workloadSteps } from "./federatedSteps";
import { currentCredentials, refuseFull } from "./federatedTargets";
import { type IdentityTarget, withIdentity } from "../../ui/steps/identityTargets";
import type { RunStepsOptions } from "../../ui/prompts";
import { chosen } from "../../ui/steps/targets";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { notifyInformation } from "../../ui/shown/messages";
import { azureDevOpsPipeline, gitHubWorkflow } from "./workflowSnippet";
import { workspaceRepository } from "./workspaceRepository";

/** Lets a workload outside Azure act as an identity: a GitHub Actions job, a Kubernetes pod, or the subject of another issuer. */
export async function addFederatedCredential(deps: AddDeps, argument?: unknown): Promise<void> {
  await withIdentity(deps, argument, vscode.l10n.t("Add federated credential"), (target, options) =>
    addTo(deps, target, options),
  );
}

async function addTo(deps: AddDeps, target: IdentityTarget, options: RunStepsOptions): Promise<void> {
  const { subscription, identity } = target;
  const existing = await currentCredentials(deps, target);
  refuseFull(target, existing);
  const answers: FederatedAnswers = { existing };
  const steps = [...workloadSteps(await workspaceRepository()), ...federatedDetails(deps, () => identity.name)];
  await deps.ui.runSteps(vscode.l10n.t("Add a federated credential to {0}", identity.name), steps, answers, options);
  const added = await withCancellableProgress(vscode.l10n.t("Adding {0}", chosen(answers.name)), (signal) =>
    deps.federatedCredentials.add(subscription, identity.id, chosen(answers.name), trustOf(answers), signal),
  );
  const text = vscode.l10n.t("{identity} now trusts {subject}.", {
    identity: identity.name,
    subject: added.subject === "" ? added.name : added.subject,
  });
  const snippet = snippetOf(target, answers);
  if (snippet === undefined) {
    void notifyInformation(text);
    return;
  }
  void notifyInformation(text, snippet.button).then(async (pressed) => {
    if (pressed === snippet.button) {
      await deps.ui.openReadOnly(snippet.name, `${added.id} ${snippet.text}`, snippet.text, ".yml", { preview: false });
    }
  });
}

/** What signs in by the new credential, ready to be copied; undefined where there is nothing to show. */
function snippetOf({ subscription, identity }: IdentityTarget, answers: FederatedAnswers) {
  const { clientId } = identity;
  if (clientId === undefined) {
    return undefined;
  }
  const { tenant, subscriptionId } = subscription;
  const who = { clientId, tenantId: tenant.tenantId, subscriptionId };
  const workload = workloadOf(answers);
  if (workload.kind === "gitHub") {
    const button = vscode.l10n.t("Show Workflow");
    return { button, name: `${identity.name}-workflow`, text: gitHubWorkflow(who, workload.entity) };
  }
  if (workload.kind === "other" && answers.workloadKind === "azureDevOps") {
    const button = vscode.l10n.t("Show Pipeline");
    return { button, name: `${identity.name}-pipeline`, text: azureDevOpsPipeline(who, workload.subject) };
  }
  return undefined;
}
