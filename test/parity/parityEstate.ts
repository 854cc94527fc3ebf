import type { Estate, ResourceSeed } from "../emulator/src/estate/estate";
import { idsOf } from "../emulator/src/estate/identitySeeds";
import { computeId, type Place, scaleSet, vm } from "../emulator/src/estate/machineSeeds";
import { tenants } from "../emulator/src/estate/places";
import { sampleApplication } from "../emulator/src/estate/sampleEstate";
import type { IdentityState } from "../../src/identity/identityState";
import type { ComputeResourceType } from "../../src/identity/computeResourceType";

export const subscriptionId = "1c638cf4-0001-4ee6-b680-c329e824c3a8";

/** The resource group that the articles use. */
export const place: Place = { subscriptionId, group: "myResourceGroup", location: "westus" };

/** The id of a resource group. */
export function resourceGroupId(name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
}

/** The id of a user-assigned identity, as its provider spells it. The estate holds ID1 to ID3. */
export function identityId(name: string): string {
  return `/subscriptions/${subscriptionId}/resourcegroups/${place.group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
}

function identitySeed(name: string): ResourceSeed {
  const id = identityId(name);
  const properties = { isolationScope: "None", tenantId: tenants.contoso, ...idsOf(id) };
  return { id, location: place.location, tags: {}, properties };
}

/** A state in short: whether the system-assigned identity is on, and the names of the user-assigned ones. */
export function state(systemAssigned: boolean, ...names: string[]): IdentityState {
  return {
    systemAssigned: systemAssigned ? {} : undefined,
    userAssigned: names.map((name) => ({ id: identityId(name) })),
  };
}

/** The id of a machine or scale set of the estate. */
export function resourceId(resource: ComputeResourceType, name: string): string {
  return computeId(place, resource.kind === "virtualMachine" ? "virtualMachines" : "virtualMachineScaleSets", name);
}

/** A machine or a scale set, whole, with the identities of a state. */
export function resourceSeeds(
  resource: ComputeResourceType,
  name: string,
  carried: IdentityState,
): readonly ResourceSeed[] {
  const identities = {
    systemAssigned: carried.systemAssigned !== undefined,
    userAssigned: carried.userAssigned.map(({ id }) => id),
  };
  return resource.kind === "virtualMachine"
    ? [vm(place, { name, ...identities })]
    : scaleSet(place, { name, orchestrationMode: resource.orchestrationMode, capacity: 1, ...identities });
}

/** A Microsoft Entra group of the articles, and one like it for the extension to use. */
export const directoryGroups = [
  { id: "6f0c1c62-0001-4d0a-9a5b-7f3f0a2f5d22", displayName: "myGroup" },
  { id: "6f0c1c62-0002-4d0a-9a5b-7f3f0a2f5d22", displayName: "theirGroup" },
] as const;

/** One subscription with the articles' resource group, three identities and what a test adds. */
export function parityEstate(resources: readonly ResourceSeed[]): Estate {
  return {
    tenants: [{ tenantId: tenants.contoso, displayName: "Contoso", defaultDomain: "contoso.example" }],
    subscriptions: [{ subscriptionId, tenantId: tenants.contoso, displayName: "mySubscription" }],
    locations: [{ name: "westus", displayName: "West US" }],
    applications: [sampleApplication],
    groups: directoryGroups.map((group) => ({ ...group, tenantId: tenants.contoso, description: "", members: [] })),
    resources: [
      { id: resourceGroupId(place.group), location: place.location, tags: {} },
      ...["ID1", "ID2", "ID3"].map(identitySeed),
      ...resources,
    ],
  };
}
