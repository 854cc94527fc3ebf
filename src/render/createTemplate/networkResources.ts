import type { NewMachine } from "../../identity/newMachine";
import { interfacePart, type MachinePart, networkPart } from "../../identity/newMachineParts";
import { armLiteral } from "../armLiteral";
import type { Json } from "./templateValue";

/** One that public templates use (docs/azure-behaviour.md#template-text); not looked up in an OpenAPI file. */
const NETWORK_API_VERSION = "2024-05-01";

const nameOf = ({ ending }: MachinePart): string => `format('{0}${ending}', parameters('name'))`;
const idOf = (part: MachinePart): string => `[resourceId('${part.type}', ${nameOf(part)})]`;

/** The network interface of a virtual machine; a scale set makes its own. */
export function interfaceId(machine: NewMachine): string {
  return idOf(interfacePart(machine));
}

/** The subnet that the machine is connected to. */
export function subnetId(machine: NewMachine): string {
  const { network } = machine;
  const made = networkPart(machine);
  return network.kind === "existing"
    ? armLiteral(network.subnetId)
    : `[resourceId('${made.type}/subnets', ${nameOf(made)}, 'default')]`;
}

/** The network where it is a new one, and a virtual machine's interface. No address is public. */
export function networkResources(machine: NewMachine): readonly Json[] {
  const isNew = machine.network.kind === "new";
  const [networkMade, interfaceMade] = [networkPart(machine), interfacePart(machine)];
  const network: Json = {
    type: networkMade.type,
    apiVersion: NETWORK_API_VERSION,
    name: `[${nameOf(networkMade)}]`,
    location: "[parameters('location')]",
    properties: {
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [{ name: "default", properties: { addressPrefix: "10.0.0.0/24" } }],
    },
  };
  const networkInterface: Json = {
    type: interfaceMade.type,
    apiVersion: NETWORK_API_VERSION,
    name: `[${nameOf(interfaceMade)}]`,
    location: "[parameters('location')]",
    ...(isNew ? { dependsOn: [idOf(networkMade)] } : {}),
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
export function networkDependencies(machine: NewMachine): readonly string[] {
  if (machine.kind === "virtualMachine") {
    return [interfaceId(machine)];
  }
  return machine.network.kind === "new" ? [idOf(networkPart(machine))] : [];
}
