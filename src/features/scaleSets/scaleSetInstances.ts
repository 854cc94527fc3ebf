import type { ChangeTarget } from "../../azure/compute/computeResource";
import * as vscode from "vscode";
import { type InstanceListing, instancesBehind, type ScaleSetInstance } from "../../azure/compute/scaleSetInstances";
import type { App } from "../../ui/app";
import { withCancellableProgress } from "../../ui/progress";
import { PromptCancelled, type Step } from "../../ui/prompts";
import { progressInWords } from "../../ui/words/progress";
import { currentInWords, modelInShort, upgradeQuestion, upgradeTitle } from "../../ui/words/scaleSets";
import { chosen } from "../../ui/steps/targets";
import { tellInformation, tellWarning } from "../../ui/tell";
import { askInDialog } from "../../ui/shown/messages";

/** Lists the instances of a Uniform scale set afresh; the tree shows them too. @throws AzureError */
export async function readInstances(app: App, { subscription, resource }: ChangeTarget): Promise<InstanceListing> {
  const title = vscode.l10n.t("Listing the instances of {0}", resource.name);
  const listing = await withCancellableProgress(title, (signal) =>
    app.scaleSetInstances.list(subscription, resource.id, signal),
  );
  app.instances.set(resource.id, listing);
  return listing;
}

/** Asks which of the instances that are behind to upgrade; all are ticked at first. @throws PromptCancelled */
export async function pickBehind(
  app: App,
  { resource }: ChangeTarget,
  behind: readonly ScaleSetInstance[],
): Promise<readonly ScaleSetInstance[]> {
  const answers: { instances?: readonly ScaleSetInstance[] } = {};
  const step: Step<typeof answers> = {
    id: "instances",
    isNeeded: ({ instances }) => instances === undefined,
    async ask(given, prompts) {
      const choices = behind.map((instance) => ({
        label: instance.name,
        description: modelInShort(instance.model),
        picked: true,
        data: instance,
      }));
      given.instances = await prompts.pickMany(choices, {
        placeholder: vscode.l10n.t("Instances of {0} to bring to the latest model", resource.name),
      });
    },
    forget(given) {
      delete given.instances;
    },
  };
  await app.ui.runSteps(vscode.l10n.t("Upgrade instances to the latest model"), [step], answers);
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
  app: App,
  { subscription, resource }: ChangeTarget,
  instances: readonly ScaleSetInstance[],
): Promise<InstanceListing> {
  const ids = instances.map(({ instanceId }) => instanceId);
  return await app.busy.during(resource.id, () =>
    withCancellableProgress(upgradeTitle(resource.name, ids.length), async (signal, report) => {
      try {
        await app.scaleSetInstances.upgrade(subscription, resource.id, ids, {
          signal,
          onProgress: (progress) => {
            report(progressInWords(progress));
          },
        });
      } catch (error) {
        app.instances.forget(resource.id);
        throw error;
      }
      const listing = await app.scaleSetInstances.list(subscription, resource.id, signal);
      app.instances.set(resource.id, listing);
      return listing;
    }),
  );
}

/** Says which instances run the latest model after an upgrade. */
export function tellUpgraded({ resource }: ChangeTarget, listing: InstanceListing): void {
  const behind = instancesBehind(listing).length;
  const text = currentInWords(resource.name, listing);
  void (behind === 0 ? tellInformation(text) : tellWarning(text));
}
