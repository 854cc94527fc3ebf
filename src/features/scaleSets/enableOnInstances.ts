import * as vscode from "vscode";
import type { ComputeResource } from "../../azure/compute/computeResource";
import { flexibleInstances } from "../../azure/inventory/inventory";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import type { EnableOnInstancesDeps } from "./deps";
import { withTarget } from "../../ui/steps/targets";
import { notifyInformation } from "../../ui/shown/messages";

const isFlexible = (resource: ComputeResource): boolean =>
  resource.kind === "scaleSet" && resource.orchestrationMode === "Flexible";

/** Enables the system-assigned identity on each instance of a Flexible scale set, which cannot have one itself. */
export async function enableOnInstances(deps: EnableOnInstancesDeps, node?: unknown): Promise<void> {
  const title = vscode.l10n.t("Enable system-assigned identity on all instances");
  await withTarget(deps, node, { title, isOffered: isFlexible }, async ({ subscription, resource }, { canGoBack }) => {
    const inventory = deps.inventory.subscription(subscriptionKey(subscription));
    const instances = inventory === undefined ? [] : flexibleInstances(inventory, resource.id);
    if (instances.length === 0) {
      void notifyInformation(vscode.l10n.t("{0} has no instances that you have access to.", resource.name));
      return;
    }
    const change = { kind: "enableSystemAssigned" } as const;
    const targets = instances.map((instance) => ({ subscription, resource: instance, change }));
    await deps.changeIdentities(targets, { canGoBack });
  });
}
