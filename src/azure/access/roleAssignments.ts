import type { Subscription, Tenant } from "../accounts";

/** A role that a principal holds at a scope. */
export interface RoleAssignment {
  readonly id: string;
  /** A subscription, a resource group, a resource, a management group, or `/`. */
  readonly scope: string;
  readonly principalId: string;
  /** `ServicePrincipal`, `User`, `Group` and others; undefined where the service does not say. */
  readonly principalType: string | undefined;
  /** With or without a subscription in front, as the service spells it. */
  readonly roleDefinitionId: string;
  /** The condition that narrows it, in the service's own language. */
  readonly condition: string | undefined;
  /** Its principal is known to be gone: once it is removed nothing can make it again. */
  readonly isOrphaned?: boolean;
}

/** A role that can be assigned. */
export interface RoleDefinition {
  readonly id: string;
  /** For people, such as `Reader`. */
  readonly name: string;
  readonly description: string;
  readonly kind: "builtIn" | "custom";
}

/** Something that access can be granted on. */
export interface GrantableResource {
  readonly id: string;
  readonly name: string;
  /** Like `Microsoft.Storage/storageAccounts`. */
  readonly type: string;
}

/** What is to be granted. The assignment's own id follows from these three (docs/azure-behaviour.md#names-of-role-assignments). */
export interface RoleGrant {
  readonly scope: string;
  readonly roleDefinitionId: string;
  /** Of a managed identity: the assignment goes out as one of a service principal. */
  readonly principalId: string;
}

/** How the making of a role assignment ended. Other errors are thrown. */
export type RoleGrantOutcome =
  | { readonly kind: "created"; readonly assignment: RoleAssignment }
  /** The principal holds this role at this scope already (`RoleAssignmentExists`). */
  | { readonly kind: "exists" }
  /** The directory does not know the principal, or not yet (`PrincipalNotFound`). */
  | { readonly kind: "principalNotFound" };

/** Who may do what. Every method throws AzureError and nothing else. */
export interface RoleAssignmentGateway {
  /** One filtered listing: the assignments of one principal that concern a subscription, at, above and below it. */
  listForPrincipal(
    subscription: Subscription,
    principalId: string,
    signal: AbortSignal,
  ): Promise<readonly RoleAssignment[]>;
  /** Every assignment that concerns a subscription, at, above and below it. */
  listAll(subscription: Subscription, signal: AbortSignal): Promise<readonly RoleAssignment[]>;
  /**
   * Those of everything but users over all that an account sees of a tenant, by Azure Resource Graph: a copy that lags behind. `roleKeys`: only of these
   * roles (`roleDefinitionKey`).
   */
  listCopied(
    tenant: Tenant,
    roleKeys: readonly string[] | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly items: readonly RoleAssignment[]; readonly isWhole: boolean }>;
  /** The roles that can be assigned in a subscription. */
  listRoleDefinitions(subscription: Subscription, signal: AbortSignal): Promise<readonly RoleDefinition[]>;
  /** Everything in a subscription that access can be granted on by itself. */
  listResources(subscription: Subscription, signal: AbortSignal): Promise<readonly GrantableResource[]>;
  /** Sends once. */
  create(subscription: Subscription, grant: RoleGrant, signal: AbortSignal): Promise<RoleGrantOutcome>;
  /** An assignment that is already gone is no error. `subscription` says as whom: the scope may lie above it. */
  remove(
    subscription: Subscription,
    assignment: Pick<RoleAssignment, "id"> & Partial<RoleAssignment>,
    signal: AbortSignal,
  ): Promise<void>;
}

/** The GUID at the end of a role definition's id, by which two spellings of the id are the same role. */
export function roleDefinitionKey(roleDefinitionId: string): string {
  return roleDefinitionId.slice(roleDefinitionId.lastIndexOf("/") + 1).toLowerCase();
}
