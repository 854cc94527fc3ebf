import { formatResourceId, parseResourceId, resourceType } from "../../identity/resourceId";
import { isWire, textMember } from "../../identity/wire";
import { type ExtensionGateway, RETIRED_PUBLISHER, RETIRED_TYPES, retiredExtensionName } from "./extensions";
import { apiVersions } from "../apiVersions";
import type { ArmConnections } from "../http/armConnections";
import { computeClient } from "./computeClient";
import { computePath, computeTarget } from "./computeTarget";
import { followedWrite } from "../http/followedWrite";
import { guardedRead } from "../http/guarded";
import { listAll } from "../http/listPages";
import { queryResourceGraph } from "../http/resourceGraph";
import { sdkAnswer } from "../http/sdkAnswer";

/** Suspects beyond the first 5,000 are left out. */
const MOST_PAGES = 5;

/** That extensions of machines are in this table is documented; what it leaves out is unverified. */
const SUSPECTS = [
  "Resources",
  "where type =~ 'microsoft.compute/virtualmachines/extensions'",
  `where properties.publisher =~ '${RETIRED_PUBLISHER}'`,
  `where properties.type in~ (${[...RETIRED_TYPES].map((type) => `'${type}'`).join(", ")})`,
  "project id",
].join(" | ");

/** Extensions: listed by our own reader, removed by @azure/arm-compute. */
export function createExtensionGateway(connections: ArmConnections): ExtensionGateway {
  return {
    listRetired: (subscription, resourceId, signal) =>
      guardedRead(connections, subscription, signal, (connection) => {
        const root = computePath(computeTarget(subscription, resourceId));
        const path = `${root}/extensions?api-version=${apiVersions.compute}`;
        return listAll(connection, path, signal, retiredExtensionName);
      }),
    listSuspects: async (subscriptions, signal) => {
      const [first] = subscriptions;
      if (first === undefined) {
        return [];
      }
      return await guardedRead(connections, first, signal, async (connection) => {
        const ids = subscriptions.map(({ subscriptionId }) => subscriptionId);
        const query = { query: SUSPECTS, subscriptions: ids, mostPages: MOST_PAGES };
        const { rows } = await queryResourceGraph(connection, query, signal);
        return rows.map(machineOf).filter((id) => id !== undefined);
      });
    },
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

/** The machine that an extension in a row belongs to. */
function machineOf(row: unknown): string | undefined {
  const parsed = parseResourceId((isWire(row) ? textMember(row, "id") : undefined) ?? "");
  const name = parsed?.names[0];
  const isOne =
    parsed !== undefined && resourceType(parsed).toLowerCase() === "microsoft.compute/virtualmachines/extensions";
  return isOne && name !== undefined
    ? formatResourceId(parsed.subscriptionId, parsed.resourceGroup, "Microsoft.Compute/virtualMachines", name)
    : undefined;
}
