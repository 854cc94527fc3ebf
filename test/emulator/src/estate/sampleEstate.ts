import { accessSeeds } from "./accessSeeds";
import { type Estate, type ResourceSeed } from "./estate";
import { identitySeeds } from "./identitySeeds";
import { contosoMachines } from "./contosoMachines";
import { fabrikamMachines } from "./fabrikamMachines";
import { appRoleSeeds, signInSeeds } from "./directorySeeds";
import { entraGroupSeeds } from "./entraGroups";
import { groupSeeds } from "./groupSeeds";
import { policySeeds } from "./policySeeds";
import { serviceSeeds } from "./serviceSeeds";
import { locationSeeds, subscriptionSeeds, tenantSeeds } from "./places";

/** The application that signs in. Its secret opens nothing but a local emulator. */
export const sampleApplication = {
  clientId: "9c776d20-14a6-4ede-b35d-bdf4b5e2bd75",
  clientSecret: "local-emulator-only",
  displayName: "Local sign-in",
} as const;

const resources: readonly ResourceSeed[] = [
  ...groupSeeds,
  ...identitySeeds,
  ...contosoMachines,
  ...fabrikamMachines,
  ...accessSeeds,
  ...policySeeds,
  ...serviceSeeds,
];

/** Two tenants, six subscriptions, some sixty machines and scale sets of all kinds and identity states, and services that use identities. */
export const sampleEstate: Estate = {
  tenants: tenantSeeds,
  subscriptions: subscriptionSeeds,
  locations: locationSeeds,
  applications: [sampleApplication],
  groups: entraGroupSeeds,
  appRoles: appRoleSeeds,
  signIns: signInSeeds,
  resources,
};
