import type { Tenant } from "../accounts";
import { AzureError } from "../azureError";
import type { ArmConnection } from "./armConnection";
import type { ArmConnections } from "./armConnections";
import { toAzureError } from "./toAzureError";

/** Runs a task that only reads, as the account that sees the subscription. @throws AzureError and nothing else */
export async function guardedRead<Result>(
  connections: ArmConnections,
  { tenant }: { readonly tenant: Tenant },
  signal: AbortSignal,
  task: (connection: ArmConnection) => Promise<Result>,
): Promise<Result> {
  try {
    return await task(connections.to(tenant));
  } catch (error) {
    throw toAzureError(error, { tenantId: tenant.tenantId, signal });
  }
}

/** The same for a task that writes: once it has begun, a cancellation does not mean that nothing was sent. @throws AzureError */
export async function guardedWrite<Result>(
  connections: ArmConnections,
  subscription: { readonly tenant: Tenant },
  signal: AbortSignal,
  task: (connection: ArmConnection) => Promise<Result>,
): Promise<Result> {
  if (signal.aborted) {
    throw new AzureError({ reason: "cancelled", sent: false });
  }
  try {
    return await guardedRead(connections, subscription, signal, task);
  } catch (error) {
    throw AzureError.is(error, "cancelled")
      ? new AzureError({ reason: "cancelled", sent: true }, undefined, error)
      : error;
  }
}
