import { guidFrom } from "../guid";
import { present, type JsonObject } from "../json";
import { type ResourceSeed } from "./estate";
import { identityBlock, type CarriedIdentity } from "./identitySeeds";
import { subscriptionSeeds } from "./places";

export interface Place {
  readonly subscriptionId: string;
  readonly group: string;
  readonly location: string;
  /** The tenant of a subscription that is not one of the sample estate. */
  readonly tenantId?: string;
  /** How the id spells the group's segment; the portal writes `resourceGroups`. */
  readonly groupsSegment?: string;
}

export interface VmSeed extends CarriedIdentity {
  readonly name: string;
  readonly windows?: boolean;
  readonly size?: string;
  readonly zone?: string;
  readonly tags?: JsonObject;
  /** The Flexible scale set that it is an instance of. */
  readonly scaleSetId?: string;
  /** The identity that disk encryption reads its key with. */
  readonly encryptionIdentity?: string;
}

export interface ScaleSetSeed extends CarriedIdentity {
  readonly name: string;
  readonly orchestrationMode: "Uniform" | "Flexible";
  readonly windows?: boolean;
  readonly capacity: number;
  readonly upgradeMode?: "Manual" | "Automatic" | "Rolling";
  readonly size?: string;
  readonly tags?: JsonObject;
  readonly extensions?: readonly ExtensionSeed[];
}

export interface ExtensionSeed {
  readonly name: string;
  readonly properties: JsonObject;
}

const timeCreated = "2026-01-12T04:06:07.3525011+00:00";

export function computeId(place: Place, type: "virtualMachines" | "virtualMachineScaleSets", name: string): string {
  return `/subscriptions/${place.subscriptionId}/${place.groupsSegment ?? "resourceGroups"}/${place.group}/providers/Microsoft.Compute/${type}/${name}`;
}

function tenantOf(place: Place): string {
  return (
    place.tenantId ??
    subscriptionSeeds.find(({ subscriptionId }) => subscriptionId === place.subscriptionId)?.tenantId ??
    ""
  );
}

/** A virtual machine in the shape of the recordings. */
export function vm(place: Place, seed: VmSeed): ResourceSeed {
  const id = computeId(place, "virtualMachines", seed.name);
  const groupId = `/subscriptions/${place.subscriptionId}/resourceGroups/${place.group}`;
  const windows = seed.windows === true;
  const disk = `${seed.name}_OsDisk_1_${guidFrom(`disk of ${id}`).replaceAll("-", "")}`;
  const members: readonly (readonly [string, unknown])[] = [
    ["location", place.location],
    ["tags", seed.tags ?? {}],
    ["identity", identityBlock(id, tenantOf(place), seed)],
    ["zones", seed.zone === undefined ? undefined : [seed.zone]],
    [
      "properties",
      {
        ...(seed.scaleSetId === undefined ? {} : { virtualMachineScaleSet: { id: seed.scaleSetId } }),
        ...(seed.encryptionIdentity === undefined
          ? {}
          : {
              securityProfile: {
                encryptionIdentity: { userAssignedIdentityResourceId: seed.encryptionIdentity },
              },
            }),
        hardwareProfile: { vmSize: seed.size ?? "Standard_D2s_v3" },
        provisioningState: "Succeeded",
        vmId: guidFrom(`vm ${id}`),
        storageProfile: {
          imageReference: image(windows),
          osDisk: {
            osType: windows ? "Windows" : "Linux",
            name: disk,
            createOption: "FromImage",
            caching: "ReadWrite",
            managedDisk: {
              storageAccountType: "Premium_LRS",
              id: `${groupId}/providers/Microsoft.Compute/disks/${disk}`,
            },
            deleteOption: "Detach",
            diskSizeGB: windows ? 127 : 30,
          },
          dataDisks: [],
        },
        osProfile: { computerName: seed.name.slice(0, 15), ...osProfile(windows) },
        networkProfile: {
          networkInterfaces: [{ id: `${groupId}/providers/Microsoft.Network/networkInterfaces/${seed.name}-nic` }],
        },
        timeCreated,
      },
    ],
  ];
  return { id, ...present(members) };
}

/** A scale set; a Uniform one with its instances. Those of a Flexible one are machines of their own. */
export function scaleSet(place: Place, seed: ScaleSetSeed): readonly ResourceSeed[] {
  const id = computeId(place, "virtualMachineScaleSets", seed.name);
  const sku = { name: seed.size ?? "Standard_D2s_v3", tier: "Standard", capacity: seed.capacity };
  const uniform = seed.orchestrationMode === "Uniform";
  const body = present([
    ["location", place.location],
    ["tags", seed.tags ?? {}],
    ["identity", identityBlock(id, tenantOf(place), seed)],
    ["sku", sku],
    ["properties", scaleSetProperties(id, seed, uniform)],
  ]);
  const instances = uniform
    ? Array.from({ length: seed.capacity }, (_, index) => instance(id, place, seed, index))
    : [];
  return [{ id, ...body }, ...instances];
}

function scaleSetProperties(id: string, seed: ScaleSetSeed, uniform: boolean): JsonObject {
  const windows = seed.windows === true;
  return {
    singlePlacementGroup: uniform,
    orchestrationMode: seed.orchestrationMode,
    ...(uniform ? { upgradePolicy: { mode: seed.upgradeMode ?? "Manual" } } : {}),
    virtualMachineProfile: {
      osProfile: { computerNamePrefix: seed.name.slice(0, 9), ...osProfile(windows) },
      storageProfile: {
        osDisk: {
          osType: windows ? "Windows" : "Linux",
          createOption: "FromImage",
          caching: "ReadWrite",
          managedDisk: { storageAccountType: "Premium_LRS" },
          diskSizeGB: windows ? 127 : 30,
        },
        imageReference: image(windows),
      },
      networkProfile: { networkInterfaceConfigurations: [] },
      ...(seed.extensions === undefined ? {} : { extensionProfile: { extensions: seed.extensions } }),
    },
    provisioningState: "Succeeded",
    ...(uniform ? { overprovision: false, doNotRunExtensionsOnOverprovisionedVMs: false } : {}),
    uniqueId: guidFrom(`scale set ${id}`),
    platformFaultDomainCount: uniform ? 5 : 1,
    timeCreated,
  };
}

/** Instance ids of Uniform sets are numbers; the last instance of a Manual set with extensions lags behind its model. */
function instance(scaleSetId: string, place: Place, seed: ScaleSetSeed, index: number): ResourceSeed {
  const windows = seed.windows === true;
  const lagging = seed.extensions !== undefined && index === seed.capacity - 1;
  const machine = `/subscriptions/${place.subscriptionId}/resourceGroups/${place.group}/providers/Microsoft.Compute/virtualMachines/${seed.name}_${index}`;
  const resources = seed.extensions?.map((extension) => ({
    ...extension,
    id: `${machine}/extensions/${extension.name}`,
    type: "Microsoft.Compute/virtualMachines/extensions",
    location: place.location,
    properties: { ...extension.properties, provisioningState: "Succeeded" },
  }));
  return {
    id: `${scaleSetId}/virtualMachines/${index}`,
    location: place.location,
    tags: seed.tags ?? {},
    ...(resources === undefined ? {} : { resources }),
    properties: {
      latestModelApplied: !lagging,
      modelDefinitionApplied: "VirtualMachineScaleSet",
      vmId: guidFrom(`instance ${index} of ${scaleSetId}`),
      hardwareProfile: { vmSize: seed.size ?? "Standard_D2s_v3" },
      storageProfile: {
        imageReference: { ...image(windows), exactVersion: windows ? "20348.2113.231109" : "22.04.202401160" },
        osDisk: {
          osType: windows ? "Windows" : "Linux",
          name: `${seed.name}_${index}_OsDisk`,
          createOption: "FromImage",
          caching: "ReadWrite",
          managedDisk: { storageAccountType: "Premium_LRS" },
          diskSizeGB: windows ? 127 : 30,
        },
        dataDisks: [],
      },
      osProfile: { computerName: `${seed.name.slice(0, 9)}${String(index).padStart(6, "0")}`, ...osProfile(windows) },
      networkProfile: { networkInterfaces: [{ id: `${scaleSetId}/virtualMachines/${index}/networkInterfaces/nic` }] },
      provisioningState: "Succeeded",
    },
  };
}

function image(windows: boolean): JsonObject {
  return windows
    ? {
        publisher: "MicrosoftWindowsServer",
        offer: "WindowsServer",
        sku: "2022-datacenter-azure-edition",
        version: "latest",
      }
    : { publisher: "Canonical", offer: "0001-com-ubuntu-server-jammy", sku: "22_04-lts-gen2", version: "latest" };
}

function osProfile(windows: boolean): JsonObject {
  return {
    adminUsername: "azureadmin",
    ...(windows
      ? { windowsConfiguration: { provisionVMAgent: true, enableAutomaticUpdates: true } }
      : { linuxConfiguration: { disablePasswordAuthentication: true, provisionVMAgent: true } }),
    secrets: [],
    allowExtensionOperations: true,
  };
}

/** An extension on a machine. */
export function extensionOf(place: Place, machineId: string, { name, properties }: ExtensionSeed): ResourceSeed {
  return {
    id: `${machineId}/extensions/${name}`,
    name,
    type: "Microsoft.Compute/virtualMachines/extensions",
    location: place.location,
    properties: { autoUpgradeMinorVersion: true, ...properties, provisioningState: "Succeeded" },
  };
}

/** Extensions that take tokens for an identity of their machine (docs/azure-behaviour.md#extensions-that-use-an-identity). */
export const identityExtensions = {
  entraSignIn: {
    name: "AADSSHLoginForLinux",
    properties: {
      publisher: "Microsoft.Azure.ActiveDirectory",
      type: "AADSSHLoginForLinux",
      typeHandlerVersion: "1.0",
      settings: {},
    },
  },
  machineConfiguration: {
    name: "AzurePolicyforLinux",
    properties: {
      publisher: "Microsoft.GuestConfiguration",
      type: "ConfigurationforLinux",
      typeHandlerVersion: "1.0",
      settings: {},
    },
  },
  monitor: (identityId: string): ExtensionSeed => ({
    name: "AzureMonitorLinuxAgent",
    properties: {
      publisher: "Microsoft.Azure.Monitor",
      type: "AzureMonitorLinuxAgent",
      typeHandlerVersion: "1.33",
      settings: {
        authentication: { managedIdentity: { "identifier-name": "mi_res_id", "identifier-value": identityId } },
      },
    },
  }),
  keyVault: (clientId: string): ExtensionSeed => ({
    name: "KeyVaultForLinux",
    properties: {
      publisher: "Microsoft.Azure.KeyVault",
      type: "KeyVaultForLinux",
      typeHandlerVersion: "2.0",
      settings: { authenticationSettings: { msiClientId: clientId } },
    },
  }),
} as const;

/** The extension that was retired in 2019 and listened on port 50342 (docs/azure-behaviour.md#retired-extension). */
export function retiredExtension(os: "Windows" | "Linux"): ExtensionSeed {
  return {
    name: `ManagedIdentityExtensionFor${os}`,
    properties: {
      publisher: "Microsoft.ManagedIdentity",
      type: `ManagedIdentityExtensionFor${os}`,
      typeHandlerVersion: "1.0",
      autoUpgradeMinorVersion: true,
      settings: { port: 50342 },
    },
  };
}
