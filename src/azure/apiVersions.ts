/**
 * The API versions of our own requests. Compute and ManagedIdentity are those of the SDK's clients (@azure/arm-compute 25.1.1,
 * @azure/arm-msi 2.2.0), subscriptions that of the OpenAPI files; resource groups have had `name` and `location` in every
 * version, and which is the newest is unverified; the network's is one that real templates use, as the OpenAPI files hold none.
 */
export const apiVersions = {
  compute: "2026-04-01",
  computeSkus: "2021-07-01",
  managedIdentity: "2024-11-30",
  subscriptions: "2022-12-01",
  resourceGroups: "2021-04-01",
  network: "2024-05-01",
} as const;
