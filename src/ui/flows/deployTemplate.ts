import * as vscode from "vscode";
import { deploymentName, type DeploymentPlace, type TemplateDeployment } from "../../azure/deployments";
import { subscriptionKey } from "../../azure/subscriptionInventory";
import { sameIdentities } from "../../identity/identityState";
import { formatResourceId, resourceIdKey } from "../../identity/resourceId";
import type { App } from "../app";
import { identityInWords } from "../words/identity";
import type { MachineOrder } from "./createMachine";
import { followDeployment } from "./deployFollow";
import { predict, reviewDeployment } from "./deployReview";

/** A template for an order, as an object. It holds no secret. */
export type Template = Readonly<Record<string, unknown>>;

/**
 * Shows the template, lets the person save or edit it instead, deploys it, follows it, and shows what came of it.
 * @throws PromptCancelled, AzureError
 */
export async function deployOrder(app: App, order: MachineOrder, template: Template): Promise<void> {
  const { machine, subscription, resourceGroup, isNewResourceGroup } = order;
  const text = `${JSON.stringify(template, undefined, 2)}\n`;
  const place: DeploymentPlace = { subscription, resourceGroup, name: deploymentName(machine.name, new Date()) };
  const deployment: TemplateDeployment = {
    template,
    secrets: order.password === undefined ? {} : { adminPassword: order.password },
  };
  const label = vscode.l10n.t("Template of {0}", machine.name);
  await app.ui.openReadOnly(label, place.name, text, ".json", { preserveFocus: true, preview: true });
  const prediction = await predict(app, place, deployment, isNewResourceGroup);
  const choice = await reviewDeployment(machine.name, resourceGroup, prediction, () => save(machine.name, text));
  if (choice === "edit") {
    const document = await vscode.workspace.openTextDocument({ language: "json", content: text });
    await vscode.window.showTextDocument(document);
    return;
  }
  tell(app, order, await deploy(app, order, place, deployment));
}

/** A deployment that fails can have made something all the same: the listing is brought up to date in any case. */
async function deploy(
  app: App,
  { machine, subscription, isNewResourceGroup }: MachineOrder,
  place: DeploymentPlace,
  deployment: TemplateDeployment,
): Promise<"done" | "stopped"> {
  try {
    return await followDeployment(app, place, deployment, isNewResourceGroup ? machine.location : undefined);
  } finally {
    await app.inventory.refreshSubscription(subscriptionKey(subscription));
  }
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
    vscode.window.setStatusBarMessage(vscode.l10n.t("Saved {0}", file), 5000);
  }
}

function tell(app: App, { machine, subscription, resourceGroup }: MachineOrder, outcome: "done" | "stopped"): void {
  const type =
    machine.kind === "virtualMachine"
      ? "Microsoft.Compute/virtualMachines"
      : "Microsoft.Compute/virtualMachineScaleSets";
  const id = formatResourceId(subscription.subscriptionId, resourceGroup, type, machine.name);
  const key = subscriptionKey(subscription);
  const made = app.inventory.subscription(key)?.resources.get(resourceIdKey(id));
  if (made) {
    app.reveals.request(made.id);
  }
  if (outcome === "stopped") {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("The deployment of {0} was cancelled. What it had made until then stays.", machine.name),
    );
    return;
  }
  if (made?.identity.kind !== "state") {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("{0} was deployed, but is not in the listing yet. Refresh in a minute.", machine.name),
    );
    return;
  }
  const has = identityInWords(made);
  if (!sameIdentities(machine.identity, made.identity.state)) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("{0} was made, but has {1}, which is not what the template says.", machine.name, has),
    );
    return;
  }
  const grant = vscode.l10n.t("Grant Access...");
  const text = vscode.l10n.t("Verified: {0} was made and has {1}.", machine.name, has);
  const buttons = made.identity.state.systemAssigned === undefined ? [] : [grant];
  void vscode.window.showInformationMessage(text, ...buttons).then(async (button) => {
    if (button === grant) {
      const node = { kind: "systemAssigned", id: `${key}/made`, subscriptionKey: key, resourceId: made.id };
      await vscode.commands.executeCommand("managedIdentities.grantAccess", node);
    }
  });
}
