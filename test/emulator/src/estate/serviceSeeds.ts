import { policyAssignmentType } from "../authorization/policyRoutes";
import { present, type JsonObject } from "../json";
import { type ResourceSeed } from "./estate";
import { groupId, groups } from "./groupSeeds";
import { identities, identityBlock, idsOf, spelledByPortal, type CarriedIdentity } from "./identitySeeds";
import { type Place } from "./machineSeeds";
import { tenants } from "./places";

/** A resource that is no machine. Its properties hold what names an identity; no recording holds one (unverified). */
interface ServiceSeed extends CarriedIdentity {
  /** Like `Microsoft.Web/sites`. */
  readonly type: string;
  readonly name: string;
  readonly kind?: string;
  readonly sku?: JsonObject;
  readonly tags?: JsonObject;
  readonly properties?: JsonObject;
}

function serviceId(place: Place, type: string, name: string): string {
  return `${groupId(place)}/providers/${type}/${name}`;
}

/** Resources other than machines that tests name: users of identities, and places that access is granted on. */
export const services = {
  /** A web app that no machine shares its identity with. */
  storefront: serviceId(groups.apps, "Microsoft.Web/sites", "app-storefront"),
  orderFunctions: serviceId(groups.apps, "Microsoft.Web/sites", "func-orders"),
  catalog: serviceId(groups.apps, "Microsoft.App/containerApps", "ca-catalog"),
  reportingJob: serviceId(groups.apps, "Microsoft.ContainerInstance/containerGroups", "ci-reporting"),
  cluster: serviceId(groups.appStaging, "Microsoft.ContainerService/managedClusters", "aks-staging"),
  dataFactory: serviceId(groups.apps, "Microsoft.DataFactory/factories", "adf-contoso"),
  workflow: serviceId(groups.apps, "Microsoft.Logic/workflows", "logic-invoices"),
  apiManagement: serviceId(groups.apps, "Microsoft.ApiManagement/service", "apim-contoso"),
  sqlServer: serviceId(groups.data, "Microsoft.Sql/servers", "sql-contoso"),
  automation: serviceId(groups.shared, "Microsoft.Automation/automationAccounts", "aa-operations"),
  deploymentScript: serviceId(groups.apps, "Microsoft.Resources/deploymentScripts", "seed-catalog"),
  /** Encrypted with a key that an identity reads. */
  encryptedStorage: serviceId(groups.apps, "Microsoft.Storage/storageAccounts", "stcontosoorders"),
  dataLake: serviceId(groups.data, "Microsoft.Storage/storageAccounts", "stcontosodatalake"),
  vault: serviceId(groups.apps, "Microsoft.KeyVault/vaults", "kv-storefront"),
  sharedVault: serviceId(groups.shared, "Microsoft.KeyVault/vaults", "kv-contoso-shared"),
  registry: serviceId(groups.shared, "Microsoft.ContainerRegistry/registries", "crcontoso"),
  policyAssignment: `${groupId(groups.apps)}/providers/${policyAssignmentType}/inherit-tags`,
} as const;

function service(place: Place, seed: ServiceSeed): ResourceSeed {
  const id = serviceId(place, seed.type, seed.name);
  const members = present([
    ["kind", seed.kind],
    ["sku", seed.sku],
    ["identity", identityBlock(id, tenants.contoso, seed)],
  ]);
  return {
    id,
    location: place.location,
    tags: seed.tags ?? {},
    ...members,
    properties: { ...seed.properties, provisioningState: "Succeeded" },
  };
}

function vault(place: Place, name: string): ResourceSeed {
  const sku = { family: "A", name: "standard" };
  const properties = { tenantId: tenants.contoso, sku, accessPolicies: [], enableRbacAuthorization: true };
  return service(place, {
    type: "Microsoft.KeyVault/vaults",
    name,
    properties: { ...properties, vaultUri: `https://${name}.vault.azure.net/` },
  });
}

const storefrontTags = { app: "storefront" };

const apps: readonly ResourceSeed[] = [
  service(groups.apps, {
    type: "Microsoft.Web/sites",
    name: "app-storefront",
    kind: "app,linux",
    tags: storefrontTags,
    userAssigned: [spelledByPortal(identities.storefront)],
    properties: { state: "Running", keyVaultReferenceIdentity: spelledByPortal(identities.storefront) },
  }),
  service(groups.apps, {
    type: "Microsoft.Web/sites",
    name: "func-orders",
    kind: "functionapp,linux",
    tags: storefrontTags,
    systemAssigned: true,
    userAssigned: [identities.storefront],
    properties: { state: "Running" },
  }),
  service(groups.apps, {
    type: "Microsoft.App/containerApps",
    name: "ca-catalog",
    tags: storefrontTags,
    userAssigned: [identities.storefront],
    properties: {
      configuration: { registries: [{ server: "crcontoso.azurecr.io", identity: identities.storefront }] },
    },
  }),
  service(groups.apps, {
    type: "Microsoft.ContainerInstance/containerGroups",
    name: "ci-reporting",
    userAssigned: [identities.telemetry],
    properties: { osType: "Linux", containers: [] },
  }),
  service(groups.apps, {
    type: "Microsoft.DataFactory/factories",
    name: "adf-contoso",
    systemAssigned: true,
    userAssigned: [identities.pipelines],
  }),
  service(groups.apps, {
    type: "Microsoft.Logic/workflows",
    name: "logic-invoices",
    userAssigned: [identities.secrets],
    properties: { state: "Enabled" },
  }),
  service(groups.apps, {
    type: "Microsoft.ApiManagement/service",
    name: "apim-contoso",
    sku: { name: "Developer", capacity: 1 },
    userAssigned: [identities.webApi],
    properties: {
      hostnameConfigurations: [
        { hostName: "api.contoso.example", identityClientId: idsOf(identities.webApi).clientId },
      ],
    },
  }),
  service(groups.apps, {
    type: "Microsoft.Resources/deploymentScripts",
    name: "seed-catalog",
    kind: "AzureCLI",
    userAssigned: [identities.pipelines],
    properties: { azCliVersion: "2.60.0", retentionInterval: "P1D" },
  }),
  service(groups.apps, {
    type: "Microsoft.Storage/storageAccounts",
    name: "stcontosoorders",
    kind: "StorageV2",
    sku: { name: "Standard_LRS", tier: "Standard" },
    userAssigned: [spelledByPortal(identities.storageEncryption)],
    properties: {
      encryption: {
        keySource: "Microsoft.Keyvault",
        keyvaultproperties: { keyvaulturi: "https://kv-storefront.vault.azure.net", keyname: "orders" },
        identity: { userAssignedIdentity: spelledByPortal(identities.storageEncryption) },
      },
    },
  }),
  vault(groups.apps, "kv-storefront"),
];

const data: readonly ResourceSeed[] = [
  service(groups.data, {
    type: "Microsoft.Sql/servers",
    name: "sql-contoso",
    kind: "v12.0",
    userAssigned: [identities.dataLake],
    properties: { version: "12.0", state: "Ready", primaryUserAssignedIdentityId: identities.dataLake },
  }),
  service(groups.data, {
    type: "Microsoft.Storage/storageAccounts",
    name: "stcontosodatalake",
    kind: "StorageV2",
    sku: { name: "Standard_GRS", tier: "Standard" },
    properties: { isHnsEnabled: true },
  }),
];

const shared: readonly ResourceSeed[] = [
  service(groups.shared, {
    type: "Microsoft.Automation/automationAccounts",
    name: "aa-operations",
    systemAssigned: true,
    userAssigned: [identities.secrets],
    properties: { state: "Ok" },
  }),
  service(groups.shared, {
    type: "Microsoft.ContainerRegistry/registries",
    name: "crcontoso",
    sku: { name: "Premium", tier: "Premium" },
    properties: { loginServer: "crcontoso.azurecr.io" },
  }),
  vault(groups.shared, "kv-contoso-shared"),
];

const kubelet = idsOf(identities.kubelet);

const cluster = service(groups.appStaging, {
  type: "Microsoft.ContainerService/managedClusters",
  name: "aks-staging",
  sku: { name: "Base", tier: "Free" },
  userAssigned: [identities.cluster],
  properties: {
    nodeResourceGroup: groups.nodes.group,
    identityProfile: {
      kubeletidentity: {
        resourceId: identities.kubelet,
        clientId: kubelet.clientId,
        objectId: kubelet.principalId,
      },
    },
  },
});

/** A policy that changes resources does so with an identity of its own. */
const policyAssignment: ResourceSeed = {
  id: services.policyAssignment,
  name: "inherit-tags",
  type: policyAssignmentType,
  location: groups.apps.location,
  identity: identityBlock(services.policyAssignment, tenants.contoso, { userAssigned: [identities.remediation] }),
  properties: {
    displayName: "Inherit tags from the resource group",
    policyDefinitionId: "/providers/Microsoft.Authorization/policyDefinitions/ea3f2387-9b95-492a-a190-fcdc54f7b070",
    scope: groupId(groups.apps),
    notScopes: [],
    enforcementMode: "Default",
    parameters: { tagName: { value: "app" } },
  },
};

/**
 * Users of identities that are no machines, and the vaults, storage accounts and registry that access is granted on. Some use identities
 * that no machine uses.
 */
export const serviceSeeds: readonly ResourceSeed[] = [...apps, ...data, ...shared, cluster, policyAssignment];
