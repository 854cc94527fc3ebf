import * as vscode from "vscode";
import { cloudFromSettings } from "./azure/signIn/clouds";
import { createAzure } from "./azure/createAzure";
import { DeadReferences, staleIdsOf } from "./azure/inventory/deadReferences";
import { RetiredExtensions } from "./azure/compute/extensionFindings";
import { RetiredMarks } from "./azure/compute/extensionMarks";
import { FederatedCredentials } from "./azure/identities/federatedCredentials";
import { ListedIdentityLimits } from "./azure/inventory/identityLimits";
import { Inventory } from "./azure/inventory/inventory";
import { LazyReadings } from "./azure/inventory/lazyReadings";
import { createSignIn } from "./azure/signIn/createSignIn";
import { IdentityAccess } from "./azure/access/identityAccess";
import { RoleCatalog } from "./azure/access/roleAssignmentsCatalog";
import { IdentityUsages } from "./azure/inventory/identityUsage";
import { ServiceUses } from "./azure/inventory/serviceUses";
import { UsageIndex } from "./azure/inventory/usageIndex";
import type { CommandTable } from "./features/command";
import { register as registerAgentTools } from "./features/agentTools/register";
import { lazyRemoveAssignments, register as registerAccess } from "./features/access/register";
import { lazyChangeIdentities, register as registerChangeIdentities } from "./features/changeIdentities/register";
import { register as registerCopyAs } from "./features/copyAs/register";
import { register as registerCreateMachine } from "./features/createMachine/register";
import { register as registerFederatedCredentials } from "./features/federatedCredentials/register";
import { announceChanges } from "./features/history/announceChanges";
import { lazyUndoEntry, register as registerHistory } from "./features/history/register";
import { loadIdentityCreation, register as registerIdentities } from "./features/identities/register";
import { register as registerProviders } from "./features/providers/register";
import { register as registerReach } from "./features/reach/register";
import { register as registerIdentityHistory } from "./features/identityHistory/register";
import { registerCommands } from "./features/registerCommands";
import { register as registerRetiredExtension } from "./features/retiredExtension/register";
import { register as registerSafeToDelete } from "./features/safeToDelete/register";
import { lazyInstanceUpgrades, register as registerScaleSets } from "./features/scaleSets/register";
import { armLanguage } from "./documents/arm/armLanguage";
import { bicepLanguage } from "./documents/bicep/bicepLanguage";
import { terraformLanguage } from "./documents/terraform/terraformLanguage";
import { register as registerTemplates } from "./features/templates/register";
import { register as registerTreeCommands } from "./features/treeCommands/register";
import { register as registerUsage } from "./features/usage/register";
import { ChangePipeline } from "./mutation/changePipeline";
import { realWait } from "./mutation/clock";
import { Journal } from "./mutation/journal/journal";
import { recordedWrites } from "./mutation/journal/recordedWrites";
import { ActUndo } from "./mutation/journal/undoAct";
import { JournalFiles } from "./mutation/journal/journalFiles";
import { MutationService } from "./mutation/mutationService";
import { registerChangesView } from "./views/changesView";
import { registerIdentitiesTree } from "./views/identitiesTree";
import { ResourceIcons } from "./views/items/resourceIcons";
import { registerResourceTree } from "./views/resourceTree";
import { ResourceWarnings } from "./views/resourceWarnings";
import { registerRowWarnings } from "./ui/shown/decoration";
import { AzextUi } from "./ui/azextUi";
import { BusyResources } from "./ui/busyResources";
import { completeFirstStep, registerFirstSteps } from "./ui/firstSteps";
import { CurrentSignIn } from "./ui/currentSignIn";
import {
  cloudSettings,
  firstRowsSource,
  onDidChangeAzureSettings,
  selectedSubscriptions,
  signInKind,
  usesResourceGraph,
} from "./ui/settings";
import { JournalFocus } from "./ui/journalFocus";
import { journalTrouble } from "./ui/journalTrouble";
import { RevealRequests } from "./ui/revealRequests";
import { createLog } from "./ui/shown/log";
import { identityTest } from "./ui/filters/identityFilter";
import { resourceTest } from "./ui/filters/resourceFilter";
import { TextFilter } from "./ui/textFilter";
import { TreeSelection } from "./ui/treeSelection";
import { TreeSettings } from "./ui/treeSettings";

/** What is waited for when the window closes. */
let lastSaves = (): Promise<void> => Promise.resolve();

/** Puts the services together and registers the features. Loads neither an SDK nor a sign-in library. */
export function activate(context: vscode.ExtensionContext): void {
  const services = createServices(context);
  const { log, signIn, inventory, journal } = services;
  const terraform = terraformLanguage({
    read: async (file) => await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, "dist", file)),
  });
  const templates = registerTemplates(context.workspaceState, [armLanguage, bicepLanguage, terraform], {
    ...services,
    hasLive: true,
  });
  const commands = { ...registerFeatures(services), ...templates.commands };
  lastSaves = () => journal.close();
  const startAnew = (): void => {
    services.forgetSession();
    inventory.reset();
  };
  context.subscriptions.push(
    log,
    registerFirstSteps(context.globalState),
    signIn,
    inventory,
    services.usage,
    services.serviceUses,
    services.deadReferences,
    services.federatedCredentials,
    services.instances,
    services.revealRequests,
    services.retiredExtensions,
    services.retiredMarks,
    services.busy,
    services.treeSettings,
    services.resourceFilter,
    services.identityFilter,
    services.changes,
    services.changes.onDidLearn(({ subscription, resource }) => {
      inventory.replaceResource(subscription, resource);
    }),
    inventory.onDidChange(({ kind }) => {
      if (kind === "all" && inventory.state.kind === "loaded") {
        const { subscriptions, failures } = inventory.state.listing;
        if (subscriptions.length > 0 || failures.length === 0) {
          completeFirstStep("signIn");
        }
        void services.changes.lookAgain(subscriptions);
      }
    }),
    journal,
    announceChanges(journal),
    services.journalFocus,
    onDidChangeAzureSettings(() => {
      signIn.reset();
      startAnew();
    }),
    signIn.onRefreshSuggested(startAnew),
    services.warnings,
    services.identityAccess,
    journal.onDidChange((entryId) => {
      // Any act may have given an identity access, or taken it.
      if (entryId !== undefined && journal.entry(entryId)?.act !== undefined) {
        services.identityAccess.forgetAll();
      }
    }),
    registerRowWarnings(),
    registerResourceTree(services),
    registerIdentitiesTree(services),
    registerChangesView(services),
    registerCommands(log, commands, context.extension.packageJSON),
    templates.disposable,
    registerAgentTools({
      ...services,
      changeIdentities: lazyChangeIdentities(services),
      undoEntry: lazyUndoEntry(services),
      checkTemplate: templates.check,
    }),
  );
}

/** What the features and views work with. Each takes of it what it states. */
function createServices(context: vscode.ExtensionContext) {
  const log = createLog(vscode.l10n.t("Managed Identities"));
  const cloud = () => cloudFromSettings(cloudSettings());
  const signIn = new CurrentSignIn(() => createSignIn(signInKind(), cloud));
  const azure = createAzure({ cloud, signIn, selectedSubscriptions });
  const inventory = new Inventory(
    azure.subscriptions,
    azure.inventory,
    () => (firstRowsSource() === "lists" ? undefined : azure.firstRows),
    () => firstRowsSource() === "resourceGraph",
  );
  const usage = new UsageIndex(inventory);
  const serviceUses = new ServiceUses(azure.serviceUses, inventory, usesResourceGraph);
  const deadReferences = new DeadReferences(inventory, usage, azure.identities);
  const mutation = new MutationService(azure.compute, realWait, {
    limits: new ListedIdentityLimits(inventory, azure.identities),
    earlierOf: (resource) => staleIdsOf(resource, deadReferences),
  });
  const journalFiles = new JournalFiles(vscode.Uri.joinPath(context.globalStorageUri, "journal").fsPath);
  const journal = new Journal(journalFiles, { now: () => Date.now(), wait: realWait }, journalTrouble(log));
  const writes = recordedWrites(azure, journal);
  const federatedCredentials = new FederatedCredentials(writes.federatedCredentials, inventory);
  const roles = new RoleCatalog(azure.roleAssignments);
  const retiredExtensions = new RetiredExtensions(writes.extensions, inventory);
  return {
    inventory,
    mutation,
    changes: new ChangePipeline(mutation, journal),
    actUndo: new ActUndo(azure, journal),
    journal,
    journalFocus: new JournalFocus(),
    identities: writes.identities,
    usage,
    deadReferences,
    federatedCredentials,
    serviceUses,
    identityUsages: new IdentityUsages(usage, serviceUses, federatedCredentials),
    roleAssignments: writes.roleAssignments,
    roles,
    permissions: azure.permissions,
    locks: azure.locks,
    policies: azure.policies,
    resourceJson: azure.resourceJson,
    resourceHistory: azure.resourceHistory,
    directory: writes.directory,
    scaleSetInstances: writes.scaleSetInstances,
    deployments: writes.deployments,
    network: azure.network,
    machineSizes: azure.machineSizes,
    providers: writes.providers,
    revealRequests: new RevealRequests(),
    instances: new LazyReadings((...args) => azure.scaleSetInstances.list(...args), inventory),
    retiredExtensions,
    retiredMarks: new RetiredMarks(inventory, retiredExtensions, azure.extensions, (error) => {
      log.warn(`retired extension | ${error.failure.reason} | ${error.message}`);
    }),
    signIn,
    runsOnUserSide: context.extension.extensionKind === vscode.ExtensionKind.UI,
    /** Forgets the tokens, permissions and roles that were had so far: somebody else may be signed in. */
    forgetSession: () => {
      azure.forgetSession();
      roles.reset();
    },
    cloud,
    identityAccess: new IdentityAccess(azure.roleAssignments, roles, inventory),
    warnings: new ResourceWarnings({ inventory, deadReferences, retiredExtensions }),
    icons: new ResourceIcons(vscode.Uri.joinPath(context.extensionUri, "media")),
    busy: new BusyResources(),
    ui: new AzextUi(context, log),
    treeSettings: new TreeSettings(context.globalState),
    resourceFilter: new TextFilter("managedIdentities.filtered", (text) =>
      resourceTest({ deadReferences, retiredExtensions }, text),
    ),
    identityFilter: new TextFilter("managedIdentities.identitiesFiltered", (text) =>
      identityTest({ deadReferences, usage }, text),
    ),
    treeSelection: new TreeSelection(),
    log,
  };
}

/** What the features do, handed to each other where one needs another. */
function registerFeatures(services: ReturnType<typeof createServices>): CommandTable {
  const changeIdentities = lazyChangeIdentities(services);
  return {
    ...registerAccess(services),
    ...registerChangeIdentities({ ...services, identityCreation: () => loadIdentityCreation(services) }),
    ...registerCopyAs(services),
    ...registerCreateMachine(services),
    ...registerFederatedCredentials(services),
    ...registerHistory({ ...services, changeIdentities }),
    ...registerIdentities({ ...services, changeIdentities }),
    ...registerIdentityHistory(services),
    ...registerProviders(services),
    ...registerReach(services),
    ...registerRetiredExtension({ ...services, instanceUpgrades: lazyInstanceUpgrades(services) }),
    ...registerSafeToDelete(services),
    ...registerScaleSets({ ...services, changeIdentities }),
    ...registerTreeCommands(services),
    ...registerUsage({ ...services, removeAssignments: lazyRemoveAssignments(services) }),
  };
}

/** Everything is disposed of through the context's subscriptions; only this is waited for. */
export function deactivate(): Promise<void> {
  return lastSaves();
}
