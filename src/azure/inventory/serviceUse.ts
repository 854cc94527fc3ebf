import type { AzureError } from "../azureError";
import type { Subscription, Tenant } from "../accounts";

/** A resource that is neither a machine nor a scale set and uses a user-assigned identity: it is shown, counted, and changed elsewhere. */
export interface ServiceUse {
  readonly id: string;
  readonly name: string;
  /** In lower case, like `microsoft.web/sites`. */
  readonly type: string;
  /** Undefined for what lies in a subscription itself, such as the assignment of a policy. */
  readonly resourceGroup: string | undefined;
  readonly subscriptionId: string;
  /** The identity in the spelling that the resource has for it. */
  readonly spelling: string;
  /** `names`: only its properties name the identity, for encryption or for the nodes of a cluster. */
  readonly how: "carries" | "names";
}

/** Items of Azure Resource Graph: a copy that lags behind. `isWhole`: none was left out. */
export interface GraphListing<Item> {
  readonly items: readonly Item[];
  readonly isWhole: boolean;
}

/** A resource that the service says an identity is associated with. */
export interface AssociatedResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly resourceGroup: string | undefined;
  /** As the service calls it; the id where it gives no name. */
  readonly subscription: string;
}

/** Finds who uses user-assigned identities beyond the listing. Reads only. Every method @throws AzureError. */
export interface ServiceUseGateway {
  /** Over all that an account can see of a tenant. One for each identity of a resource. */
  listServices(tenant: Tenant, signal: AbortSignal): Promise<GraphListing<ServiceUse>>;
  /** The same of the assignments of policies. */
  listPolicies(tenant: Tenant, signal: AbortSignal): Promise<GraphListing<ServiceUse>>;
  /** The principal of each role assignment of a service principal. */
  listGrantees(tenant: Tenant, signal: AbortSignal): Promise<GraphListing<string>>;
  /** All that use an identity, whatever the user may read (preview). @throws `notFound` and others where it is not offered */
  listAssociated(
    subscription: Subscription,
    identityId: string,
    signal: AbortSignal,
  ): Promise<GraphListing<AssociatedResource>>;
}

/** Something that could not be asked of a tenant. */
export interface GraphFailure {
  readonly tenant: Tenant;
  readonly what: "services" | "policies" | "grantees";
  readonly error: AzureError;
}
