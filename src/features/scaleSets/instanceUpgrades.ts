import type { ChangeTarget } from "../../azure/compute/computeResource";
import * as vscode from "vscode";
import { type InstanceListing, instancesBehind, type ScaleSetInstance } from "../../azure/compute/scaleSetInstances";
import type { InstanceListDeps, UpgradeDeps } from "./deps";
import type { WizardDeps } from "../../ui/steps/targets";
import { readingBack } from "../../azure/unsettled";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { answerStep, PromptCancelled, type RunStepsOptions } from "../../ui/prompts";
import { describeProgress } from "../../ui/words/mutationProgress";
import { describeCurrent, modelInShort, upgradeQuestion, upgradeTitle } from "../../ui/words/scaleSets";
import { chosen } from "../../ui/steps/targets";
import { askInDialog, notifyInformation, notifyWarning } from "../../ui/shown/messages";

/** Lists the instances of a Uniform scale set afresh; the tree shows them too. @throws AzureError */
export async function readInstances(
  deps: InstanceListDeps,
  { subscription, resource }: ChangeTarget,
): Promise<InstanceListing> {
  const title = vscode.l10n.t("Listing the instances of {0}", resource.name);
  const listing = await withCancellableProgress(title, (signal) =>
    deps.scaleSetInstances.list(subscription, resource.id, signal),
  );
  deps.instances.set(resource.id, listing);
  return listing;
}

/** Asks which of the instances that are behind to upgrade; all are ticked at first. @throws PromptCancelled, WentBack */
export async function pickBehind(
  deps: WizardDeps,
  { resource }: ChangeTarget,
  behind: readonly ScaleSetInstance[],
  options?: RunStepsOptions,
): Promise<readonly ScaleSetInstance[]> {
  const answers: { instances?: readonly ScaleSetInstance[] } = {};
  const step = answerStep<typeof answers, "instances">("instances", (_, prompts) => {
    const choices = behind.map((instance) => ({
      label: instance.name,
      description: modelInShort(instance.model),
      picked: true,
      data: instance,
    }));
    return prompts.pickMany(choices, {
      placeholder: vscode.l10n.t("Instances of {0} to upgrade to the latest model", resource.name),
    });
  });
  await deps.ui.runSteps(vscode.l10n.t("Upgrade instances to the latest model"), [step], answers, options);
  return chosen(answers.instances);
}

/** Asks before instances are touched. @throws PromptCancelled */
export async function confirmUpgrade(target: ChangeTarget, instances: readonly ScaleSetInstance[]): Promise<void> {
  const { message, detail } = upgradeQuestion(target.resource.name, instances);
  const upgrade = vscode.l10n.t("Upgrade");
  if ((await askInDialog(message, detail, [upgrade])) !== upgrade) {
    throw new PromptCancelled();
  }
}

/**
 * Brings instances to the latest model, follows that to its end, and lists them again.
 * @returns what the last listing says
 * @throws AzureError
 */
export async function upgradeInstances(
  deps: UpgradeDeps,
  { subscription, resource }: ChangeTarget,
  instances: readonly ScaleSetInstance[],
): Promise<InstanceListing> {
  const ids = instances.map(({ instanceId }) => instanceId);
  return await deps.busy.during(resource.id, () =>
    withCancellableProgress(upgradeTitle(resource.name, ids.length), async (signal, report) => {
      try {
        await deps.scaleSetInstances.upgrade(subscription, resource.id, ids, {
          signal,
          onProgress: (progress) => {
            report(describeProgress(progress));
          },
        });
        const listing = await readingBack(() => deps.scaleSetInstances.list(subscription, resource.id, signal));
        deps.instances.set(resource.id, listing);
        return listing;
      } catch (error) {
        deps.instances.forget(resource.id);
        throw error;
      }
    }),
  );
}

/** Brings the instances that are behind to the latest model; says which stay behind. @throws AzureError */
export async function upgradeBehind(deps: UpgradeDeps, target: ChangeTarget): Promise<void> {
  const behind = instancesBehind(await readInstances(deps, target));
  if (behind.length > 0) {
    const listing = await upgradeInstances(deps, target, behind);
    if (instancesBehind(listing).length > 0) {
      notifyUpgraded(target, listing);
    }
  }
}

/** Says which instances run the latest model after an upgrade. */
export function notifyUpgraded({ resource }: ChangeTarget, listing: InstanceListing): void {
  const behind = instancesBehind(listing).length;
  const text = describeCurrent(resource.name, listing);
  void (behind === 0 ? notifyInformation(text) : notifyWarning(text));
}
