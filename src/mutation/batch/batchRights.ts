import type { Subscription } from "../../azure/accounts";
import { AzureError } from "../../azure/azureError";
import { forEachBounded } from "../../azure/forEachBounded";
import { type LockGateway, locksAgainst, type ResourceLock } from "../../azure/access/locks";
import type { PermissionGateway } from "../../azure/access/permissions";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import type { PermissionSet } from "../../identity/permissions";
import { missingRights, type NeededRight, rightsForChange } from "../../identity/permissionsNeeded";
import { parseResourceId, resourceIdKey } from "../../identity/resourceId";
import type { ResourcePlan } from "../resourcePlan";

/** A right that is missing, and the subscription as whose account it was looked for. */
export interface MissingRight extends NeededRight {
  readonly subscription: Subscription;
}

/** A lock that forbids some of a batch's writes. */
export interface LockInTheWay {
  readonly lock: ResourceLock;
  /** How many resources of the batch it holds. */
  readonly count: number;
}

/** What stands in the way of a batch, as far as it could be read. What could not be read stands in nobody's way. */
export interface BatchRights {
  /** Each once, in the order of the batch. */
  readonly missing: readonly MissingRight[];
  readonly locks: readonly LockInTheWay[];
  /** Scopes that were not asked about, because there were too many. */
  readonly unasked: number;
}

/** What reading rights works with. `beforeRead` is waited for before each request. */
export interface RightsReader {
  readonly permissions: Pick<PermissionGateway, "listAt">;
  readonly locks: LockGateway;
  readonly beforeRead: (subscription: Subscription, signal: AbortSignal) => Promise<void>;
  readonly onUnread: (error: unknown) => void;
}

/** Permissions read at the same time, and in all: more would take a person's time and the reads of the batch itself. */
const AT_ONCE = 8;
const MOST_READS = 300;
/** So many of them for resource groups: one of a group answers for many. */
const MOST_GROUPS = 250;

type Known = ReadonlyMap<string, readonly PermissionSet[]>;

/**
 * Reads the person's own permissions and the locks for a batch, and compares. A resource group is asked first where several scopes lie in
 * it: what it gives holds for all that lies in it, and only the rest is asked one by one (the OpenAPI files list permissions at a group
 * and at a resource, at no subscription).
 * @throws AzureError `cancelled`; what cannot be read otherwise is left out
 */
export async function readBatchRights(
  reader: RightsReader,
  plans: readonly ResourcePlan[],
  signal: AbortSignal,
): Promise<BatchRights> {
  const [locks, rights] = await Promise.all([
    readLocks(reader, plans, signal),
    readMissing(reader, neededOf(plans), signal),
  ]);
  return { ...rights, locks };
}

/** What all the changes take, each right once for each account. */
function neededOf(plans: readonly ResourcePlan[]): readonly MissingRight[] {
  const needed = new Map<string, MissingRight>();
  for (const { subscription, resource, plan } of plans) {
    const ids = plan.difference.assigned.map(({ id }) => id);
    for (const right of rightsForChange(resource, ids)) {
      // An identity is asked for once, by whichever of the account's subscriptions carries the resource.
      const key = `${subscription.tenant.account.id} ${subscription.tenant.tenantId} ${right.action} ${resourceIdKey(right.scope)}`;
      needed.set(key, needed.get(key) ?? { ...right, subscription });
    }
  }
  return [...needed.values()];
}

async function readMissing(
  reader: RightsReader,
  needed: readonly MissingRight[],
  signal: AbortSignal,
): Promise<Pick<BatchRights, "missing" | "unasked">> {
  const groups = [...Map.groupBy(needed, ({ scope }) => groupOf(scope))].filter(([, { length }]) => length > 1);
  const shared = groups.slice(0, MOST_GROUPS);
  const byGroup = await readAt(reader, sharedScopes(shared), signal);
  const givenByGroup = new Set(
    shared.flatMap(([group, rights]) => rights.filter((right) => isGiven(byGroup, right, group))),
  );
  const rest = needed.filter((right) => !givenByGroup.has(right));
  const scopes = new Map(rest.map((right) => [resourceIdKey(right.scope), right] as const));
  const asked = [...scopes.values()].slice(0, MOST_READS - shared.length);
  const own = await readAt(reader, asked, signal);
  return {
    missing: rest.filter((right) => missingRights([right], own).length > 0),
    unasked: scopes.size - asked.length,
  };
}

const sharedScopes = (groups: readonly [string, readonly MissingRight[]][]) =>
  groups.flatMap(([scope, [first]]) => (first === undefined ? [] : [{ scope, subscription: first.subscription }]));

function groupOf(scope: string): string {
  const id = parseResourceId(scope);
  return id === undefined ? scope : `/subscriptions/${id.subscriptionId}/resourceGroups/${id.resourceGroup}`;
}

function isGiven(known: Known, { action, role }: NeededRight, scope: string): boolean {
  return known.has(resourceIdKey(scope)) && missingRights([{ action, role, scope }], known).length === 0;
}

async function readAt(
  { permissions, beforeRead, onUnread }: RightsReader,
  scopes: readonly Pick<MissingRight, "scope" | "subscription">[],
  signal: AbortSignal,
): Promise<Known> {
  const known = new Map<string, readonly PermissionSet[]>();
  await forEachBounded(scopes, AT_ONCE, async ({ scope, subscription }) => {
    await orNothing(onUnread, async () => {
      await beforeRead(subscription, signal);
      known.set(resourceIdKey(scope), await permissions.listAt(subscription, scope, signal));
    });
  });
  return known;
}

/** One listing a subscription: it holds the locks on all that lies in it. */
async function readLocks(
  { locks, beforeRead, onUnread }: RightsReader,
  plans: readonly ResourcePlan[],
  signal: AbortSignal,
): Promise<readonly LockInTheWay[]> {
  const counts = new Map<ResourceLock, number>();
  const bySubscription = [...Map.groupBy(plans, ({ subscription }) => subscriptionKey(subscription)).values()];
  await forEachBounded(bySubscription, AT_ONCE, async (group) => {
    await orNothing(onUnread, async () => {
      const [first] = group;
      if (first !== undefined) {
        await beforeRead(first.subscription, signal);
        const listed = await locks.list(first.subscription, signal);
        const byScope = Map.groupBy(listed, ({ scope }) => resourceIdKey(scope));
        for (const lock of group.flatMap(({ resource }) => locksOn(byScope, resource.id))) {
          counts.set(lock, (counts.get(lock) ?? 0) + 1);
        }
      }
    });
  });
  return [...counts].map(([lock, count]) => ({ lock, count }));
}

/** Thousands of resources and hundreds of locks: only those on a resource, or on what holds it, are looked at. */
function locksOn(byScope: ReadonlyMap<string, readonly ResourceLock[]>, resourceId: string): readonly ResourceLock[] {
  const parts = resourceIdKey(resourceId).split("/");
  const holders = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  return locksAgainst(
    holders.flatMap((scope) => byScope.get(scope) ?? []),
    resourceId,
    "write",
  );
}

async function orNothing(onUnread: (error: unknown) => void, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (AzureError.is(error, "cancelled")) {
      throw error;
    }
    onUnread(error);
  }
}

/** More resources of one group than are asked for one by one. */
const MANY_OF_A_GROUP = 3;

/**
 * The rights to ask an administrator for: a role on a whole resource group where many of its resources need it, so that the request stays
 * one that people read. Identities stay one by one: nobody wants to give the use of all.
 */
export function rightsToAskFor(missing: readonly MissingRight[]): readonly MissingRight[] {
  const groups = Map.groupBy(missing, ({ role, scope }) => `${role} ${groupOf(scope).toLowerCase()}`);
  return [...groups.values()].flatMap((rights) => {
    const [first] = rights;
    return first?.role === "virtualMachineContributor" && rights.length > MANY_OF_A_GROUP
      ? [{ ...first, scope: groupOf(first.scope) }]
      : rights;
  });
}
