import { guidFrom } from "../guid";
import { type AppRoleSeed, type SignInSeed } from "./estate";
import { identities, idsOf } from "./identitySeeds";
import { tenants } from "./places";

/** Microsoft Graph's own service principal, as one tenant has it. */
export const microsoftGraph = {
  principalId: guidFrom("service principal of Microsoft Graph in contoso"),
  displayName: "Microsoft Graph",
} as const;

/** The ids are those that Microsoft publishes for the permissions of Microsoft Graph. */
export const graphRoles = {
  readUsers: {
    id: "df021288-bdef-4463-88db-98f22de89214",
    value: "User.Read.All",
    displayName: "Read all users' full profiles",
  },
  readGroups: { id: "5b567255-7703-4780-807c-7be8301ae99b", value: "Group.Read.All", displayName: "Read all groups" },
} as const;

/** What identities may do in Microsoft Graph. */
export const appRoleSeeds: readonly AppRoleSeed[] = [
  {
    id: "app-role-of-secrets",
    tenantId: tenants.contoso,
    principalId: idsOf(identities.secrets).principalId,
    api: microsoftGraph,
    role: graphRoles.readUsers,
  },
];

/** When identities signed in last. */
export const signInSeeds: readonly SignInSeed[] = [
  {
    tenantId: tenants.contoso,
    appId: idsOf(identities.secrets).clientId,
    lastSignIn: "2026-11-02T06:41:07Z",
  },
];
