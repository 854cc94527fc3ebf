import * as vscode from "vscode";
import { partsOf } from "../../identity/newMachineParts";
import { formatResourceId, resourceName } from "../../identity/resourceId";
import { machineType } from "../../render/createTemplate/machineResource";
import type { NameDeps } from "./deps";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { PromptCancelled } from "../../ui/prompts";
import { notifyWarning } from "../../ui/shown/messages";
import { formatNames } from "../../ui/words/change";
import type { MachineOrder } from "./createMachineAnswers";

type Named = Pick<MachineOrder, "subscription" | "resourceGroup" | "machine">;

/** The id of the machine or scale set that is to be made. */
export function machineIdOf({ subscription, resourceGroup, machine }: Named): string {
  return formatResourceId(subscription.subscriptionId, resourceGroup, machineType(machine), machine.name);
}

function partIdsOf({ subscription, resourceGroup, machine }: Named): readonly string[] {
  return partsOf(machine).map(({ type, ending }) =>
    formatResourceId(subscription.subscriptionId, resourceGroup, type, machine.name + ending),
  );
}

/**
 * The same order with names for its network and its interface that are free: an earlier machine of this name may have left its own,
 * with everything that was set on it since, and a deployment replaces what it finds under a name.
 * @throws AzureError where that cannot be found out
 */
export async function withFreeParts<Order extends Named>(deps: NameDeps, order: Order): Promise<Order> {
  const { machine, subscription } = order;
  const ids = partIdsOf(order);
  if (ids.length === 0) {
    return order;
  }
  const title = vscode.l10n.t("Finding available names");
  const taken = await withCancellableProgress(title, (signal) => deps.deployments.existing(subscription, ids, signal));
  return taken.length === 0
    ? order
    : await withFreeParts(deps, { ...order, machine: { ...machine, partsNumber: machine.partsNumber + 1 } });
}

/**
 * The last look before a deployment: whatever it makes must not be there, whoever has made it since the names were chosen.
 * @throws PromptCancelled where something is, after saying so; AzureError where that cannot be found out
 */
export async function refuseOverwriting(deps: NameDeps, order: Named): Promise<void> {
  const ids = [machineIdOf(order), ...partIdsOf(order)];
  const title = vscode.l10n.t("Checking that nothing is overwritten");
  const found = await withCancellableProgress(title, (signal) =>
    deps.deployments.existing(order.subscription, ids, signal),
  );
  if (found.length > 0) {
    void notifyWarning(
      vscode.l10n.t(
        "Nothing was deployed: {resources} was created in {resourceGroup} in the meantime and would be overwritten. Start again to get different names.",
        { resources: formatNames(found.map(resourceName)), resourceGroup: order.resourceGroup },
      ),
    );
    throw new PromptCancelled();
  }
}
