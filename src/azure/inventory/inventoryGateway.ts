import { resourceIdKey } from "../../identity/resourceId";
import type { Subscription } from "../accounts";
import type { ComputeResource } from "../compute/computeResource";
import type { InventoryGateway, Page } from "./listing";
import { readComputeResource, readUserAssignedIdentity } from "../compute/readResource";
import { apiVersions } from "../apiVersions";
import type { ArmConnections } from "../http/armConnections";
import { listPages } from "../http/listPages";
import { toAzureError } from "../http/toAzureError";

const COMPUTE_TYPES: Readonly<Record<ComputeResource["kind"], string>> = {
  virtualMachine: "virtualMachines",
  scaleSet: "virtualMachineScaleSets",
};

/** The inventory over the resource manager's list calls. */
export function createInventoryGateway(connections: ArmConnections): InventoryGateway {
  return {
    listComputeResources: (subscription, kind, signal) => {
      const path = `/providers/Microsoft.Compute/${COMPUTE_TYPES[kind]}?api-version=${apiVersions.compute}`;
      const read = (item: unknown): ComputeResource | undefined => {
        const resource = readComputeResource(item);
        return resource?.kind === kind ? resource : undefined;
      };
      return list(connections, subscription, path, read, signal);
    },
    listUserAssignedIdentities: (subscription, signal) => {
      const path = `/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=${apiVersions.managedIdentity}`;
      return list(connections, subscription, path, readUserAssignedIdentity, signal);
    },
  };
}

/** Lists below a subscription. Items of other subscriptions are not used: a change would go out as the wrong account. */
async function* list<Item extends { readonly id: string; readonly subscriptionId: string }>(
  connections: ArmConnections,
  { tenant, subscriptionId }: Subscription,
  path: string,
  read: (item: unknown) => Item | undefined,
  signal: AbortSignal,
): AsyncGenerator<Page<Item>, void, void> {
  const known = new Set<string>();
  try {
    const root = `/subscriptions/${encodeURIComponent(subscriptionId)}`;
    for await (const wireItems of listPages(connections.to(tenant), root + path, signal)) {
      const readable = wireItems
        .map(read)
        .filter((item) => item?.subscriptionId.toLowerCase() === subscriptionId.toLowerCase())
        .filter((item) => item !== undefined);
      const items = readable.filter((item) => {
        const key = resourceIdKey(item.id);
        return !known.has(key) && known.add(key);
      });
      yield { items, skipped: wireItems.length - readable.length };
    }
  } catch (error) {
    throw toAzureError(error, { tenantId: tenant.tenantId, signal });
  }
}
