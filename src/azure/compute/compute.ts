import type { IdentityPatch } from "../../identity/identityPatch";
import type { Subscription } from "../accounts";
import type { FollowOptions } from "../longRunning";
import type { ComputeResource } from "./computeResource";

/** A resource as one GET returned it. */
export interface ComputeSnapshot {
  readonly resource: ComputeResource;
  /** For If-Match; absent where the service gives none. */
  readonly etag: string | undefined;
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
