import type { NewMachine } from "../../identity/newMachine";
import { armLiteral } from "../armLiteral";
import type { Json } from "./templateValue";

/** One that real templates use (the corpus in ../shared/data/templates); the OpenAPI files hold none of the network's. */
const NETWORK_API_VERSION = "2024-05-01";

const networkName = "[format('{0}-vnet', parameters('name'))]";
const networkId = "[resourceId('Microsoft.Network/virtualNetworks', format('{0}-vnet', parameters('name')))]";
const interfaceName = "[format('{0}-nic', parameters('name'))]";

/** The network interface of a virtual machine; a scale set makes its own. */
export const interfaceId = "[resourceId('Microsoft.Network/networkInterfaces', format('{0}-nic', parameters('name')))]";

/** The subnet that the machine is connected to. */
export function subnetId({ network }: NewMachine): string {
  return network.kind === "existing"
    ? armLiteral(network.subnetId)
    : "[resourceId('Microsoft.Network/virtualNetworks/subnets', format('{0}-vnet', parameters('name')), 'default')]";
}

/** The network where it is a new one, and a virtual machine's interface. No address is public. */
export function networkResources(machine: NewMachine): readonly Json[] {
  const isNew = machine.network.kind === "new";
  const network: Json = {
    type: "Microsoft.Network/virtualNetworks",
    apiVersion: NETWORK_API_VERSION,
    name: networkName,
    location: "[parameters('location')]",
    properties: {
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [{ name: "default", properties: { addressPrefix: "10.0.0.0/24" } }],
    },
  };
  const networkInterface: Json = {
    type: "Microsoft.Network/networkInterfaces",
    apiVersion: NETWORK_API_VERSION,
    name: interfaceName,
    location: "[parameters('location')]",
    ...(isNew ? { dependsOn: [networkId] } : {}),
    properties: {
      ipConfigurations: [
        {
          name: "ipconfig",
          properties: { privateIPAllocationMethod: "Dynamic", subnet: { id: subnetId(machine) } },
        },
      ],
    },
  };
  return [...(isNew ? [network] : []), ...(machine.kind === "virtualMachine" ? [networkInterface] : [])];
}

/** What has to be there before the machine. */
export function networkDependencies({ kind, network }: NewMachine): readonly string[] {
  if (kind === "virtualMachine") {
    return [interfaceId];
  }
  return network.kind === "new" ? [networkId] : [];
}
