import { type Estate } from "../emulator/src/estate/estate";
import { groupId } from "../emulator/src/estate/groupSeeds";
import { idsOf } from "../emulator/src/estate/identitySeeds";
import { computeId, scaleSet, vm, type Place } from "../emulator/src/estate/machineSeeds";
import { locationSeeds, subscriptions, subscriptionSeeds, tenants, tenantSeeds } from "../emulator/src/estate/places";
import { sampleApplication } from "../emulator/src/estate/sampleEstate";

const place: Place = { subscriptionId: subscriptions.production, group: "rg-faults", location: "westeurope" };

export const tenantId = tenants.contoso;
export const subscriptionId = subscriptions.production;

/** What histories happen to: small, so that its parts meet. */
export const identityIds = ["id-one", "id-two", "id-three", "id-four"].map(
  (name) =>
    `/subscriptions/${place.subscriptionId}/resourcegroups/${place.group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`,
);

const [one = "", two = "", three = ""] = identityIds;

export const resourceIds = {
  plain: computeId(place, "virtualMachines", "vm-plain"),
  both: computeId(place, "virtualMachines", "vm-both"),
  user: computeId(place, "virtualMachines", "vm-user"),
  uniform: computeId(place, "virtualMachineScaleSets", "vmss-uniform"),
  flexible: computeId(place, "virtualMachineScaleSets", "vmss-flexible"),
} as const;

export type ResourceName = keyof typeof resourceIds;

export const resourceNames = [
  "plain",
  "both",
  "user",
  "uniform",
  "flexible",
] as const satisfies readonly ResourceName[];

export const faultEstate: Estate = {
  tenants: tenantSeeds.filter((tenant) => tenant.tenantId === tenantId),
  subscriptions: subscriptionSeeds.filter((subscription) => subscription.subscriptionId === subscriptionId),
  locations: locationSeeds,
  applications: [sampleApplication],
  groups: [],
  resources: [
    { id: groupId(place), name: place.group, location: place.location, properties: { provisioningState: "Succeeded" } },
    ...identityIds.map((id) => ({
      id,
      location: place.location,
      tags: {},
      properties: { isolationScope: "None", tenantId, ...idsOf(id) },
    })),
    vm(place, { name: "vm-plain" }),
    vm(place, { name: "vm-both", systemAssigned: true, userAssigned: [one, two] }),
    vm(place, { name: "vm-user", userAssigned: [two] }),
    ...scaleSet(place, {
      name: "vmss-uniform",
      orchestrationMode: "Uniform",
      capacity: 0,
      systemAssigned: true,
      userAssigned: [three],
    }),
    ...scaleSet(place, { name: "vmss-flexible", orchestrationMode: "Flexible", capacity: 0, userAssigned: [one] }),
  ],
};
