import { type ExtensionGateway, retiredExtensionName } from "../extensions";
import { apiVersions } from "../apiVersions";
import type { ArmConnections } from "./armConnections";
import { computeClient } from "./computeClient";
import { computePath, computeTarget } from "./computeTarget";
import { followedWrite } from "./followedWrite";
import { guardedRead } from "./guarded";
import { listAll } from "./listPages";
import { sdkAnswer } from "./sdkAnswer";

/** Extensions: listed by our own reader, removed by @azure/arm-compute. */
export function createExtensionGateway(connections: ArmConnections): ExtensionGateway {
  return {
    listRetired: (subscription, resourceId, signal) =>
      guardedRead(connections, subscription, signal, (connection) => {
        const root = computePath(computeTarget(subscription, resourceId));
        const path = `${root}/extensions?api-version=${apiVersions.compute}`;
        return listAll(connection, path, signal, retiredExtensionName);
      }),
    remove: (subscription, resourceId, extensionName, options) =>
      followedWrite(connections, subscription, options, (connection) => {
        const { kind, tenantId, subscriptionId, resourceGroup, name } = computeTarget(subscription, resourceId);
        const client = computeClient(connection, subscriptionId);
        const extensions =
          kind === "virtualMachine" ? client.virtualMachineExtensions : client.virtualMachineScaleSetExtensions;
        return sdkAnswer(tenantId, (sdkOptions) =>
          extensions
            .delete(resourceGroup, name, extensionName, { ...sdkOptions, abortSignal: options.signal })
            .submitted(),
        );
      }),
  };
}
