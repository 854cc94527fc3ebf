import * as vscode from "vscode";
import { type InstanceListing, instancesBehind } from "../../azure/scaleSetInstances";
import { flexibleInstances } from "../../azure/inventory";
import { subscriptionKey } from "../../azure/subscriptionInventory";
import type { App } from "../app";
import { withCancellableProgress } from "../progress";
import { PromptCancelled } from "../prompts";
import { namesInWords } from "../words/change";
import { progressInWords } from "../words/progress";
import { removalQuestion } from "../words/retired";
import type { ChangeTarget } from "./changeIdentities";
import { readInstances, tellUpgraded, upgradeInstances } from "./scaleSetInstances";

/** One resource that carries the retired extension, and what hangs on it. */
interface Removal {
  readonly target: ChangeTarget;
  /** The instances of a Uniform scale set. */
  readonly listing: InstanceListing | undefined;
  /** The instances of a Flexible scale set that carry the extension themselves. */
  readonly carryingInstances: readonly ChangeTarget[];
}

/**
 * Removes the retired extension: from machines, from the models of scale sets, from what runs by these models. Asks once, before
 * anything is written. Each resource is read afresh; one that fails ends the whole with its error.
 * @throws PromptCancelled, AzureError
 */
export async function removeRetired(app: App, targets: readonly ChangeTarget[]): Promise<void> {
  const removals = await prepare(app, targets);
  if (removals.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("The retired extension is gone already."));
    return;
  }
  const answer = await ask(removals);
  for (const removal of removals) {
    await removeFrom(app, removal.target);
    for (const instance of removal.carryingInstances) {
      await removeFrom(app, instance);
    }
    if (removal.listing !== undefined && answer === "withInstances") {
      await upgradeBehind(app, removal.target);
    }
  }
  tellRemoved(app, removals);
}

async function prepare(app: App, targets: readonly ChangeTarget[]): Promise<readonly Removal[]> {
  const title = vscode.l10n.t("Looking for the retired extension");
  await withCancellableProgress(title, async (signal) => {
    for (const target of targets) {
      await app.retiredExtensions.read(target, signal);
    }
  });
  const carriers = targets.filter(({ resource }) => app.retiredExtensions.state(resource).kind === "carries");
  const removals: Removal[] = [];
  for (const target of carriers) {
    removals.push({
      target,
      listing: isSet(target, "Uniform") ? await readInstances(app, target) : undefined,
      carryingInstances: isSet(target, "Flexible") ? await carryingInstancesOf(app, target) : [],
    });
  }
  return removals;
}

function isSet({ resource }: ChangeTarget, mode: "Uniform" | "Flexible"): boolean {
  return resource.kind === "scaleSet" && resource.orchestrationMode === mode;
}

/** How a changed model reaches the machines of a Flexible scale set is unverified (azure-behaviour section 7): each is looked at. */
async function carryingInstancesOf(
  app: App,
  { subscription, resource }: ChangeTarget,
): Promise<readonly ChangeTarget[]> {
  const inventory = app.inventory.subscription(subscriptionKey(subscription));
  const machines = (inventory ? flexibleInstances(inventory, resource.id) : []).map((instance): ChangeTarget => ({
    subscription,
    resource: instance,
  }));
  const title = vscode.l10n.t("Looking at the instances of {0}", resource.name);
  const { carriers, failures } = await withCancellableProgress(title, (signal) =>
    app.retiredExtensions.find(machines, signal, () => undefined),
  );
  const [failure] = failures;
  if (failure) {
    throw failure.error;
  }
  return carriers;
}

async function ask(removals: readonly Removal[]): Promise<"withInstances" | "only"> {
  const listings = removals.flatMap(({ listing }) => listing ?? []);
  const instances = listings.reduce((sum, listing) => sum + listing.instances.length, 0);
  const { message, detail } = removalQuestion({
    names: removals.map(({ target }) => target.resource.name),
    instances,
    behind: listings.reduce((sum, listing) => sum + instancesBehind(listing).length, 0),
    carryingInstances: removals.reduce((sum, removal) => sum + removal.carryingInstances.length, 0),
  });
  const remove = vscode.l10n.t("Remove");
  const removeAndUpgrade = vscode.l10n.t("Remove and Upgrade Instances");
  const buttons = instances > 0 ? [removeAndUpgrade, vscode.l10n.t("Remove from the Model Only")] : [remove];
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons);
  if (answer === undefined) {
    throw new PromptCancelled();
  }
  return answer === removeAndUpgrade ? "withInstances" : "only";
}

async function removeFrom(app: App, target: ChangeTarget): Promise<void> {
  const { resource } = target;
  const title = vscode.l10n.t("Removing the retired extension from {0}", resource.name);
  await app.busy.during(resource.id, () =>
    withCancellableProgress(title, (signal, report) =>
      app.retiredExtensions.remove(target, {
        signal,
        onProgress: (progress) => {
          report(progressInWords(progress));
        },
      }),
    ),
  );
  app.instances.forget(resource.id);
}

async function upgradeBehind(app: App, target: ChangeTarget): Promise<void> {
  const behind = instancesBehind(await readInstances(app, target));
  if (behind.length > 0) {
    const listing = await upgradeInstances(app, target, behind);
    if (instancesBehind(listing).length > 0) {
      tellUpgraded(target, listing);
    }
  }
}

function tellRemoved({ retiredExtensions }: App, removals: readonly Removal[]): void {
  const all = removals.map(({ target }) => target.resource);
  const left = all.filter((resource) => retiredExtensions.state(resource).kind === "carries");
  if (left.length > 0) {
    const names = namesInWords(left.map(({ name }) => name));
    void vscode.window.showWarningMessage(
      vscode.l10n.t("Azure accepted the removal, but the retired extension is still on {0}.", names),
    );
    return;
  }
  const [only] = all;
  const text =
    only !== undefined && all.length === 1
      ? vscode.l10n.t("Verified: {0} no longer carries the retired extension.", only.name)
      : vscode.l10n.t("Verified: {0} resources no longer carry the retired extension.", all.length);
  void vscode.window.showInformationMessage(text);
}
