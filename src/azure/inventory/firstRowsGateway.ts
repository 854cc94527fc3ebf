import { isWire, member } from "../../identity/wire";
import type { ComputeResource } from "../compute/computeResource";
import { readComputeResource } from "../compute/readResource";
import type { ArmConnections } from "../http/armConnections";
import { graphPages } from "../http/resourceGraph";
import { toAzureError } from "../http/toAzureError";
import type { FirstRowsGateway } from "./firstRows";

/** 1,000 rows each: more than any estate that is known. */
const MOST_PAGES = 500;

/** Exactly what is shown of a machine. That the service has these members here in the same form as its provider is unverified. */
const MACHINES = [
  "resources",
  "where type in~ ('microsoft.compute/virtualmachines', 'microsoft.compute/virtualmachinescalesets')",
  [
    "project id",
    "location",
    "identity",
    "provisioningState = properties.provisioningState",
    "scaleSet = properties.virtualMachineScaleSet",
    "orchestrationMode = properties.orchestrationMode",
  ].join(", "),
  "order by id asc",
].join(" | ");

/** Machines and scale sets by Azure Resource Graph. */
export function createFirstRowsGateway(connections: ArmConnections): FirstRowsGateway {
  return {
    list: async function* (tenant, subscriptionIds, signal) {
      const query = { query: MACHINES, subscriptions: subscriptionIds, mostPages: MOST_PAGES };
      try {
        for await (const { rows } of graphPages(connections.to(tenant), query, signal)) {
          yield rows.flatMap((row) => machineOfRow(row) ?? []);
        }
      } catch (error) {
        throw toAzureError(error, { tenantId: tenant.tenantId, signal });
      }
    },
  };
}

/** A row as its provider would give the resource. What no row has (extensions, dependents) is absent, and comes with the lists. */
export function machineOfRow(row: unknown): ComputeResource | undefined {
  if (!isWire(row)) {
    return undefined;
  }
  const [id, location, identity] = [member(row, "id"), member(row, "location"), member(row, "identity")];
  const [provisioningState, virtualMachineScaleSet] = [member(row, "provisioningState"), member(row, "scaleSet")];
  const properties = { provisioningState, virtualMachineScaleSet, orchestrationMode: member(row, "orchestrationMode") };
  return readComputeResource({ id, location, ...(identity === null ? {} : { identity }), properties });
}
