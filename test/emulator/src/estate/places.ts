import { type LocationSeed, type SubscriptionSeed, type TenantSeed } from "./estate";

/** Where the sample estate lies. Ids are fixed, so that tests can name them. */
export const tenants = {
  contoso: "4b71fe15-44c6-47b7-94ac-5a6b2cc290e9",
  fabrikam: "ed94de55-1f87-4278-9651-525e7ba467d6",
} as const;

export const subscriptions = {
  production: "1c638cf4-0001-4ee6-b680-c329e824c3a8",
  staging: "1c638cf4-0002-4ee6-b680-c329e824c3a8",
  development: "1c638cf4-0003-4ee6-b680-c329e824c3a8",
  sharedServices: "1c638cf4-0004-4ee6-b680-c329e824c3a8",
  fabrikamProduction: "ec0aa5f7-0001-40c9-85cd-535c6305b380",
  fabrikamLab: "ec0aa5f7-0002-40c9-85cd-535c6305b380",
} as const;

export const tenantSeeds: readonly TenantSeed[] = [
  { tenantId: tenants.contoso, displayName: "Contoso", defaultDomain: "contoso.example" },
  { tenantId: tenants.fabrikam, displayName: "Fabrikam", defaultDomain: "fabrikam.example" },
];

export const subscriptionSeeds: readonly SubscriptionSeed[] = [
  { subscriptionId: subscriptions.production, tenantId: tenants.contoso, displayName: "Contoso Production" },
  { subscriptionId: subscriptions.staging, tenantId: tenants.contoso, displayName: "Contoso Staging" },
  { subscriptionId: subscriptions.development, tenantId: tenants.contoso, displayName: "Contoso Development" },
  { subscriptionId: subscriptions.sharedServices, tenantId: tenants.contoso, displayName: "Contoso Shared Services" },
  { subscriptionId: subscriptions.fabrikamProduction, tenantId: tenants.fabrikam, displayName: "Fabrikam Production" },
  { subscriptionId: subscriptions.fabrikamLab, tenantId: tenants.fabrikam, displayName: "Fabrikam Lab" },
];

export const locationSeeds: readonly LocationSeed[] = [
  { name: "westeurope", displayName: "West Europe" },
  { name: "northeurope", displayName: "North Europe" },
  { name: "germanywestcentral", displayName: "Germany West Central" },
  { name: "eastus", displayName: "East US" },
  { name: "westus", displayName: "West US" },
  { name: "southeastasia", displayName: "Southeast Asia" },
];
