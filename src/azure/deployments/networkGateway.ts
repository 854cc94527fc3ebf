import { parseResourceId, resourceType } from "../../identity/resourceId";
import { isWire, member, objectMember, textMember } from "../../identity/wire";
import { apiVersions } from "../apiVersions";
import type { NetworkGateway, Subnet, VirtualNetwork } from "./network";
import type { ArmConnections } from "../http/armConnections";
import { guardedRead } from "../http/guarded";
import { listAll } from "../http/listPages";

const NETWORK = "microsoft.network/virtualnetworks";

/** Virtual networks over the resource manager. */
export function createNetworkGateway(connections: ArmConnections): NetworkGateway {
  return {
    list: (subscription, signal) =>
      guardedRead(connections, subscription, signal, (connection) => {
        const root = `/subscriptions/${encodeURIComponent(subscription.subscriptionId)}`;
        const path = `${root}/providers/Microsoft.Network/virtualNetworks?api-version=${apiVersions.network}`;
        return listAll(connection, path, signal, readNetwork);
      }),
  };
}

/** Ids go into templates, so that only what is one is taken. */
function readNetwork(item: unknown): VirtualNetwork | undefined {
  const id = isWire(item) ? parseResourceId(textMember(item, "id") ?? "") : undefined;
  if (!isWire(item) || id === undefined || resourceType(id).toLowerCase() !== NETWORK) {
    return undefined;
  }
  const subnets = member(objectMember(item, "properties"), "subnets");
  return {
    id: id.text,
    name: id.names.at(-1) ?? id.text,
    resourceGroup: id.resourceGroup,
    location: textMember(item, "location") ?? "",
    subnets: Array.isArray(subnets) ? subnets.map(readSubnet).filter((subnet) => subnet !== undefined) : [],
  };
}

function readSubnet(item: unknown): Subnet | undefined {
  const id = isWire(item) ? parseResourceId(textMember(item, "id") ?? "") : undefined;
  if (!isWire(item) || id === undefined || resourceType(id).toLowerCase() !== `${NETWORK}/subnets`) {
    return undefined;
  }
  const addressPrefix = textMember(objectMember(item, "properties"), "addressPrefix");
  return { id: id.text, name: id.names.at(-1) ?? id.text, addressPrefix };
}
