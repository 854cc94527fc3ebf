import type { Subscription } from "../../../src/azure/accounts";
import type { AzureError } from "../../../src/azure/azureError";
import type { UserAssignedIdentityResource, VirtualMachine } from "../../../src/azure/compute/computeResource";
import type { SubscriptionListing } from "../../../src/azure/inventory/subscriptions";
import { Inventory } from "../../../src/azure/inventory/inventory";
import { resourceName } from "../../../src/identity/resourceId";
import { identityId } from "../azure/inventory/inventoryFakes";

/** What the listing of one subscription brings; each page of machines when its promise is kept. */
export interface FakeListing {
  readonly subscription: Subscription;
  readonly identities: readonly string[];
  readonly machines: readonly Promise<readonly VirtualMachine[]>[];
}

/** What the listing of subscriptions brings beside them; the error in place of everything. */
export type FakeOutcome = Partial<Pick<SubscriptionListing, "failures" | "hiddenByFilter"> & { error: AzureError }>;

/** An inventory of what stands in `listings` and in `outcome` at the moment of each load. */
export function fakeInventory(listings: readonly FakeListing[], outcome: FakeOutcome = {}): Inventory {
  const of = ({ subscriptionId }: Subscription): FakeListing | undefined =>
    listings.find(({ subscription }) => subscription.subscriptionId === subscriptionId);
  return new Inventory(
    {
      list: () =>
        outcome.error === undefined
          ? Promise.resolve({
              subscriptions: listings.map(({ subscription }) => subscription),
              failures: outcome.failures ?? [],
              hiddenByFilter: outcome.hiddenByFilter ?? 0,
            })
          : Promise.reject(outcome.error),
    },
    {
      async *listComputeResources(subscription, kind) {
        for (const page of kind === "virtualMachine" ? (of(subscription)?.machines ?? []) : []) {
          yield { items: await page, skipped: 0 };
        }
      },
      async *listUserAssignedIdentities(subscription) {
        const names = of(subscription)?.identities ?? [];
        yield await Promise.resolve({ items: names.map((name) => identity(subscription, name)), skipped: 0 });
      },
    },
  );
}

function identity(subscription: Subscription, name: string): UserAssignedIdentityResource {
  const id = identityId(subscription, name);
  return {
    id,
    name: resourceName(id),
    subscriptionId: subscription.subscriptionId,
    resourceGroup: "rg",
    location: "westeurope",
    principalId: `principal-of-${name}`,
    clientId: undefined,
    tenantId: undefined,
  };
}
