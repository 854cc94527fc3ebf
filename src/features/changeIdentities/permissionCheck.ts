import { type Subscription, tenantKey } from "../../azure/accounts";
import { AzureError } from "../../azure/azureError";
import { type LockGateway, locksAgainst, type ResourceLock } from "../../azure/access/locks";
import type { OwnPermissions, Self } from "../../azure/access/ownPermissions";
import { forEachBounded } from "../../azure/forEachBounded";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import type { PermissionSet } from "../../identity/permissions";
import { missingPermissions, type NeededPermission } from "../../identity/permissionsNeeded";
import { parseResourceId, resourceGroupId, resourceIdKey } from "../../identity/resourceId";
import { StoppedAfter } from "../../ui/stoppedAfter";
import { type CheckReadDeps, CheckReads } from "./checkReads";

/** What the check of permissions works with. */
export interface PermissionDeps extends CheckReadDeps {
  readonly permissions: Pick<OwnPermissions, "listAt" | "self">;
  readonly locks: LockGateway;
}

/** Something that needs permissions: each of them, and what is written or deleted, whose locks count. */
export interface PermissionQuestion {
  readonly subscription: Subscription;
  readonly needed: readonly NeededPermission[];
  readonly written: readonly { readonly scope: string; readonly verb: "write" | "delete" }[];
}

/** A permission that is missing, and the subscription as whose account it was looked for. */
export interface MissingPermission extends NeededPermission {
  readonly subscription: Subscription;
}

/** A lock, and the scopes of what is to be written or deleted that it forbids to. */
export interface LockInTheWay {
  readonly lock: ResourceLock;
  readonly scopes: readonly string[];
}

/** What stands in the user's way, as far as it could be read. What could not be read stands in nobody's way. */
export interface PermissionReport {
  /** Each once, in the order of the questions. */
  readonly missing: readonly MissingPermission[];
  readonly locks: readonly LockInTheWay[];
  /** Scopes that were not asked about, because there were too many. */
  readonly unasked: number;
  /** Who the user is in the directories in which something is missing, by tenant ID. */
  readonly selves: ReadonlyMap<string, Self>;
}

/** What is read, for the log. */
const WHAT = "Own permissions";

/** The longest that a preview of one thing waits for the permissions. */
const LONGEST_MS = 5_000;
/** Permissions read at the same time, and in all: more would take the user's time and the reads of the batch itself. */
const AT_ONCE = 8;
const MOST_READS = 300;
/** So many of them for resource groups: one of a group answers for many. */
const MOST_GROUPS = 250;

/** Checks what one thing needs. Never fails: what cannot be read in some seconds is left out. */
export function checkPermissions(
  deps: PermissionDeps,
  question: PermissionQuestion,
  outer: AbortSignal,
): Promise<PermissionReport> {
  const signal = AbortSignal.any([outer, AbortSignal.timeout(LONGEST_MS)]);
  return new PermissionReader(deps, signal, new CheckReads(deps, WHAT, signal, () => true)).check([question]);
}

/**
 * Checks what many things need. A resource group is asked first where several scopes lie in it: what it gives holds for all that lies in
 * it, and only the rest is asked one by one (the OpenAPI files list permissions at a group and at a resource, at no subscription).
 * @throws AzureError `cancelled`; what cannot be read otherwise is left out
 */
export function checkPermissionsOfMany(
  deps: PermissionDeps,
  questions: readonly PermissionQuestion[],
  signal: AbortSignal,
): Promise<PermissionReport> {
  return new PermissionReader(deps, signal, new CheckReads(deps, WHAT, signal)).check(questions);
}

/**
 * Runs what can be refused. After a refusal the user's permissions are read anew: what was known of them was not true, or is no longer.
 */
export async function refusable<Result>(
  { permissions }: { readonly permissions: Pick<OwnPermissions, "reset"> },
  task: () => Promise<Result>,
): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    if (isRefusal(error)) {
      permissions.reset();
    }
    throw error;
  }
}

/** Whether an error says that the user lacks a permission. */
export function isRefusal(error: unknown): boolean {
  const failure = error instanceof StoppedAfter ? error.failure : error;
  return AzureError.is(failure, "forbidden") || AzureError.is(failure, "linkedForbidden");
}

type Known = ReadonlyMap<string, readonly PermissionSet[]>;

class PermissionReader {
  constructor(
    private readonly deps: PermissionDeps,
    private readonly signal: AbortSignal,
    private readonly reads: CheckReads,
  ) {}

  async check(questions: readonly PermissionQuestion[]): Promise<PermissionReport> {
    const [locks, found] = await Promise.all([
      this.readLocks(questions),
      this.readMissing(neededBy(questions), questions.length > 1),
    ]);
    return { ...found, locks, selves: await this.readSelves(found.missing) };
  }

  private async readMissing(
    needed: readonly MissingPermission[],
    isByGroup: boolean,
  ): Promise<Pick<PermissionReport, "missing" | "unasked">> {
    const groups = [...Map.groupBy(needed, ({ scope }) => groupOf(scope))].filter(([, { length }]) => length > 1);
    const shared = isByGroup ? groups.slice(0, MOST_GROUPS) : [];
    const byGroup = await this.readAt(sharedScopes(shared));
    const givenByGroup = new Set(
      shared.flatMap(([group, permissions]) => permissions.filter((each) => isGiven(byGroup, each, group))),
    );
    const rest = needed.filter((each) => !givenByGroup.has(each));
    const scopes = new Map(rest.map((each) => [resourceIdKey(each.scope), each] as const));
    const asked = [...scopes.values()].slice(0, MOST_READS - shared.length);
    const own = await this.readAt(asked);
    return {
      missing: rest.filter((each) => missingPermissions([each], own).length > 0),
      unasked: scopes.size - asked.length,
    };
  }

  private async readAt(scopes: readonly Pick<MissingPermission, "scope" | "subscription">[]): Promise<Known> {
    const known = new Map<string, readonly PermissionSet[]>();
    await forEachBounded(scopes, AT_ONCE, async ({ scope, subscription }) => {
      const own = await this.reads.read(subscription, () =>
        this.deps.permissions.listAt(subscription, scope, this.signal),
      );
      if (own) {
        known.set(resourceIdKey(scope), own);
      }
    });
    return known;
  }

  /** One listing a subscription: it holds the locks on all that lies in it. */
  private async readLocks(questions: readonly PermissionQuestion[]): Promise<readonly LockInTheWay[]> {
    const found = new Map<ResourceLock, string[]>();
    const bySubscription = Map.groupBy(questions, ({ subscription }) => subscriptionKey(subscription));
    await forEachBounded([...bySubscription.values()], AT_ONCE, async (same) => {
      const [first] = same;
      const subscription = first?.subscription;
      const listed =
        subscription && (await this.reads.read(subscription, () => this.deps.locks.list(subscription, this.signal)));
      const byScope = Map.groupBy(listed ?? [], ({ scope }) => resourceIdKey(scope));
      for (const { scope, verb } of same.flatMap(({ written }) => written)) {
        for (const lock of locksOn(byScope, scope, verb)) {
          found.set(lock, [...(found.get(lock) ?? []), scope]);
        }
      }
    });
    return [...found].map(([lock, scopes]) => ({ lock, scopes }));
  }

  /** Only where something is missing somebody has to be named. */
  private async readSelves(missing: readonly MissingPermission[]): Promise<ReadonlyMap<string, Self>> {
    const selves = new Map<string, Self>();
    const byTenant = new Map(missing.map(({ subscription }) => [subscription.tenant.tenantId, subscription]));
    for (const [tenantId, subscription] of byTenant) {
      const self = await this.reads.orNothing(() => this.deps.permissions.self(subscription, this.signal));
      if (self) {
        selves.set(tenantId, self);
      }
    }
    return selves;
  }
}

/** Each permission once for each account: an identity is asked for by whichever of the account's subscriptions carries the resource. */
function neededBy(questions: readonly PermissionQuestion[]): readonly MissingPermission[] {
  const all = new Map<string, MissingPermission>();
  for (const { subscription, needed } of questions) {
    const tenant = tenantKey(subscription.tenant);
    for (const each of needed) {
      const key = `${tenant} ${each.action} ${resourceIdKey(each.scope)}`;
      all.set(key, all.get(key) ?? { ...each, subscription });
    }
  }
  return [...all.values()];
}

const sharedScopes = (groups: readonly [string, readonly MissingPermission[]][]) =>
  groups.flatMap(([scope, [first]]) => (first === undefined ? [] : [{ scope, subscription: first.subscription }]));

function groupOf(scope: string): string {
  const id = parseResourceId(scope);
  return id === undefined ? scope : resourceGroupId(id.subscriptionId, id.resourceGroup);
}

function isGiven(known: Known, { action, role }: NeededPermission, scope: string): boolean {
  return known.has(resourceIdKey(scope)) && missingPermissions([{ action, role, scope }], known).length === 0;
}

/** Thousands of resources and hundreds of locks: only those on a resource, or on what holds it, are looked at. */
function locksOn(
  byScope: ReadonlyMap<string, readonly ResourceLock[]>,
  scope: string,
  verb: "write" | "delete",
): readonly ResourceLock[] {
  const parts = resourceIdKey(scope).split("/");
  const holders = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  return locksAgainst(
    holders.flatMap((holder) => byScope.get(holder) ?? []),
    scope,
    verb,
  );
}

/** More resources of one group than are asked for one by one. */
const MANY_OF_A_GROUP = 3;

/**
 * The permissions to ask an administrator for: a role on a whole resource group where many of its resources need it, so that the request
 * stays one that people read. Identities stay one by one: nobody wants to give the use of all.
 */
export function permissionsToAskFor(missing: readonly MissingPermission[]): readonly MissingPermission[] {
  const groups = Map.groupBy(missing, ({ role, scope }) => `${role} ${groupOf(scope).toLowerCase()}`);
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first?.role === "virtualMachineContributor" && same.length > MANY_OF_A_GROUP
      ? [{ ...first, scope: groupOf(first.scope) }]
      : same;
  });
}
