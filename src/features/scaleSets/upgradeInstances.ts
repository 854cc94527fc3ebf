import * as vscode from "vscode";
import type { ComputeResource } from "../../azure/compute/computeResource";
import { type InstanceListing, instancesBehind } from "../../azure/compute/scaleSetInstances";
import type { UpgradeInstancesDeps } from "./deps";
import { selectedNodes } from "../changeIdentities/changeTargets";
import {
  confirmUpgrade,
  pickBehind,
  readInstances,
  notifyUpgraded,
  upgradeInstances as upgrade,
} from "./instanceUpgrades";
import { withTarget } from "../../ui/steps/targets";
import { describeCurrent } from "../../ui/words/scaleSets";
import { notifyInformation } from "../../ui/shown/messages";

/** Whether the listing leaves open that instances are behind: no set is offered of which all are known to be current. */
function mayBeBehind({ instances }: Pick<UpgradeInstancesDeps, "instances">): (resource: ComputeResource) => boolean {
  return (resource) => {
    const known = instances.known(resource.id);
    return (
      resource.kind === "scaleSet" &&
      resource.orchestrationMode === "Uniform" &&
      (known?.kind !== "read" || instancesBehind(known.value).length > 0)
    );
  };
}

/** The instances of this listing that the selected nodes stand for; undefined where none was selected. */
function selectedInstances(selection: readonly unknown[], setId: string, listing: InstanceListing) {
  const nodes = selectedNodes(undefined, selection).filter((node) => node.kind === "instance");
  const ids = new Set(nodes.filter(({ resourceId }) => resourceId === setId).map(({ instanceId }) => instanceId));
  return ids.size === 0 ? undefined : instancesBehind(listing).filter(({ instanceId }) => ids.has(instanceId));
}

/** Brings instances of a Uniform scale set to the latest model: those that are selected, or those that the user picks. */
export async function upgradeInstances(deps: UpgradeInstancesDeps, node?: unknown, nodes?: unknown): Promise<void> {
  const title = vscode.l10n.t("Upgrade instances to the latest model");
  await withTarget(deps, node, { title, isOffered: mayBeBehind(deps) }, async (target, options) => {
    const listing = await readInstances(deps, target);
    const behind = instancesBehind(listing);
    const selected = selectedInstances(selectedNodes(node, nodes), target.resource.id, listing);
    if (behind.length === 0 || selected?.length === 0) {
      void notifyInformation(describeCurrent(target.resource.name, listing));
      return;
    }
    const wanted = selected ?? (await pickBehind(deps, target, behind, options));
    if (wanted.length > 0) {
      await confirmUpgrade(target, wanted);
      notifyUpgraded(target, await upgrade(deps, target, wanted));
    }
  });
}
