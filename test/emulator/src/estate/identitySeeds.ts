import { guidFrom } from "../guid";
import { type JsonObject } from "../json";
import { type ResourceSeed } from "./estate";
import { subscriptions, subscriptionSeeds } from "./places";

const provider = "providers/Microsoft.ManagedIdentity/userAssignedIdentities";

function identity(subscriptionId: string, group: string, name: string): string {
  return `/subscriptions/${subscriptionId}/resourcegroups/${group}/${provider}/${name}`;
}

/** The user-assigned identities of the estate, by the ids that their provider gives them. */
export const identities = {
  webFrontend: identity(subscriptions.production, "rg-web-prod", "id-web-frontend"),
  webApi: identity(subscriptions.production, "rg-web-prod", "id-web-api"),
  deployment: identity(subscriptions.production, "rg-web-prod", "id-web-deploy"),
  sqlBackup: identity(subscriptions.production, "rg-data-prod", "id-sql-backup"),
  dataLake: identity(subscriptions.production, "rg-data-prod", "id-datalake-reader"),
  batch: identity(subscriptions.production, "rg-batch-prod", "id-batch-worker"),
  payments: identity(subscriptions.production, "rg-payments-prod", "id-payments"),
  /** Used in several subscriptions. */
  telemetry: identity(subscriptions.sharedServices, "rg-identities", "id-telemetry"),
  /** Used in several subscriptions. */
  secrets: identity(subscriptions.sharedServices, "rg-identities", "id-keyvault-reader"),
  /** Used by nothing at all. */
  unused: identity(subscriptions.sharedServices, "rg-identities", "id-unused"),
  stagingApp: identity(subscriptions.staging, "rg-app-staging", "id-app-staging"),
  devBox: identity(subscriptions.development, "rg-dev", "id-dev-box"),
  /** Used by a web app, a function app and a container app; by no machine. */
  storefront: identity(subscriptions.production, "rg-apps-prod", "id-storefront"),
  /** Used by a data factory and a deployment script; by no machine. */
  pipelines: identity(subscriptions.production, "rg-apps-prod", "id-data-pipelines"),
  /** Reads the key that a storage account is encrypted with; used by no machine. */
  storageEncryption: identity(subscriptions.production, "rg-apps-prod", "id-storage-encryption"),
  /** Used by a policy assignment; by no machine. */
  remediation: identity(subscriptions.production, "rg-apps-prod", "id-policy-remediation"),
  /** The control plane of an AKS cluster; used by no machine. */
  cluster: identity(subscriptions.staging, "rg-app-staging", "id-aks-staging"),
  /** The kubelet of that cluster, named in its `identityProfile` only. */
  kubelet: identity(subscriptions.staging, "MC_rg-app-staging_aks-staging_westeurope", "aks-staging-agentpool"),
  fabrikamOrders: identity(subscriptions.fabrikamProduction, "rg-orders", "id-orders"),
  fabrikamLab: identity(subscriptions.fabrikamLab, "rg-lab", "id-lab"),
} as const;

/** Machines still list it; the identity itself is gone. */
export const deletedIdentity = identity(subscriptions.production, "rg-data-prod", "id-reports-old");

/** It can be used in its own region only (docs/azure-behaviour.md#isolation-scope). */
const regional: ReadonlySet<string> = new Set([identities.stagingApp]);

const regions: Readonly<Record<string, string>> = {
  [identities.batch]: "northeurope",
  [identities.fabrikamOrders]: "eastus",
  [identities.fabrikamLab]: "westus",
};

/** The ids that a machine shows for an identity once it is assigned. */
export function idsOf(id: string): { readonly principalId: string; readonly clientId: string } {
  const key = id.toLowerCase();
  return { principalId: guidFrom(`principal of ${key}`), clientId: guidFrom(`client of ${key}`) };
}

function identitySeed(id: string): ResourceSeed {
  const subscriptionId = id.split("/")[2];
  const tenantId = subscriptionSeeds.find((one) => one.subscriptionId === subscriptionId)?.tenantId;
  return {
    id,
    location: regions[id] ?? "westeurope",
    tags: {},
    properties: { isolationScope: regional.has(id) ? "Regional" : "None", tenantId, ...idsOf(id) },
  };
}

function credential(id: string, name: string, issuer: string, subject: string): ResourceSeed {
  return {
    id: `${id}/federatedIdentityCredentials/${name}`,
    properties: { issuer, subject, audiences: ["api://AzureADTokenExchange"] },
  };
}

export const identitySeeds: readonly ResourceSeed[] = [
  ...Object.values(identities).map(identitySeed),
  credential(
    identities.deployment,
    "github-main",
    "https://token.actions.githubusercontent.com",
    "repo:contoso/web:ref:refs/heads/main",
  ),
  credential(
    identities.deployment,
    "github-production",
    "https://token.actions.githubusercontent.com",
    "repo:contoso/web:environment:production",
  ),
  credential(
    identities.batch,
    "aks-batch",
    "https://oidc.prod-aks.azure.com/4b71fe15",
    "system:serviceaccount:batch:worker",
  ),
];

/** How a client spelled an id when it assigned it; the machine keeps that spelling (docs/azure-behaviour.md#spelling-of-resource-ids). */
export function spelledByPortal(id: string): string {
  return id.replace("/resourcegroups/", "/resourceGroups/");
}

export interface CarriedIdentity {
  readonly systemAssigned?: boolean;
  /** Ids in the spelling with which they were assigned. */
  readonly userAssigned?: readonly string[];
}

/** The `identity` member of a resource in the newest shape; `undefined` where it carries none. */
export function identityBlock(ownerId: string, tenantId: string, carried: CarriedIdentity): JsonObject | undefined {
  const ids = carried.userAssigned ?? [];
  const system = carried.systemAssigned === true;
  if (!system && ids.length === 0) {
    return undefined;
  }
  return {
    type: [...(system ? ["SystemAssigned"] : []), ...(ids.length > 0 ? ["UserAssigned"] : [])].join(", "),
    ...(system ? { principalId: systemPrincipal(ownerId), tenantId } : {}),
    ...(ids.length > 0 ? { userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, idsOf(id)])) } : {}),
  };
}

/** The principal that a resource's system-assigned identity has when the emulator starts. */
export function systemPrincipal(ownerId: string): string {
  return guidFrom(`system-assigned principal of ${ownerId.toLowerCase()}`);
}
