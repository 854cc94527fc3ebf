import { roleDefinitionKey, type RoleAssignmentGateway } from "../../azure/access/roleAssignments";
import {
  listOverSubscriptions,
  type NamedRoleAssignment,
  type RoleAssignmentListing,
} from "../../azure/access/roleAssignmentsOfTenant";
import { resourceIdKey } from "../../identity/resourceId";
import type { ChangePipeline } from "../../mutation/changePipeline";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import { type ImpactDeps, subscriptionsOf } from "../usage/impact";

/** What reading the access of many identities works with. */
export interface AccessDeps extends Pick<ImpactDeps, "inventory" | "roles"> {
  readonly roleAssignments: Pick<RoleAssignmentGateway, "listForPrincipal" | "listAll">;
  readonly changes: Pick<ChangePipeline, "beforeRead">;
}

/** Up to so many principals are asked for one by one; for more, the assignments of a subscription are listed once for all. */
const FEW = 3;

/**
 * The role assignments of identities: as many requests as there are subscriptions, however many identities there are.
 * @throws AzureError `cancelled`
 */
export async function accessOfMany(
  deps: AccessDeps,
  targets: readonly PrincipalTarget[],
  signal: AbortSignal,
): Promise<RoleAssignmentListing> {
  const byTenant = Map.groupBy(targets, ({ subscription }) => subscription.tenant.tenantId.toLowerCase());
  const listings = await Promise.all([...byTenant.values()].map((ofTenant) => accessInTenant(deps, ofTenant, signal)));
  return {
    assignments: listings.flatMap(({ assignments }) => assignments),
    failures: listings.flatMap(({ failures }) => failures),
  };
}

async function accessInTenant(
  deps: AccessDeps,
  targets: readonly PrincipalTarget[],
  signal: AbortSignal,
): Promise<RoleAssignmentListing> {
  const { roleAssignments, changes, roles } = deps;
  const [first] = targets;
  const wanted = new Set(targets.map(({ principalId }) => principalId.toLowerCase()));
  return await listOverSubscriptions(
    first === undefined ? [] : subscriptionsOf(deps, first),
    async (subscription) => {
      if (wanted.size <= FEW) {
        const lists = [...wanted].map(async (id) => {
          await changes.beforeRead(subscription, signal);
          return await roleAssignments.listForPrincipal(subscription, id, signal);
        });
        return (await Promise.all(lists)).flat();
      }
      await changes.beforeRead(subscription, signal);
      const all = await roleAssignments.listAll(subscription, signal);
      return all.filter(({ principalId }) => wanted.has(principalId.toLowerCase()));
    },
    roles,
    signal,
  );
}

/** The same role at the same scope, and who holds it. */
export interface SharedAccess {
  readonly assignment: NamedRoleAssignment;
  readonly principalIds: readonly string[];
}

/** Role assignments that differ only in who holds them, as one; those that most hold first. */
export function sharedAccess(assignments: readonly NamedRoleAssignment[]): readonly SharedAccess[] {
  const groups = Map.groupBy(
    assignments,
    ({ scope, roleDefinitionId }) => `${roleDefinitionKey(roleDefinitionId)} ${resourceIdKey(scope)}`,
  );
  return [...groups.values()]
    .flatMap((same) => {
      const [assignment] = same;
      return assignment === undefined ? [] : [{ assignment, principalIds: same.map((each) => each.principalId) }];
    })
    .sort((left, right) => right.principalIds.length - left.principalIds.length);
}
