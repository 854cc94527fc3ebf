import type { IdentityPatch } from "../identity/identityPatch";
import type { ComputeResource, UserAssignedIdentityResource } from "./compute/computeResource";
import type { AzureError } from "./azureError";
import type { Account, Subscription, Tenant } from "./accounts";
import type { IdentityLifecycleGateway } from "./identities/identityLifecycle";

/** A resource as one GET returned it. */
export interface ComputeSnapshot {
  readonly resource: ComputeResource;
  /** For If-Match; absent where the service gives none. */
  readonly etag: string | undefined;
}

/** What a running operation tells. */
export type OperationProgress =
  { readonly kind: "accepted" } | { readonly kind: "running"; readonly status: string; readonly elapsedMs: number };

/** A read that follows a write: a look at the running operation, or at the resource once that has ended. */
export type FollowingRead = "poll" | "verify";

/** How a write is to be followed. */
export interface FollowOptions {
  /** Ends the waiting, not the operation: what the service has accepted goes on. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: OperationProgress) => void;
  /** Waited for before each read that follows the write, so that many writes can share what the service lets them ask. */
  readonly beforeRead?: (read: FollowingRead) => Promise<void>;
}

/** How a write is to be made. */
export interface WriteOptions extends FollowOptions {
  readonly ifMatch: string | undefined;
}

/** Reads and writes the identities of one resource. Every method throws AzureError and nothing else. */
export interface ComputeGateway {
  /** One GET, never from a cache. */
  read(subscription: Subscription, resourceId: string, signal: AbortSignal): Promise<ComputeSnapshot>;
  /** One PATCH, sent once; follows the operation to its end and returns what one GET after it says. */
  patchIdentity(
    subscription: Subscription,
    resourceId: string,
    patch: IdentityPatch,
    options: WriteOptions,
  ): Promise<ComputeSnapshot>;
}

/** User-assigned identities, and the places that they can be made in. Every method throws AzureError and nothing else. */
export interface UserAssignedIdentityGateway extends IdentityLifecycleGateway {
  /** Resource groups with their regions, to create an identity in. */
  listResourceGroups(subscription: Subscription, signal: AbortSignal): Promise<readonly ResourceGroup[]>;
  /** Makes a resource group; one that is there already stays as it is. */
  createResourceGroup(subscription: Subscription, name: string, location: string, signal: AbortSignal): Promise<void>;
  listLocations(subscription: Subscription, signal: AbortSignal): Promise<readonly Location[]>;
}

/** A resource group. */
export interface ResourceGroup {
  readonly name: string;
  readonly location: string;
}

/** A region. */
export interface Location {
  readonly name: string;
  readonly displayName: string;
}

/** One page of a listing. Items that cannot be used (no id, id of another type) are left out and counted. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly skipped: number;
}

/** Lists what a subscription holds: one list call a kind, page by page. Every method throws AzureError and nothing else. */
export interface InventoryGateway {
  listComputeResources(
    subscription: Subscription,
    kind: ComputeResource["kind"],
    signal: AbortSignal,
  ): AsyncIterable<Page<ComputeResource>>;
  listUserAssignedIdentities(
    subscription: Subscription,
    signal: AbortSignal,
  ): AsyncIterable<Page<UserAssignedIdentityResource>>;
}

/** A directory whose subscriptions could not be read; the others are there all the same. */
export interface TenantFailure {
  readonly tenant: Tenant | undefined;
  readonly account: Account;
  readonly error: AzureError;
}

/** The subscriptions that are shown, and why others are not. */
export interface SubscriptionListing {
  readonly subscriptions: readonly Subscription[];
  readonly failures: readonly TenantFailure[];
  /** How many the person's own filter hides (`azureResourceGroups.selectedSubscriptions`). */
  readonly hiddenByFilter: number;
}

/** Lists subscriptions over all accounts and tenants. */
export interface SubscriptionGateway {
  /** @throws AzureError `notSignedIn` where no account is there, `cancelled`. */
  list(signal: AbortSignal): Promise<SubscriptionListing>;
}
