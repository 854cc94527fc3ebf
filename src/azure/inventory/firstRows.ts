import type { Tenant } from "../accounts";
import type { ComputeResource } from "../compute/computeResource";

/** Rows to show before the lists have come: a copy that lags behind, from Azure Resource Graph. */
export interface FirstRowsGateway {
  /** Machines and scale sets of these subscriptions, as they come. @throws AzureError */
  list(
    tenant: Tenant,
    subscriptionIds: readonly string[],
    signal: AbortSignal,
  ): AsyncIterable<readonly ComputeResource[]>;
}
