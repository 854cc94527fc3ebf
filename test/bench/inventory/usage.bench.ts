import { performance } from "node:perf_hooks";
import type { Subscription } from "../../../src/azure/accounts";
import type { UserAssignedIdentityResource, VirtualMachine } from "../../../src/azure/compute/computeResource";
import { DeadReferences } from "../../../src/azure/inventory/deadReferences";
import { Inventory } from "../../../src/azure/inventory/inventory";
import { UsageIndex } from "../../../src/azure/inventory/usageIndex";
import { AzureError } from "../../../src/azure/azureError";
import { formatResourceId } from "../../../src/identity/resourceId";

/**
 * What the views work out over 100,000 machines in 1,000 subscriptions with 10,000 identities: who uses which identity, and which of them
 * are gone. The floor is one bare walk over the same identities of the same machines.
 */

const SUBSCRIPTIONS = 1_000;
const MACHINES_EACH = 100;
const IDENTITIES_EACH = 10;
const BOUND_MS = 200;
/** On a machine where others work as well the floor shows it. */
const BOUND_RATIO = 12;

const tenant = { tenantId: "t", displayName: "T", account: { id: "a", label: "A" } };
const subscriptions = Array.from({ length: SUBSCRIPTIONS }, (_, index): Subscription => {
  const subscriptionId = `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
  return { subscriptionId, name: `Subscription ${index}`, tenant, ownerTenantId: "t" };
});

const identityIdOf = (subscriptionId: string, index: number): string =>
  formatResourceId(subscriptionId, "rg", "Microsoft.ManagedIdentity/userAssignedIdentities", `id-${index}`);

function identityOf({ subscriptionId }: Subscription, index: number): UserAssignedIdentityResource {
  return {
    id: identityIdOf(subscriptionId, index),
    name: `id-${index}`,
    subscriptionId,
    resourceGroup: "rg",
    location: "westeurope",
    principalId: undefined,
    clientId: undefined,
    tenantId: undefined,
  };
}

function machineOf({ subscriptionId }: Subscription, index: number): VirtualMachine {
  const name = `vm-${index}`;
  // The last identity of every hundredth subscription is gone.
  const ids = [identityIdOf(subscriptionId, index % IDENTITIES_EACH), identityIdOf(subscriptionId, IDENTITIES_EACH)];
  const listed = index === 0 && subscriptionId.endsWith("00") ? ids : ids.slice(0, 1);
  return {
    kind: "virtualMachine",
    id: formatResourceId(subscriptionId, "rg", "Microsoft.Compute/virtualMachines", name),
    name,
    subscriptionId,
    resourceGroup: "rg",
    location: "westeurope",
    provisioningState: "Succeeded",
    scaleSetId: undefined,
    identity: { kind: "state", state: { systemAssigned: undefined, userAssigned: listed.map((id) => ({ id })) } },
  };
}

const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

function timed<Value>(task: () => Value): { readonly value: Value; readonly ms: number } {
  const started = performance.now();
  const value = task();
  return { value, ms: performance.now() - started };
}

async function main(): Promise<void> {
  const inventory = new Inventory(
    { list: () => Promise.resolve({ subscriptions, failures: [], hiddenByFilter: 0 }) },
    {
      async *listComputeResources(subscription, kind) {
        const items = kind === "scaleSet" ? [] : many(MACHINES_EACH, (index) => machineOf(subscription, index));
        yield await Promise.resolve({ items, skipped: 0 });
      },
      async *listUserAssignedIdentities(subscription) {
        const items = many(IDENTITIES_EACH, (index) => identityOf(subscription, index));
        yield await Promise.resolve({ items, skipped: 0 });
      },
    },
  );
  const usage = new UsageIndex(inventory);
  const gone = () =>
    Promise.reject(
      new AzureError(
        { reason: "notFound" },
        { status: 404, code: "ResourceNotFound", message: "", correlationId: undefined },
      ),
    );
  const dead = new DeadReferences(inventory, usage, { create: gone, read: gone, delete: gone });
  await inventory.load();
  await dead.check();
  const walk = (): number => {
    const keys = new Set<string>();
    for (const { resources } of inventory.subscriptions) {
      for (const { identity } of resources.values()) {
        for (const { id } of identity.kind === "state" ? identity.state.userAssigned : []) {
          keys.add(id.toLowerCase());
        }
      }
    }
    return keys.size;
  };
  timed(walk);
  const floor = timed(walk);
  usage.dispose();
  const map = timed(() => new UsageIndex(inventory).current);
  const found = timed(() => dead.dead);
  const opened = timed(() => subscriptions.slice(0, 10).map(() => dead.dead.length));
  console.log(
    `${SUBSCRIPTIONS * MACHINES_EACH} machines: bare walk ${floor.ms.toFixed(1)} ms, usage map ${map.ms.toFixed(1)} ms, ` +
      `dead references ${found.ms.toFixed(1)} ms (${found.value.length}), ten subscriptions drawn ${opened.ms.toFixed(1)} ms`,
  );
  const limit = Math.max(BOUND_MS, floor.ms * BOUND_RATIO);
  process.exitCode = map.ms <= limit && found.ms + opened.ms <= limit && found.value.length === 10 ? 0 : 1;
  dead.dispose();
  inventory.dispose();
}

void main();
