import type { Tenant } from "../accounts";

/** A Microsoft Entra group. The name is absent where the user may not read it. */
export interface DirectoryGroup {
  readonly id: string;
  readonly displayName: string | undefined;
  readonly description: string | undefined;
}

/** The directory of a tenant, by Microsoft Graph with tokens of its own. Every method throws AzureError and nothing else. */
export interface DirectoryGateway {
  /** Groups whose names have words that begin with the text, at most 50. */
  findGroups(tenant: Tenant, text: string, signal: AbortSignal): Promise<readonly DirectoryGroup[]>;
  /** The groups that a service principal is itself in. @throws AzureError `principalNotFound` where the directory does not know it (yet) */
  groupsOf(tenant: Tenant, principalId: string, signal: AbortSignal): Promise<readonly DirectoryGroup[]>;
  /** Sends once. */
  addToGroup(tenant: Tenant, groupId: string, principalId: string, signal: AbortSignal): Promise<void>;
  /** Sends once. One that is not a member any more is no error. */
  removeFromGroup(tenant: Tenant, groupId: string, principalId: string, signal: AbortSignal): Promise<void>;
  /** Those of the ids that the directory knows, in small letters. What is missing is gone, if anything at all was found. */
  existing(tenant: Tenant, ids: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>>;
}
