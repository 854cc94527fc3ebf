import * as vscode from "vscode";
import { AzureError } from "../../azure/azureError";
import type { ComputeResource } from "../../azure/compute/computeResource";
import { deploymentName, type DeploymentPlace, type TemplateDeployment } from "../../azure/deployments/deployments";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import { sameIdentities } from "../../identity/identityState";
import { resourceGroupId, resourceIdKey, sameResourceId } from "../../identity/resourceId";
import { PASSWORD_PARAMETER } from "../../render/createTemplate/createTemplate";
import type { DeployDeps, OutlookDeps, RunDeps } from "./deps";
import { describeIdentity } from "../../ui/words/identity";
import type { MachineOrder, ReviewedOrder } from "./createMachineAnswers";
import { machineIdOf, refuseOverwriting } from "./createMachineNames";
import { refusable } from "../changeIdentities/permissionCheck";
import { followDeployment } from "./deployFollow";
import { lookAhead, reviewDeployment } from "./deployReview";
import { StoppedAfter } from "../../ui/stoppedAfter";
import { notifyInformation, notifyWarning, showInStatusBar } from "../../ui/shown/messages";

/** A template for an order, as an object. It holds no secret. */
export type Template = Readonly<Record<string, unknown>>;

/** Shows the template and what it would do, and waits for what is to become of it. @throws PromptCancelled, WentBack, AzureError */
export async function reviewOrder(
  deps: OutlookDeps & Pick<DeployDeps, "ui">,
  order: MachineOrder,
  template: Template,
  canGoBack: boolean,
): Promise<ReviewedOrder> {
  const { machine, subscription, resourceGroup } = order;
  const text = `${JSON.stringify(template, undefined, 2)}\n`;
  const place: DeploymentPlace = { subscription, resourceGroup, name: deploymentName(machine.name, new Date()) };
  const deployment: TemplateDeployment = {
    template,
    secrets: order.password === undefined ? {} : { [PASSWORD_PARAMETER]: order.password },
  };
  const label = vscode.l10n.t("Template of {0}", machine.name);
  await deps.ui.openReadOnly(label, place.name, text, ".json", { preserveFocus: true, preview: true });
  const outlook = await lookAhead(deps, order, place, deployment);
  const choice = await reviewDeployment(order, outlook, () => save(machine.name, text), canGoBack);
  return { order, text, place, deployment, choice };
}

/** Opens the template for editing, or deploys it, follows it, and shows what came of it. @throws PromptCancelled, AzureError */
export async function deployOrder(deps: DeployDeps, reviewed: ReviewedOrder): Promise<void> {
  const { order, text, place, deployment, choice } = reviewed;
  if (choice === "edit") {
    const document = await vscode.workspace.openTextDocument({ language: "json", content: text });
    await vscode.window.showTextDocument(document);
    return;
  }
  await refuseOverwriting(deps, order);
  notify(deps, order, await deploy(deps, order, place, deployment));
}

/** A deployment that fails can have made something all the same: the listing is brought up to date in any case, and shows it. */
async function deploy(
  deps: RunDeps,
  order: MachineOrder,
  place: DeploymentPlace,
  deployment: TemplateDeployment,
): Promise<"done" | "stopped"> {
  const { machine, subscription, isNewResourceGroup } = order;
  try {
    const newGroupLocation = isNewResourceGroup ? machine.location : undefined;
    return await refusable(deps, () => followDeployment(deps, place, deployment, newGroupLocation));
  } catch (error) {
    throw asOfOrder(error, order);
  } finally {
    await deps.inventory.refreshSubscription(subscriptionKey(subscription));
    const made = madeOf(deps, order);
    if (made) {
      deps.revealRequests.request({ kind: "resource", id: made.id, focus: false });
    }
  }
}

/** A role cannot be asked for on a machine that does not exist: it is asked for where the machine was to be made. */
function asOfOrder(error: unknown, order: MachineOrder): unknown {
  if (error instanceof StoppedAfter) {
    return new StoppedAfter(error.done, asOfOrder(error.failure, order));
  }
  if (!AzureError.is(error, "forbidden") || !sameResourceId(error.failure.scope ?? "", machineIdOf(order))) {
    return error;
  }
  const { subscriptionId } = order.subscription;
  const group = resourceGroupId(subscriptionId, order.resourceGroup);
  return new AzureError({ ...error.failure, scope: group }, error.answer, error, error.written);
}

function madeOf(deps: Pick<RunDeps, "inventory">, order: MachineOrder): ComputeResource | undefined {
  return deps.inventory
    .subscription(subscriptionKey(order.subscription))
    ?.resources.get(resourceIdKey(machineIdOf(order)));
}

async function save(name: string, text: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = `${name}.json`;
  const uri = await vscode.window.showSaveDialog({
    filters: { JSON: ["json"] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
  if (uri !== undefined) {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    showInStatusBar(vscode.l10n.t("Saved {0}", uri.path.split("/").at(-1) ?? file));
  }
}

function notify(deps: Pick<RunDeps, "inventory">, order: MachineOrder, outcome: "done" | "stopped"): void {
  const { machine } = order;
  const key = subscriptionKey(order.subscription);
  const made = madeOf(deps, order);
  if (outcome === "stopped") {
    void notifyWarning(
      vscode.l10n.t("The deployment of {0} was canceled. What it already created stays.", machine.name),
    );
    return;
  }
  if (made?.identity.kind !== "state") {
    void notifyWarning(vscode.l10n.t("{0} was deployed but isn't listed yet. Refresh in a minute.", machine.name));
    return;
  }
  const has = describeIdentity(made);
  if (!sameIdentities(machine.identity, made.identity.state)) {
    void notifyWarning(
      vscode.l10n.t("{resource} was created with {identities}, which differs from the template.", {
        resource: machine.name,
        identities: has,
      }),
    );
    return;
  }
  const grant = vscode.l10n.t("Grant Access...");
  const text = vscode.l10n.t("{0} was created with its identities (verified).", machine.name);
  const buttons = made.identity.state.systemAssigned === undefined ? [] : [grant];
  void notifyInformation(text, ...buttons).then(async (button) => {
    if (button === grant) {
      const node = { kind: "systemAssigned", id: `${key}/made`, subscriptionKey: key, resourceId: made.id };
      await vscode.commands.executeCommand("managedIdentities.grantAccess", node);
    }
  });
}
