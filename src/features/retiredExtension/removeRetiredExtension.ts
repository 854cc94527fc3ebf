import type { ChangeTarget } from "../../azure/compute/computeResource";
import * as vscode from "vscode";
import { type InstanceListing, instancesBehind } from "../../azure/compute/scaleSetInstances";
import { AzureError } from "../../azure/azureError";
import { flexibleInstances } from "../../azure/inventory/inventory";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import { lastLoading } from "../../azure/inventory/wholeListing";
import type { CarrierDeps, RemovalDeps, RemoveRetiredDeps, RetiredExtensionDeps, UpgradeEachDeps } from "./deps";
import { logError } from "../../ui/errorBoundary";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { PromptCancelled } from "../../ui/prompts";
import { describeProgress } from "../../ui/words/mutationProgress";
import {
  describeGone,
  describeKept,
  describeNotRemoved,
  describeNotUpgraded,
  removalQuestion,
  describeStillThere,
} from "../../ui/words/retired";
import { removeEach, type Removal } from "../../ui/removeEach";
import { resolveTargets } from "../changeIdentities/changeTargets";
import { askInDialog, notifyInformation, notifyWarning } from "../../ui/shown/messages";

/** One resource that carries the retired extension, and what hangs on it. */
interface Carrier {
  readonly target: ChangeTarget;
  /** The instances of a Uniform scale set. */
  readonly listing: InstanceListing | undefined;
  /** The instances of a Flexible scale set that carry the extension themselves. */
  readonly carryingInstances: readonly ChangeTarget[];
}

/** Removes the retired managed identity extension from the resources that are known to carry it. */
export async function removeRetiredExtension(
  deps: RetiredExtensionDeps,
  node?: unknown,
  nodes?: unknown,
): Promise<void> {
  const title = vscode.l10n.t("Remove the retired extension");
  const { retiredExtensions } = deps;
  const targets = await resolveTargets(
    deps,
    node,
    nodes,
    title,
    (resource) => retiredExtensions.state(resource).kind === "carries",
  );
  await removeRetired(deps, targets);
}

/**
 * Removes the retired extension: from machines, from the models of scale sets, from what runs by these models. Asks once, before
 * anything is written. Each resource is read afresh; one of several that fails stops no other.
 * @throws PromptCancelled; AzureError where a resource cannot be read before the question, or the only one fails
 */
export async function removeRetired(deps: RemoveRetiredDeps, targets: readonly ChangeTarget[]): Promise<void> {
  const carriers = await prepare(deps, targets);
  const [only] = carriers;
  if (only === undefined) {
    void notifyInformation(vscode.l10n.t("The retired extension is already removed."));
    return;
  }
  const answer = await ask(carriers);
  const pieces = carriers.flatMap(piecesOf);
  const title =
    carriers.length === 1
      ? vscode.l10n.t("Removing the retired extension from {0}", only.target.resource.name)
      : vscode.l10n.t("Removing the retired extension");
  const removal = await removeEach(deps.log, title, pieces, (piece, signal, report) =>
    removeFrom(deps, piece, signal, report),
  );
  const freed = carriers.filter((carrier) => piecesOf(carrier).every((piece) => removal.removed.includes(piece)));
  const sets = freed.filter(({ listing }) => listing !== undefined);
  const notUpgraded = answer === "withInstances" ? await upgradeEach(deps, sets) : [];
  notifyRemoved(deps, freed, removal, notUpgraded);
}

function piecesOf({ target, carryingInstances }: Carrier): readonly ChangeTarget[] {
  return [target, ...carryingInstances];
}

async function prepare(deps: CarrierDeps, targets: readonly ChangeTarget[]): Promise<readonly Carrier[]> {
  const title = vscode.l10n.t("Looking for the retired extension");
  const { failures } = await withCancellableProgress(title, (signal, report) =>
    deps.retiredExtensions.look(targets, signal, (looked, of) => {
      report(of === 1 ? "" : vscode.l10n.t("{done} of {total}", { done: looked, total: of }));
    }),
  );
  const [failure] = failures;
  if (failure) {
    throw failure.error;
  }
  const carrying = targets.filter(({ resource }) => deps.retiredExtensions.state(resource).kind === "carries");
  const carriers: Carrier[] = [];
  for (const target of carrying) {
    carriers.push({
      target,
      listing: isSet(target, "Uniform") ? await deps.instanceUpgrades.read(target) : undefined,
      carryingInstances: isSet(target, "Flexible") ? await carryingInstancesOf(deps, target) : [],
    });
  }
  return carriers;
}

function isSet({ resource }: ChangeTarget, mode: "Uniform" | "Flexible"): boolean {
  return resource.kind === "scaleSet" && resource.orchestrationMode === mode;
}

/** How a changed model reaches the machines of a Flexible scale set is unverified (docs/azure-behaviour.md#flexible-scale-sets): each is looked at. */
async function carryingInstancesOf(
  deps: Pick<CarrierDeps, "inventory" | "retiredExtensions">,
  { subscription, resource }: ChangeTarget,
): Promise<readonly ChangeTarget[]> {
  // It may have been emptied since the set was chosen.
  await lastLoading(deps.inventory);
  const inventory = deps.inventory.subscription(subscriptionKey(subscription));
  const machines = (inventory ? flexibleInstances(inventory, resource.id) : []).map((instance): ChangeTarget => ({
    subscription,
    resource: instance,
  }));
  const title = vscode.l10n.t("Checking the instances of {0}", resource.name);
  const { carriers, failures } = await withCancellableProgress(title, (signal) =>
    deps.retiredExtensions.find(machines, signal, () => undefined),
  );
  const [failure] = failures;
  if (failure) {
    throw failure.error;
  }
  return carriers;
}

async function ask(carriers: readonly Carrier[]): Promise<"withInstances" | "only"> {
  const listings = carriers.flatMap(({ listing }) => listing ?? []);
  const instances = listings.reduce((sum, listing) => sum + listing.instances.length, 0);
  const { message, detail } = removalQuestion({
    names: carriers.map(({ target }) => target.resource.name),
    instances,
    behind: listings.reduce((sum, listing) => sum + instancesBehind(listing).length, 0),
    carryingInstances: carriers.reduce((sum, carrier) => sum + carrier.carryingInstances.length, 0),
  });
  const remove = vscode.l10n.t("Remove");
  const removeAndUpgrade = vscode.l10n.t("Remove and Upgrade Instances");
  const buttons = instances > 0 ? [removeAndUpgrade, vscode.l10n.t("Remove from the Model Only")] : [remove];
  const answer = await askInDialog(message, detail, buttons);
  if (answer === undefined) {
    throw new PromptCancelled();
  }
  return answer === removeAndUpgrade ? "withInstances" : "only";
}

async function removeFrom(
  deps: RemovalDeps,
  target: ChangeTarget,
  signal: AbortSignal,
  report: (message: string) => void,
): Promise<void> {
  await deps.busy.during(target.resource.id, () =>
    deps.retiredExtensions.remove(target, {
      signal,
      onProgress: (progress) => {
        report(describeProgress(progress));
      },
    }),
  );
  deps.instances.forget(target.resource.id);
}

/** Brings the instances of scale sets to the model that no longer has the extension. @returns those that failed */
async function upgradeEach(
  deps: UpgradeEachDeps,
  sets: readonly Carrier[],
): Promise<Removal<ChangeTarget>["failures"]> {
  const failures: { readonly item: ChangeTarget; readonly error: AzureError }[] = [];
  for (const { target } of sets) {
    try {
      await deps.instanceUpgrades.upgradeBehind(target);
    } catch (error) {
      if (!AzureError.is(error)) {
        throw error;
      }
      logError(error, deps.log);
      failures.push({ item: target, error });
      if (AzureError.is(error, "cancelled")) {
        break;
      }
    }
  }
  return failures;
}

function notifyRemoved(
  { retiredExtensions }: Pick<CarrierDeps, "retiredExtensions">,
  freed: readonly Carrier[],
  { removed, failures, kept }: Removal<ChangeTarget>,
  notUpgraded: Removal<ChangeTarget>["failures"],
): void {
  const left = removed.filter(({ resource }) => retiredExtensions.state(resource).kind === "carries");
  const gone = freed.filter((carrier) => !piecesOf(carrier).some((piece) => left.includes(piece)));
  const troubles = [
    ...(left.length === 0 ? [] : [describeStillThere(left.map(({ resource }) => resource.name))]),
    ...failures.map(({ item, error }) => describeNotRemoved(item.resource.name, error)),
    ...(kept.length === 0 ? [] : [describeKept(kept.map(({ resource }) => resource.name))]),
    ...notUpgraded.map(({ item, error }) => describeNotUpgraded(item.resource.name, error)),
  ];
  const text = [...describeGone(gone.map(({ target }) => target.resource.name)), ...troubles].join(" ");
  void (troubles.length === 0 ? notifyInformation(text) : notifyWarning(text));
}
