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
import type { App } from "../../../../src/ui/app";
import { BusyResources } from "../../../../src/ui/busyResources";
import { JournalFocus } from "../../../../src/ui/journalFocus";
import { Reveals } from "../../../../src/ui/reveals";
import type { EmulatedAzure } from "../../azure/emulated";

/** What the flows that change something work with, over an emulator. The journal is kept in memory; wizards are not there. */
export function emulatedApp({ azure, signIn, cloud }: EmulatedAzure): App {
  const inventory = new Inventory(azure.subscriptions, azure.inventory);
  const usage = new UsageIndex(inventory);
  const mutation = new MutationService(azure.compute);
  const store = { list: () => Promise.resolve([]), write: () => Promise.resolve(), remove: () => Promise.resolve() };
  const journal = new Journal(store, { now: () => Date.now(), wait: realWait }, () => undefined);
  const app: Partial<App> = {
    inventory,
    usage,
    mutation,
    changes: new ChangePipeline(mutation, journal),
    journal,
    journalFocus: new JournalFocus(),
    identities: azure.identities,
    deadReferences: new DeadReferences(inventory, usage, azure.identities),
    federatedCredentials: new FederatedCredentials(azure.federatedCredentials, inventory),
    roleAssignments: azure.roleAssignments,
    roles: new RoleCatalog(azure.roleAssignments),
    permissions: azure.permissions,
    locks: azure.locks,
    directory: azure.directory,
    deployments: azure.deployments,
    network: azure.network,
    scaleSetInstances: azure.scaleSetInstances,
    instances: new LazyReadings((...args) => azure.scaleSetInstances.list(...args), inventory),
    retiredExtensions: new RetiredExtensions(azure.extensions, inventory),
    reveals: new Reveals(),
    busy: new BusyResources(),
    signIn,
    cloud,
    log: { debug: () => undefined, warn: () => undefined, error: () => undefined } as unknown as App["log"],
  };
  return app as App;
}

/** Resources as the listing holds them. */
export async function targetsOf(app: App, ids: readonly string[]): Promise<readonly ChangeTarget[]> {
  await app.inventory.load();
  return ids.map((id) => {
    for (const { subscription, resources } of app.inventory.subscriptions) {
      const resource = resources.get(resourceIdKey(id));
      if (resource !== undefined) {
        return { subscription, resource };
      }
    }
    throw new Error(`${id} is not listed`);
  });
}
