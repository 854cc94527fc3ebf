import type { Subscription } from "../../azure/accounts";
import { resourceIdKey } from "../../identity/resourceId";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import type { PermissionReport } from "./permissionCheck";

/** What keeps the user from changing a resource. A lock holds for everybody. */
export type Obstacle = "locked" | "forbidden";

/** Each account has permissions of its own. */
const keyOf = ({ tenant }: Subscription, scope: string): string => `${tenant.account.id} ${resourceIdKey(scope)}`;

/** The plans that cannot be applied as far as is known, and why: the lock first, for no role helps against it. */
export function obstaclesOf(
  { missing, locks }: Pick<PermissionReport, "missing" | "locks">,
  plans: readonly ResourcePlan[],
): ReadonlyMap<ResourcePlan, Obstacle> {
  const locked = new Set(locks.flatMap(({ scopes }) => scopes.map(resourceIdKey)));
  const forbidden = new Set(missing.map(({ subscription, scope }) => keyOf(subscription, scope)));
  const obstacles = new Map<ResourcePlan, Obstacle>();
  for (const each of plans) {
    const { subscription, resource, plan } = each;
    const needed = [resource.id, ...plan.difference.assigned.map(({ id }) => id)];
    if (locked.has(resourceIdKey(resource.id))) {
      obstacles.set(each, "locked");
    } else if (needed.some((scope) => forbidden.has(keyOf(subscription, scope)))) {
      obstacles.set(each, "forbidden");
    }
  }
  return obstacles;
}
