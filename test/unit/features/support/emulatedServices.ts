import type { ChangeTarget } from "../../../../src/azure/compute/computeResource";
import { DeadReferences, staleIdsOf } from "../../../../src/azure/inventory/deadReferences";
import { RetiredExtensions } from "../../../../src/azure/compute/extensionFindings";
import { FederatedCredentials } from "../../../../src/azure/identities/federatedCredentials";
import { ListedIdentityLimits } from "../../../../src/azure/inventory/identityLimits";
import { Inventory } from "../../../../src/azure/inventory/inventory";
import { LazyReadings } from "../../../../src/azure/inventory/lazyReadings";
import { RoleCatalog } from "../../../../src/azure/access/roleAssignmentsCatalog";
import { IdentityUsages } from "../../../../src/azure/inventory/identityUsage";
import { ServiceUses } from "../../../../src/azure/inventory/serviceUses";
import { UsageIndex } from "../../../../src/azure/inventory/usageIndex";
import { resourceIdKey } from "../../../../src/identity/resourceId";
import { ChangePipeline } from "../../../../src/mutation/changePipeline";
import { realWait } from "../../../../src/mutation/clock";
import { ActUndo } from "../../../../src/mutation/journal/undoAct";
import { Journal } from "../../../../src/mutation/journal/journal";
import { MutationService } from "../../../../src/mutation/mutationService";
import { changeIdentities } from "../../../../src/features/changeIdentities/changeIdentities";
import type { ChangeIdentities } from "../../../../src/features/changeIdentities/deps";
import { lazyInstanceUpgrades } from "../../../../src/features/scaleSets/register";
import { BusyResources } from "../../../../src/ui/busyResources";
import { JournalFocus } from "../../../../src/ui/journalFocus";
import { RevealRequests } from "../../../../src/ui/revealRequests";
import type { EmulatedAzure } from "../../azure/emulated";

/** What changing identities works with, over an emulator. The journal is kept in memory; wizards are not there. */
function changeServices({ azure, cloud }: EmulatedAzure) {
  const inventory = new Inventory(azure.subscriptions, azure.inventory);
  const usage = new UsageIndex(inventory);
  const serviceUses = new ServiceUses(azure.serviceUses, inventory, () => true);
  const federatedCredentials = new FederatedCredentials(azure.federatedCredentials, inventory);
  const deadReferences = new DeadReferences(inventory, usage, azure.identities);
  const mutation = new MutationService(azure.compute, realWait, {
    limits: new ListedIdentityLimits(inventory, azure.identities),
    earlierOf: (resource) => staleIdsOf(resource, deadReferences),
  });
  const store = { list: () => Promise.resolve([]), write: () => Promise.resolve(), remove: () => Promise.resolve() };
  const journal = new Journal(store, { now: () => Date.now(), wait: realWait }, () => undefined);
  return {
    inventory,
    usage,
    deadReferences,
    mutation,
    changes: new ChangePipeline(mutation, journal),
    actUndo: new ActUndo(azure, journal),
    journal,
    journalFocus: new JournalFocus(),
    federatedCredentials,
    serviceUses,
    identityUsages: new IdentityUsages(usage, serviceUses, federatedCredentials),
    roleAssignments: azure.roleAssignments,
    roles: new RoleCatalog(azure.roleAssignments),
    permissions: azure.permissions,
    locks: azure.locks,
    treeSelection: { of: () => [] },
    policies: azure.policies,
    busy: new BusyResources(),
    cloud,
  };
}

/** What the features work with, over an emulator: each takes of it what it states. */
export function emulatedServices(emulated: EmulatedAzure) {
  const { azure, signIn } = emulated;
  const services = {
    ...changeServices(emulated),
    ui: { openReadOnly: () => Promise.resolve() },
    log: { debug: () => undefined, warn: () => undefined, error: () => undefined, show: () => undefined },
  };
  const { inventory, busy } = services;
  const { scaleSetInstances } = azure;
  const instances = new LazyReadings((...args) => scaleSetInstances.list(...args), inventory);
  const change: ChangeIdentities = (...args) => changeIdentities(services, ...args);
  return {
    ...services,
    identities: azure.identities,
    directory: azure.directory,
    deployments: azure.deployments,
    machineSizes: azure.machineSizes,
    network: azure.network,
    providers: azure.providers,
    resourceHistory: azure.resourceHistory,
    scaleSetInstances,
    instances,
    retiredExtensions: new RetiredExtensions(azure.extensions, inventory),
    revealRequests: new RevealRequests(),
    signIn,
    changeIdentities: change,
    instanceUpgrades: lazyInstanceUpgrades({ scaleSetInstances, instances, busy }),
  };
}

/** Resources as the listing holds them. */
export async function targetsOf(
  { inventory }: { readonly inventory: Pick<Inventory, "load" | "subscriptions"> },
  ids: readonly string[],
): Promise<readonly ChangeTarget[]> {
  await inventory.load();
  return ids.map((id) => {
    for (const { subscription, resources } of inventory.subscriptions) {
      const resource = resources.get(resourceIdKey(id));
      if (resource !== undefined) {
        return { subscription, resource };
      }
    }
    throw new Error(`${id} is not listed`);
  });
}
