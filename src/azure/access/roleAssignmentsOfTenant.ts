import { resourceIdKey } from "../../identity/resourceId";
import type { Subscription } from "../accounts";
import { AzureError } from "../azureError";
import { forEachBounded } from "../forEachBounded";
import type { RoleAssignment } from "./roleAssignments";
import type { RoleCatalog } from "./roleAssignmentsCatalog";

/** A role assignment with what people call its role, and a subscription through which it can be reached. */
export interface NamedRoleAssignment extends RoleAssignment {
  /** Undefined where the role is not listed, or its name could not be read. */
  readonly roleName: string | undefined;
  readonly subscription: Subscription;
}

/** What was found over several subscriptions. One that failed hides no other. */
export interface RoleAssignmentListing {
  /** Each once, by scope: one above the subscriptions is found through every one of them. */
  readonly assignments: readonly NamedRoleAssignment[];
  readonly failures: readonly { readonly subscription: Subscription; readonly error: AzureError }[];
}

/** Subscriptions asked at the same time: far below ARM's bucket for reads (docs/azure-behaviour.md#resource-manager-limits). */
const AT_ONCE = 8;

/**
 * Lists role assignments over subscriptions, each by one request of `list`, and names their roles.
 * @throws AzureError `cancelled`; every other error is a failure of its subscription
 */
export async function listOverSubscriptions(
  subscriptions: readonly Subscription[],
  list: (subscription: Subscription) => Promise<readonly RoleAssignment[]>,
  catalog: RoleCatalog,
  signal: AbortSignal,
  onDone: (done: number) => void = () => undefined,
): Promise<RoleAssignmentListing> {
  const found = new Map<string, NamedRoleAssignment>();
  const failures: { readonly subscription: Subscription; readonly error: AzureError }[] = [];
  let done = 0;
  await forEachBounded(subscriptions, AT_ONCE, async (subscription) => {
    try {
      const assignments = await list(subscription);
      for (const assignment of assignments.filter(({ id }) => !found.has(resourceIdKey(id)))) {
        const roleName = await nameOf(catalog, subscription, assignment, signal);
        found.set(resourceIdKey(assignment.id), { ...assignment, roleName, subscription });
      }
    } catch (error) {
      if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
        throw error;
      }
      failures.push({ subscription, error });
    }
    onDone(++done);
  });
  const assignments = [...found.values()].sort((left, right) => left.scope.localeCompare(right.scope));
  return { assignments, failures };
}

/** An assignment counts without its role's name too: reading roles takes another right. */
async function nameOf(
  catalog: RoleCatalog,
  subscription: Subscription,
  { roleDefinitionId }: RoleAssignment,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    return await catalog.nameOf(subscription, roleDefinitionId, signal);
  } catch (error) {
    if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
      throw error;
    }
    return undefined;
  }
}

/** Each subscription once, whoever sees it: those of one tenant, or of all. */
export function distinctSubscriptions(
  subscriptions: readonly Subscription[],
  tenantId?: string,
): readonly Subscription[] {
  const ofTenant = subscriptions.filter(
    ({ tenant }) => tenantId === undefined || tenant.tenantId.toLowerCase() === tenantId.toLowerCase(),
  );
  const distinct = new Map<string, Subscription>();
  for (const subscription of ofTenant) {
    const key = `${subscription.tenant.tenantId}/${subscription.subscriptionId}`.toLowerCase();
    distinct.set(key, distinct.get(key) ?? subscription);
  }
  return [...distinct.values()];
}
