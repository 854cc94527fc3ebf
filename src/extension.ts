import * as vscode from "vscode";
import { cloudFromSettings } from "./azure/signIn/clouds";
import { createAzure } from "./azure/createAzure";
import { DeadReferences } from "./azure/inventory/deadReferences";
import { RetiredExtensions } from "./azure/compute/extensionFindings";
import { RetiredMarks } from "./azure/compute/extensionMarks";
import { FederatedCredentials } from "./azure/identities/federatedCredentials";
import { Inventory } from "./azure/inventory/inventory";
import { LazyReadings } from "./azure/inventory/lazyReadings";
import { createSignIn } from "./azure/signIn/createSignIn";
import { RoleCatalog } from "./azure/access/roleAssignmentsCatalog";
import { UsageIndex } from "./azure/inventory/usageIndex";
import { registerCommands } from "./features/registerCommands";
import { registerEditor } from "./features/templates/registerEditor";
import { TemplateEditing } from "./features/templates/templateEditing";
import { ChangePipeline } from "./mutation/changePipeline";
import { realWait } from "./mutation/clock";
import { Journal } from "./mutation/journal/journal";
import { JournalFiles } from "./mutation/journal/journalFiles";
import { MutationService } from "./mutation/mutationService";
import { registerChangesView } from "./views/changesView";
import { registerIdentitiesTree } from "./views/identitiesTree";
import { registerResourceTree } from "./views/resourceTree";
import type { App } from "./ui/app";
import { AzextUi } from "./ui/azextUi";
import { BusyResources } from "./ui/busyResources";
import { CurrentSignIn } from "./ui/currentSignIn";
import { cloudSettings, onDidChangeAzureSettings, selectedSubscriptions, signInKind } from "./ui/settings";
import { JournalFocus } from "./ui/journalFocus";
import { Reveals } from "./ui/reveals";
import { createLog } from "./ui/shown/log";
import { TreeSettings } from "./ui/treeSettings";

/** What is waited for when the window closes. */
let lastSaves = (): Promise<void> => Promise.resolve();

/** Puts the services together and registers the features. Loads neither an SDK nor a sign-in library. */
export function activate(context: vscode.ExtensionContext): void {
  const log = createLog(vscode.l10n.t("Managed Identities"));
  const cloud = () => cloudFromSettings(cloudSettings());
  const signIn = new CurrentSignIn(() => createSignIn(signInKind(), cloud));
  const azure = createAzure({ cloud, signIn, selectedSubscriptions });
  const inventory = new Inventory(azure.subscriptions, azure.inventory);
  const usage = new UsageIndex(inventory);
  const mutation = new MutationService(azure.compute);
  const journalFiles = new JournalFiles(vscode.Uri.joinPath(context.globalStorageUri, "journal").fsPath);
  const journal = new Journal(journalFiles, { now: () => Date.now(), wait: realWait }, (error) => {
    log.warn(String(error));
  });
  const retiredExtensions = new RetiredExtensions(azure.extensions, inventory);
  const templates = new TemplateEditing(context.workspaceState);
  const app: App = {
    inventory,
    mutation,
    changes: new ChangePipeline(mutation, journal),
    journal,
    journalFocus: new JournalFocus(),
    identities: azure.identities,
    usage,
    deadReferences: new DeadReferences(inventory, usage, azure.identities),
    federatedCredentials: new FederatedCredentials(azure.federatedCredentials, inventory),
    roleAssignments: azure.roleAssignments,
    roles: new RoleCatalog(azure.roleAssignments),
    permissions: azure.permissions,
    locks: azure.locks,
    directory: azure.directory,
    scaleSetInstances: azure.scaleSetInstances,
    deployments: azure.deployments,
    network: azure.network,
    reveals: new Reveals(),
    instances: new LazyReadings((...args) => azure.scaleSetInstances.list(...args), inventory),
    retiredExtensions,
    retiredMarks: new RetiredMarks(inventory, retiredExtensions, azure.extensions, (error) => {
      log.warn(`retired extension | ${error.failure.reason} | ${error.message}`);
    }),
    signIn,
    forgetSession: () => {
      azure.forgetSession();
      app.roles.reset();
    },
    cloud,
    busy: new BusyResources(),
    ui: new AzextUi(context, log),
    treeSettings: new TreeSettings(context.globalState),
    templates,
    log,
  };
  lastSaves = () => app.journal.close();
  const startAnew = (): void => {
    app.forgetSession();
    inventory.reset();
  };
  context.subscriptions.push(
    log,
    signIn,
    inventory,
    usage,
    app.deadReferences,
    app.federatedCredentials,
    app.instances,
    app.reveals,
    app.retiredExtensions,
    app.retiredMarks,
    app.busy,
    app.treeSettings,
    app.journal,
    app.journalFocus,
    onDidChangeAzureSettings(() => {
      signIn.reset();
      startAnew();
    }),
    signIn.onRefreshSuggested(startAnew),
    registerResourceTree(app),
    registerIdentitiesTree(app),
    registerChangesView(app),
    registerCommands(app, context.extension.packageJSON),
    registerEditor(app, templates),
  );
}

/** Everything is disposed of through the context's subscriptions; only this is waited for. */
export function deactivate(): Promise<void> {
  return lastSaves();
}
