import type { Subscription } from "../../azure/accounts";
import { AzureError } from "../../azure/azureError";
import type { ComputeResource } from "../../azure/compute/computeResource";
import { forEachBounded } from "../../azure/forEachBounded";
import { locksAgainst, type ResourceLock } from "../../azure/access/locks";
import type { Self } from "../../azure/access/permissions";
import { applyChange, type IdentityChange } from "../../identity/identityChange";
import { identityDifference } from "../../identity/identityState";
import type { PermissionSet } from "../../identity/permissions";
import { missingRights, type NeededRight, rightsForChange } from "../../identity/permissionsNeeded";
import { resourceIdKey } from "../../identity/resourceId";
import type { App } from "../../ui/app";

/** What stands in the way of a person, as far as it could be read. What could not be read stands in nobody's way. */
export interface RightsReport {
  readonly subscription: Subscription;
  readonly missing: readonly NeededRight[];
  readonly locks: readonly ResourceLock[];
  /** Undefined where nothing is missing, so that nobody has to be named. */
  readonly self: Self | undefined;
}

/** Permissions read at the same time, and the longest that a preview waits for them. */
const AT_ONCE = 8;
const LONGEST_MS = 5_000;

/** Something that needs rights: each of them, and what is written or deleted, whose locks count. */
export interface RightsQuestion {
  readonly subscription: Subscription;
  readonly needed: readonly NeededRight[];
  readonly written: readonly { readonly scope: string; readonly verb: "write" | "delete" }[];
}

/** What a change needs, judged by what the inventory knows of the resource; the plan decides later what of it counts. */
export function questionForChange(
  subscription: Subscription,
  resource: ComputeResource,
  change: IdentityChange,
): RightsQuestion {
  const { identity, id } = resource;
  const state = identity.kind === "state" ? identity.state : { systemAssigned: undefined, userAssigned: [] };
  const { assigned } = identityDifference(state, applyChange(state, change));
  const ids = assigned.map((each) => each.id);
  return { subscription, needed: rightsForChange(resource, ids), written: [{ scope: id, verb: "write" }] };
}

/** Reads the person's own permissions and the locks, and compares. Never fails: what cannot be read in time is left out. */
export async function checkRights(app: App, question: RightsQuestion, outer: AbortSignal): Promise<RightsReport> {
  const { subscription, needed, written } = question;
  const signal = AbortSignal.any([outer, AbortSignal.timeout(LONGEST_MS)]);
  const permissions = new Map<string, readonly PermissionSet[]>();
  const scopes = new Set(needed.map(({ scope }) => scope));
  const [locks] = await Promise.all([
    known(() => app.locks.list(subscription, signal), app),
    forEachBounded([...scopes], AT_ONCE, async (scope) => {
      const own = await known(() => app.permissions.listAt(subscription, scope, signal), app);
      if (own) {
        permissions.set(resourceIdKey(scope), own);
      }
    }),
  ]);
  const missing = missingRights(needed, permissions);
  return {
    subscription,
    missing,
    locks: [...new Set(written.flatMap(({ scope, verb }) => locksAgainst(locks ?? [], scope, verb)))],
    self: missing.length === 0 ? undefined : await known(() => app.permissions.self(subscription, signal), app),
  };
}

/** Runs what can be refused. After a refusal the person's rights are read anew: what was known of them was not true, or is no longer. */
export async function refusable<Result>(app: App, task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    if (AzureError.is(error, "forbidden") || AzureError.is(error, "linkedForbidden")) {
      app.permissions.reset();
    }
    throw error;
  }
}

async function known<Value>(read: () => Promise<Value>, { log }: App): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    log.debug(`Own rights could not be read: ${String(error)}`);
    return undefined;
  }
}
