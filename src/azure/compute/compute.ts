import type { IdentityPatch } from "../../identity/identityPatch";
import type { Subscription } from "../accounts";
import type { FollowOptions } from "../longRunning";
import type { AzureError } from "../azureError";
import type { ComputeResource } from "./computeResource";

/** A resource as one GET returned it. */
export interface ComputeSnapshot {
  readonly resource: ComputeResource;
  /** For If-Match; absent where the service gives none. */
  readonly etag: string | undefined;
}

/** How the operation of an accepted write has ended. What the resource carries now is another question. */
export type OperationEnd =
  | { readonly kind: "succeeded" }
  /** The operation says so itself (docs/azure-behaviour.md#long-running-patch). Some failures keep what was written. */
  | { readonly kind: "failed"; readonly error: AzureError }
  /** Nobody has seen its end: the answer named no operation, or the looks at it failed or were stopped. */
  | { readonly kind: "notSeen"; readonly error: AzureError | undefined };

/** How a write is to be made. */
export interface WriteOptions extends FollowOptions {
  readonly ifMatch: string | undefined;
}

/** Reads and writes the identities of one resource. Every method throws AzureError and nothing else. */
export interface ComputeGateway {
  /** One GET, never from a cache. */
  read(subscription: Subscription, resourceId: string, signal: AbortSignal): Promise<ComputeSnapshot>;
  /** One PATCH, sent once, and its operation followed to its end. What is thrown was not accepted, or not answered. */
  patchIdentity(
    subscription: Subscription,
    resourceId: string,
    patch: IdentityPatch,
    options: WriteOptions,
  ): Promise<OperationEnd>;
}
