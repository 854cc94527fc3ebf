import { type ResourceSeed } from "./estate";
import { type Place } from "./machineSeeds";
import { subscriptions } from "./places";

/** The resource groups of the estate. */
export const groups = {
  web: { subscriptionId: subscriptions.production, group: "rg-web-prod", location: "westeurope" },
  data: { subscriptionId: subscriptions.production, group: "rg-data-prod", location: "westeurope" },
  batch: { subscriptionId: subscriptions.production, group: "rg-batch-prod", location: "northeurope" },
  /** Locked: nothing in it can be written. */
  payments: { subscriptionId: subscriptions.production, group: "rg-payments-prod", location: "germanywestcentral" },
  /** No machines: web apps, vaults, storage accounts and others that use identities. */
  apps: { subscriptionId: subscriptions.production, group: "rg-apps-prod", location: "westeurope" },
  legacy: { subscriptionId: subscriptions.production, group: "rg-legacy", location: "westeurope" },
  appStaging: { subscriptionId: subscriptions.staging, group: "rg-app-staging", location: "westeurope" },
  /** The nodes of an AKS cluster. */
  nodes: {
    subscriptionId: subscriptions.staging,
    group: "MC_rg-app-staging_aks-staging_westeurope",
    location: "westeurope",
  },
  loadTest: { subscriptionId: subscriptions.staging, group: "rg-loadtest", location: "northeurope" },
  dev: { subscriptionId: subscriptions.development, group: "rg-dev", location: "westeurope" },
  shared: { subscriptionId: subscriptions.sharedServices, group: "rg-shared", location: "westeurope" },
  identities: { subscriptionId: subscriptions.sharedServices, group: "rg-identities", location: "westeurope" },
  orders: { subscriptionId: subscriptions.fabrikamProduction, group: "rg-orders", location: "eastus" },
  lab: { subscriptionId: subscriptions.fabrikamLab, group: "rg-lab", location: "westus" },
} as const satisfies Readonly<Record<string, Place>>;

export function groupId({ subscriptionId, group }: Place): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${group}`;
}

const lockId = `${groupId(groups.payments)}/providers/Microsoft.Authorization/locks/audit-freeze`;

/** A virtual network with two subnets. */
function network(place: Place, name: string, prefix: string): ResourceSeed {
  const id = `${groupId(place)}/providers/Microsoft.Network/virtualNetworks/${name}`;
  const subnets = ["frontend", "backend"].map((subnet, index) => ({
    name: `snet-${subnet}`,
    id: `${id}/subnets/snet-${subnet}`,
    properties: { addressPrefix: `${prefix}.${index}.0/24`, provisioningState: "Succeeded" },
  }));
  return {
    id,
    location: place.location,
    tags: {},
    properties: { addressSpace: { addressPrefixes: [`${prefix}.0.0/16`] }, subnets, provisioningState: "Succeeded" },
  };
}

export const groupSeeds: readonly ResourceSeed[] = [
  ...Object.values(groups).map((place) => ({ id: groupId(place), location: place.location, tags: {} })),
  {
    id: lockId,
    name: "audit-freeze",
    type: "Microsoft.Authorization/locks",
    properties: { level: "ReadOnly", notes: "Frozen until the audit is over" },
  },
  network(groups.web, "vnet-web", "10.10"),
  network(groups.dev, "vnet-dev", "10.20"),
];
