import type { Subscription } from "../../../src/azure/accounts";
import type { UserAssignedIdentityResource, VirtualMachine } from "../../../src/azure/computeResource";
import { Inventory } from "../../../src/azure/inventory";
import { resourceName } from "../../../src/identity/resourceId";
import { identityId } from "../azure/inventoryFakes";

/** What the listing of one subscription brings; each page of machines when its promise is kept. */
export interface FakeListing {
  readonly subscription: Subscription;
  readonly identities: readonly string[];
  readonly machines: readonly Promise<readonly VirtualMachine[]>[];
}

/** An inventory of what stands in `listings` at the moment of each load. */
export function fakeInventory(listings: readonly FakeListing[]): Inventory {
  const of = ({ subscriptionId }: Subscription): FakeListing | undefined =>
    listings.find(({ subscription }) => subscription.subscriptionId === subscriptionId);
  return new Inventory(
    {
      list: () =>
        Promise.resolve({
          subscriptions: listings.map(({ subscription }) => subscription),
          failures: [],
          hiddenByFilter: 0,
        }),
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
    principalId: undefined,
    clientId: undefined,
    tenantId: undefined,
  };
}
