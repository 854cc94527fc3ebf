import { type GroupSeed } from "./estate";
import { identities, idsOf } from "./identitySeeds";
import { tenants } from "./places";

/** Microsoft Entra groups that tests name. */
export const entraGroups = {
  sqlReaders: "6f0c1c62-0001-4d0a-9a5b-7f3f0a2f5d11",
  sqlWriters: "6f0c1c62-0002-4d0a-9a5b-7f3f0a2f5d11",
  keyVaultUsers: "6f0c1c62-0003-4d0a-9a5b-7f3f0a2f5d11",
  fabrikamOrders: "6f0c1c62-0004-4d0a-9a5b-7f3f0a2f5d11",
} as const;

export const entraGroupSeeds: readonly GroupSeed[] = [
  {
    id: entraGroups.sqlReaders,
    tenantId: tenants.contoso,
    displayName: "sg-sql-readers",
    description: "May read the data warehouse",
    members: [idsOf(identities.dataLake).principalId],
  },
  {
    id: entraGroups.sqlWriters,
    tenantId: tenants.contoso,
    displayName: "sg-sql-writers",
    description: "May write to the data warehouse",
    members: [],
  },
  {
    id: entraGroups.keyVaultUsers,
    tenantId: tenants.contoso,
    displayName: "sg-keyvault-users",
    description: "May read secrets",
    members: [idsOf(identities.secrets).principalId, idsOf(identities.dataLake).principalId],
  },
  {
    id: entraGroups.fabrikamOrders,
    tenantId: tenants.fabrikam,
    displayName: "sg-orders",
    description: "The orders service",
    members: [],
  },
];
