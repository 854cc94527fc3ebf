import type { ChangeTarget } from "../../../../src/azure/compute/computeResource";
import { DeadReferences } from "../../../../src/azure/inventory/deadReferences";
import { RetiredExtensions } from "../../../../src/azure/compute/extensionFindings";
import { FederatedCredentials } from "../../../../src/azure/identities/federatedCredentials";
import { Inventory } from "../../../../src/azure/inventory/inventory";
import { LazyReadings } from "../../../../src/azure/inventory/lazyReadings";
import { RoleCatalog } from "../../../../src/azure/access/roleAssignmentsCatalog";
import { UsageIndex } from "../../../../src/azure/inventory/usageIndex";
import { resourceIdKey } from "../../../../src/identity/resourceId";
import { ChangePipeline } from "../../../../src/mutation/changePipeline";
import { realWait } from "../../../../src/mutation/clock";
import { Journal } from "../../../../src/mutation/journal/journal";
import { MutationService } from "../../../../src/mutation/mutationService";
import type { ChangeDeps } from "../../../../src/features/changeIdentities/deps";
import type { App } from "../../../../src/ui/app";
import { BusyResources } from "../../../../src/ui/busyResources";
import { JournalFocus } from "../../../../src/ui/journalFocus";
import { Reveals } from "../../../../src/ui/reveals";
import type { EmulatedAzure } from "../../azure/emulated";

/** What changing identities works with, over an emulator. The journal is kept in memory; wizards are not there. */
function changeServices({ azure, cloud }: EmulatedAzure) {
  const inventory = new Inventory(azure.subscriptions, azure.inventory);
  const mutation = new MutationService(azure.compute);
  const store = { list: () => Promise.resolve([]), write: () => Promise.resolve(), remove: () => Promise.resolve() };
  const journal = new Journal(store, { now: () => Date.now(), wait: realWait }, () => undefined);
  return {
    inventory,
    usage: new UsageIndex(inventory),
    mutation,
    changes: new ChangePipeline(mutation, journal),
    journal,
    journalFocus: new JournalFocus(),
    federatedCredentials: new FederatedCredentials(azure.federatedCredentials, inventory),
    roleAssignments: azure.roleAssignments,
    roles: new RoleCatalog(azure.roleAssignments),
    permissions: azure.permissions,
    locks: azure.locks,
    busy: new BusyResources(),
    cloud,
  };
}

/** The same as the feature asks for it. */
export function emulatedChanges(emulated: EmulatedAzure): ChangeDeps {
  const ui = { openReadOnly: () => Promise.resolve() };
  return { ...changeServices(emulated), ui, log: { debug: () => undefined } };
}

/** What the flows that change something work with, over an emulator. */
export function emulatedApp(emulated: EmulatedAzure): App {
  const { azure, signIn } = emulated;
  const services = changeServices(emulated);
  const { inventory, usage } = services;
  const app: Partial<App> = {
    ...services,
    identities: azure.identities,
    deadReferences: new DeadReferences(inventory, usage, azure.identities),
    directory: azure.directory,
    deployments: azure.deployments,
    network: azure.network,
    providers: azure.providers,
    scaleSetInstances: azure.scaleSetInstances,
    instances: new LazyReadings((...args) => azure.scaleSetInstances.list(...args), inventory),
    retiredExtensions: new RetiredExtensions(azure.extensions, inventory),
    reveals: new Reveals(),
    signIn,
    log: { debug: () => undefined, warn: () => undefined, error: () => undefined } as unknown as App["log"],
  };
  return app as App;
}

/** Resources as the listing holds them. */
export async function targetsOf(
  { inventory }: Pick<App, "inventory">,
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
