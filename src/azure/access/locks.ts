import { resourceIdKey } from "../../identity/resourceId";
import type { Subscription } from "../accounts";

/** A lock. `ReadOnly` forbids writing and deleting, `CanNotDelete` deleting. */
export interface ResourceLock {
  readonly id: string;
  readonly name: string;
  readonly level: "ReadOnly" | "CanNotDelete";
  /** The subscription, resource group or resource that it is on. */
  readonly scope: string;
  readonly notes: string | undefined;
}

/** Reads locks. @throws AzureError and nothing else */
export interface LockGateway {
  /**
   * All locks of a subscription, on whatever in it. A listing at a resource leaves out the locks above it, which hold for it too
   * (recordings: locks.jsonl lists a resource group's lock at the subscription).
   */
  list(subscription: Subscription, signal: AbortSignal): Promise<readonly ResourceLock[]>;
}

/** The locks that forbid writing or deleting a resource: those on it and on what holds it. */
export function locksAgainst(
  locks: readonly ResourceLock[],
  resourceId: string,
  verb: "write" | "delete",
): readonly ResourceLock[] {
  const key = `${resourceIdKey(resourceId)}/`;
  return locks.filter(
    ({ level, scope }) => (verb === "delete" || level === "ReadOnly") && key.startsWith(`${resourceIdKey(scope)}/`),
  );
}
