import type { NewMachine, NewScaleSet, NewVirtualMachine } from "../../identity/newMachine";
import { armLiteral } from "../armLiteral";
import { identityBlock } from "../identityBlock";
import { operatingSystemProfile, storageProfile } from "./machineProfiles";
import { interfaceId, networkDependencies, subnetId } from "./networkResources";
import type { Json } from "./templateValue";

/** The version of the OpenAPI files that the shapes here are of. */
export const COMPUTE_API_VERSION = "2024-07-01";

/** The full type of what is made. */
export function machineType({ kind }: Pick<NewMachine, "kind">): string {
  return kind === "virtualMachine" ? "Microsoft.Compute/virtualMachines" : "Microsoft.Compute/virtualMachineScaleSets";
}

/** The identity member, in the one shape that the rest of the house knows; none where the machine starts without. */
function identityMember({ identity }: NewMachine): { readonly identity?: Json } {
  const reading = identityBlock(identity, COMPUTE_API_VERSION);
  if (reading.kind !== "block" || reading.block.type === "None") {
    return {};
  }
  const { type, userAssignedIdentities } = reading.block;
  const ids = Object.keys(userAssignedIdentities ?? {});
  return {
    identity: {
      type,
      ...(ids.length > 0 ? { userAssignedIdentities: Object.fromEntries(ids.map((id) => [armLiteral(id), {}])) } : {}),
    },
  };
}

/** The machine or scale set itself. */
export function machineResource(machine: NewMachine): Json {
  const dependsOn = networkDependencies(machine);
  return {
    type: machineType(machine),
    apiVersion: COMPUTE_API_VERSION,
    name: "[parameters('name')]",
    location: "[parameters('location')]",
    ...(dependsOn.length > 0 ? { dependsOn } : {}),
    ...identityMember(machine),
    ...(machine.kind === "virtualMachine"
      ? { properties: virtualMachineProperties(machine) }
      : {
          sku: { name: "[parameters('size')]", tier: "Standard", capacity: "[parameters('instanceCount')]" },
          properties: scaleSetProperties(machine),
        }),
  };
}

function virtualMachineProperties(machine: NewVirtualMachine): Json {
  return {
    hardwareProfile: { vmSize: "[parameters('size')]" },
    storageProfile: storageProfile(machine),
    osProfile: { computerName: "[parameters('name')]", ...operatingSystemProfile(machine) },
    networkProfile: {
      networkInterfaces: [{ id: interfaceId(machine), properties: { deleteOption: "Delete" } }],
    },
  };
}

/** What the two modes need is not the same: a Flexible set names the network's API version and has no upgrade policy of this kind. */
function scaleSetProperties(machine: NewScaleSet): Json {
  const isFlexible = machine.orchestrationMode === "Flexible";
  return {
    orchestrationMode: machine.orchestrationMode,
    ...(isFlexible ? { platformFaultDomainCount: 1 } : { overprovision: false, upgradePolicy: { mode: "Manual" } }),
    virtualMachineProfile: {
      storageProfile: storageProfile(machine),
      osProfile: { computerNamePrefix: computerNamePrefix(machine.name), ...operatingSystemProfile(machine) },
      networkProfile: {
        ...(isFlexible ? { networkApiVersion: "2020-11-01" } : {}),
        networkInterfaceConfigurations: [
          {
            name: "nic",
            properties: {
              primary: true,
              ipConfigurations: [{ name: "ipconfig", properties: { subnet: { id: subnetId(machine) } } }],
            },
          },
        ],
      },
    },
  };
}

/** At most nine characters: the service adds six to make a computer name of fifteen. */
function computerNamePrefix(name: string): string {
  return name.slice(0, 9).replace(/-+$/, "");
}
