import type { Tenant } from "../accounts";

/** A Microsoft Entra group. The name is absent where the user may not read it. */
export interface DirectoryGroup {
  readonly id: string;
  readonly displayName: string | undefined;
  readonly description: string | undefined;
}

/** A permission of an API, such as Microsoft Graph, that a service principal has. */
export interface AppRole {
  readonly id: string;
  /** The API by its name; undefined where the user may not read it. */
  readonly api: string | undefined;
  /** Like `User.Read.All`; undefined where the API's roles may not be read. */
  readonly value: string | undefined;
  readonly roleId: string;
}

/** The directory of a tenant, by Microsoft Graph with tokens of its own. Every method throws AzureError and nothing else. */
export interface DirectoryGateway {
  /** Groups whose names have words that begin with the text, at most 50. */
  findGroups(tenant: Tenant, text: string, signal: AbortSignal): Promise<readonly DirectoryGroup[]>;
  /** The groups that a service principal is itself in. @throws AzureError `principalNotFound` where the directory does not know it (yet) */
  groupsOf(tenant: Tenant, principalId: string, signal: AbortSignal): Promise<readonly DirectoryGroup[]>;
  /** The service principals in a group, also in groups within it, in small letters. */
  principalsIn(tenant: Tenant, groupId: string, signal: AbortSignal): Promise<readonly string[]>;
  /** The permissions of APIs that a service principal has. @throws AzureError `principalNotFound` as `groupsOf` */
  appRolesOf(tenant: Tenant, principalId: string, signal: AbortSignal): Promise<readonly AppRole[]>;
  /** When a service principal signed in last, in milliseconds since 1970, by its client ID; undefined where no report tells (beta). */
  lastSignInOf(tenant: Tenant, clientId: string, signal: AbortSignal): Promise<number | undefined>;
  /** Sends once. */
  addToGroup(tenant: Tenant, groupId: string, principalId: string, signal: AbortSignal): Promise<void>;
  /** Sends once. One that is not a member any more is no error. */
  removeFromGroup(tenant: Tenant, groupId: string, principalId: string, signal: AbortSignal): Promise<void>;
  /** Those of the ids that the directory knows, in small letters. What is missing is gone, if anything at all was found. */
  existing(tenant: Tenant, ids: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>>;
}
