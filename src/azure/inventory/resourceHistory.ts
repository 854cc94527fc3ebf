import type { Subscription } from "../accounts";

/** A member of a resource's identity that a change gave another value, by its path, like `identity.type`. */
export interface ChangedMember {
  readonly path: string;
  /** Undefined where there was, or is, none. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A change of the identities of a resource, as Azure Resource Graph keeps it for some 14 days. */
export interface IdentityChangeEvent {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** A user, or the client ID of an application; undefined where the service does not say. */
  readonly by: string | undefined;
  /** The client it was made with, like `Azure Portal`; undefined where the service does not say. */
  readonly client: string | undefined;
  readonly correlationId: string | undefined;
  readonly members: readonly ChangedMember[];
}

/** A write of a resource, as the activity log keeps it for 90 days: of whatever, and nothing tells of what. */
export interface WriteEvent {
  readonly at: number;
  readonly by: string | undefined;
  /** Like `Microsoft.Compute/virtualMachines/write`. */
  readonly operation: string;
  /** Like `Succeeded`. */
  readonly status: string | undefined;
  readonly correlationId: string | undefined;
}

/** Who changed a resource, and when. Reads only. Every method @throws AzureError and nothing else */
export interface ResourceHistoryGateway {
  /** Changes of its identities, from a copy that lags behind, the newest first. `isWhole`: none was left out. */
  listIdentityChanges(
    subscription: Subscription,
    resourceId: string,
    signal: AbortSignal,
  ): Promise<{ readonly items: readonly IdentityChangeEvent[]; readonly isWhole: boolean }>;
  /** Writes of it since a time, in milliseconds since 1970, the newest first. */
  listWrites(
    subscription: Subscription,
    resourceId: string,
    since: number,
    signal: AbortSignal,
  ): Promise<readonly WriteEvent[]>;
}
