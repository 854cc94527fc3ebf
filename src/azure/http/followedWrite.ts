import type { Subscription } from "../accounts";
import type { FollowOptions } from "../longRunning";
import { unsettled } from "../unsettled";
import type { Answer } from "./answer";
import type { ArmConnection } from "./armConnection";
import type { ArmConnections } from "./armConnections";
import { followOperation } from "./followOperation";
import { guardedWrite } from "./guarded";
import { toAzureError } from "./toAzureError";

/** Sends a write once and follows the operation that it starts to its end. @throws AzureError and nothing else */
export async function followedWrite(
  connections: ArmConnections,
  subscription: Subscription,
  options: FollowOptions,
  send: (connection: ArmConnection) => Promise<Answer>,
): Promise<void> {
  await guardedWrite(connections, subscription, options.signal, async (connection) => {
    const accepted = await send(connection);
    options.onProgress({ kind: "accepted" });
    try {
      await followOperation(connection, accepted, options);
    } catch (error) {
      throw unsettled(toAzureError(error, { tenantId: subscription.tenant.tenantId, signal: options.signal }));
    }
  });
}
