import * as vscode from "vscode";
import { cloudFromSettings } from "./azure/clouds";
import { createAzure } from "./azure/createAzure";
import { DeadReferences } from "./azure/deadReferences";
import { FederatedCredentials } from "./azure/federatedCredentials";
import { Inventory } from "./azure/inventory";
import { createSignIn } from "./azure/signIn/createSignIn";
import { UsageIndex } from "./azure/usageIndex";
import { registerCommands } from "./commands/registerCommands";
import { MutationService } from "./mutation/mutationService";
import { registerIdentitiesTree } from "./tree/identitiesTree";
import { registerResourceTree } from "./tree/resourceTree";
import type { App } from "./ui/app";
import { AzextUi } from "./ui/azextUi";
import { BusyResources } from "./ui/busyResources";
import { CurrentSignIn } from "./ui/currentSignIn";
import { cloudSettings, onDidChangeAzureSettings, selectedSubscriptions, signInKind } from "./ui/settings";
import { TreeSettings } from "./ui/treeSettings";

/** Puts the services together and registers the features. Loads neither an SDK nor a sign-in library. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel(vscode.l10n.t("Managed Identities"), { log: true });
  const cloud = () => cloudFromSettings(cloudSettings());
  const signIn = new CurrentSignIn(() => createSignIn(signInKind(), cloud));
  const azure = createAzure({ cloud, signIn, selectedSubscriptions });
  const inventory = new Inventory(azure.subscriptions, azure.inventory);
  const usage = new UsageIndex(inventory);
  const app: App = {
    inventory,
    mutation: new MutationService(azure.compute),
    identities: azure.identities,
    usage,
    deadReferences: new DeadReferences(inventory, usage, azure.identities),
    federatedCredentials: new FederatedCredentials(azure.federatedCredentials, inventory),
    roleAssignments: azure.roleAssignments,
    permissions: azure.permissions,
    locks: azure.locks,
    directory: azure.directory,
    signIn,
    cloud,
    busy: new BusyResources(),
    ui: new AzextUi(context, log),
    treeSettings: new TreeSettings(context.globalState),
    log,
  };
  const startAnew = (): void => {
    signIn.reset();
    inventory.reset();
    azure.permissions.reset();
  };
  context.subscriptions.push(
    log,
    signIn,
    inventory,
    usage,
    app.deadReferences,
    app.federatedCredentials,
    app.busy,
    app.treeSettings,
    onDidChangeAzureSettings(startAnew),
    signIn.onRefreshSuggested(() => {
      inventory.reset();
    }),
    registerResourceTree(app),
    registerIdentitiesTree(app),
    registerCommands(app),
  );
}

/** Everything is disposed of through the context's subscriptions. */
export function deactivate(): void {
  // Nothing is left to do.
}
