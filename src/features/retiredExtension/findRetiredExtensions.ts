import type { ChangeTarget } from "../../azure/compute/computeResource";
import * as vscode from "vscode";
import type { RetiredSearch } from "../../azure/compute/extensionFindings";
import type { TargetDeps } from "../../ui/steps/targets";
import type { RetiredExtensionDeps, SearchDeps } from "./deps";
import { targetsOfNodes } from "../changeIdentities/changeTargets";
import { removeRetired } from "./removeRetiredExtension";
import { chosen } from "../../ui/steps/targets";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { answerStep, type Step } from "../../ui/prompts";
import { formatKind } from "../../ui/words/identity";
import { describeSearch } from "../../ui/words/retired";
import { notifyInformation, notifyWarning } from "../../ui/shown/messages";

/** Every resource that can be seen, where the command was not called on a part of the tree. */
async function allTargets(deps: TargetDeps): Promise<readonly ChangeTarget[]> {
  const subscriptions = await deps.inventory.loaded();
  return subscriptions.flatMap(({ subscription, resources }) =>
    [...resources.values()].map((resource) => ({ subscription, resource })),
  );
}

async function search(deps: SearchDeps, targets: readonly ChangeTarget[]): Promise<RetiredSearch> {
  const title = vscode.l10n.t("Looking for the retired extension");
  const found = await withCancellableProgress(title, (signal, report) =>
    deps.retiredExtensions.find(targets, signal, (looked, of) => {
      report(vscode.l10n.t("{done} of {total}", { done: looked, total: of }));
    }),
  );
  for (const { target, error } of found.failures) {
    deps.log.warn(`${target.resource.id} | ${error.failure.reason} | ${error.message}`);
  }
  return found;
}

function carriersStep(carriers: readonly ChangeTarget[], text: string): Step<{ wanted?: readonly ChangeTarget[] }> {
  return answerStep("wanted", (_, prompts) => {
    const choices = carriers.map((target) => ({
      label: target.resource.name,
      description: vscode.l10n.t("{name} in {place}", {
        name: formatKind(target.resource),
        place: target.resource.resourceGroup,
      }),
      group: target.subscription.name,
      data: target,
    }));
    return prompts.pickMany(choices, {
      placeholder: vscode.l10n.t("{0} Select where to remove it.", text),
    });
  });
}

/** Looks on every machine for the retired extension: the listing tells it of scale sets only. Offers to remove it. */
export async function findRetiredExtensions(
  deps: RetiredExtensionDeps,
  node?: unknown,
  nodes?: unknown,
): Promise<void> {
  const given = targetsOfNodes(deps, node, nodes);
  const { carriers, failures } = await search(deps, given.length > 0 ? given : await allTargets(deps));
  const text = describeSearch(carriers.length, failures.length);
  if (carriers.length === 0) {
    void (failures.length === 0 ? notifyInformation(text) : notifyWarning(text));
    return;
  }
  const answers: { wanted?: readonly ChangeTarget[] } = {};
  await deps.ui.runSteps(vscode.l10n.t("Machines with the retired extension"), [carriersStep(carriers, text)], answers);
  const wanted = chosen(answers.wanted);
  if (wanted.length > 0) {
    await removeRetired(deps, wanted);
  }
}
