import { grantedInTenant, type GrantedInTenant } from "../../azure/access/grantedInTenant";
import { type NamedRole, privilegedRoles } from "../../azure/access/privilegedRoles";
import { type RoleDefinition, roleDefinitionKey } from "../../azure/access/roleAssignments";
import { distinctSubscriptions } from "../../azure/access/roleAssignmentsOfTenant";
import type { Subscription, Tenant } from "../../azure/accounts";
import { AzureError } from "../../azure/azureError";
import { forEachBounded } from "../../azure/forEachBounded";
import { listingGaps, type ListingGap, type ListingProgress, wholeListing } from "../../azure/inventory/wholeListing";
import type { ReachSearchDeps } from "./deps";
import { type Reach, type ReachGroup, reachOf } from "./reach";

/** Something that could give a resource such a role, and was not looked at. */
export type ReachGap =
  | { readonly kind: "listing"; readonly gap: ListingGap }
  | { readonly kind: "assignments"; readonly subscription: Subscription; readonly error: AzureError }
  | { readonly kind: "group"; readonly groupId: string; readonly error: AzureError }
  /** Nothing tells their principals: they are not listed, and resources carry no more than their ids. */
  | { readonly kind: "principals"; readonly identityIds: readonly string[] };

/** Which resources can act in which roles, and what was not looked at. */
export interface ReachReport {
  /** The gravest first. */
  readonly reaches: readonly Reach[];
  readonly roles: readonly NamedRole[];
  readonly gaps: readonly ReachGap[];
  /** Whether role assignments are from the copy of Azure Resource Graph, which lags behind, or from lists. */
  readonly sources: ReadonlySet<GrantedInTenant["source"]>;
  /** When it was looked up, in milliseconds since 1970. */
  readonly at: number;
}

/** Groups whose members are asked for at the same time. */
const GROUPS_AT_ONCE = 4;

/** Which resources, and by which way. */
export interface ReachQuestion {
  /** The roles; the most powerful built-in ones where none are given. */
  readonly roles: readonly NamedRole[] | undefined;
  /** Only the resources of this subscription; of all where none is given. */
  readonly subscriptionKey: string | undefined;
  readonly isCopyAllowed: boolean;
}

/**
 * Finds out which resources can act in which roles, from a recent listing that has come to its end. What cannot be read is part of the answer.
 * @throws AzureError `cancelled`, or why not even the subscriptions could be listed
 */
export async function searchReach(
  deps: ReachSearchDeps,
  { roles: wanted, subscriptionKey, isCopyAllowed }: ReachQuestion,
  signal: AbortSignal,
  onListing: (progress: ListingProgress) => void,
): Promise<ReachReport> {
  await wholeListing(deps.inventory, "recent", signal, onListing);
  const { inventory } = deps;
  const visible = inventory.subscriptions.map(({ subscription }) => subscription);
  const tenants = new Map(distinctSubscriptions(visible).map(({ tenant }) => [tenant.tenantId.toLowerCase(), tenant]));
  const gaps: ReachGap[] = listingGaps(inventory).map((gap) => ({ kind: "listing", gap }));
  const reaches: Reach[] = [];
  const named = new Map<string, NamedRole>();
  const sources = new Set<GrantedInTenant["source"]>();
  for (const tenant of tenants.values()) {
    const subscriptions = distinctSubscriptions(visible, tenant.tenantId);
    const roles = wanted ?? privilegedRoles(await rolesOf(deps, subscriptions, signal));
    roles.forEach((role) => named.set(role.key, role));
    const keys = roles.map(({ key }) => key);
    const where = { tenant, subscriptions, isCopyAllowed };
    const granted = await grantedInTenant(deps.roleAssignments, where, keys, signal);
    sources.add(granted.source);
    gaps.push(...granted.failures.map((failure) => ({ kind: "assignments", ...failure }) as const));
    const groupIds = granted.assignments.filter(isOfGroup).map(({ principalId }) => principalId);
    const groups = await membersOf(deps, tenant, [...new Set(groupIds)], gaps, signal);
    const ofTenant = inventory.subscriptions.filter(
      ({ key, subscription }) =>
        subscription.tenant.tenantId.toLowerCase() === tenant.tenantId.toLowerCase() &&
        (subscriptionKey === undefined || key === subscriptionKey),
    );
    const principalOf = (id: string): string | undefined => inventory.findIdentity(id)?.principalId;
    const facts = { subscriptions: ofTenant, assignments: granted.assignments, groups, principalOf };
    const { reaches: found, unknown } = await reachOf(facts, signal);
    reaches.push(...found);
    gaps.push(...(unknown.length === 0 ? [] : [{ kind: "principals", identityIds: unknown } as const]));
  }
  const roles = [...named.values()];
  return { reaches: sorted(reaches, roles), roles, gaps, sources, at: Date.now() };
}

const isOfGroup = ({ principalType }: { readonly principalType: string | undefined }): boolean =>
  principalType?.toLowerCase() === "group";

/** The roles of a tenant, as one of its subscriptions lists them; none where no one may read them. */
async function rolesOf(
  { roles }: Pick<ReachSearchDeps, "roles">,
  [first]: readonly Subscription[],
  signal: AbortSignal,
): Promise<readonly RoleDefinition[]> {
  try {
    return first === undefined ? [] : await roles.roles(first, signal);
  } catch (error) {
    if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
      throw error;
    }
    return [];
  }
}

async function membersOf(
  { directory }: Pick<ReachSearchDeps, "directory">,
  tenant: Tenant,
  groupIds: readonly string[],
  gaps: ReachGap[],
  signal: AbortSignal,
): Promise<readonly ReachGroup[]> {
  const groups: ReachGroup[] = [];
  await forEachBounded(groupIds, GROUPS_AT_ONCE, async (id) => {
    try {
      groups.push({ id, principals: await directory.principalsIn(tenant, id, signal) });
    } catch (error) {
      if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
        throw error;
      }
      gaps.push({ kind: "group", groupId: id, error });
    }
  });
  return groups;
}

/** The gravest role first, then the widest scope, then by name. Each once: several accounts may see the same resource. */
function sorted(reaches: readonly Reach[], roles: readonly NamedRole[]): readonly Reach[] {
  const distinct = new Map<string, Reach>();
  for (const reach of reaches) {
    const { resource, identityId = "", assignment, groupId = "" } = reach;
    distinct.set([resource.id, identityId, assignment.id, groupId].join(" ").toLowerCase(), reach);
  }
  const rank = new Map(roles.map(({ key }, index) => [key, index]));
  const rankOf = ({ roleKey }: Reach): number => rank.get(roleKey) ?? rank.size;
  const width = ({ assignment: { scope } }: Reach): number => scope.split("/").filter((each) => each !== "").length;
  return [...distinct.values()].sort(
    (left, right) =>
      rankOf(left) - rankOf(right) || width(left) - width(right) || compare(left.resource.name, right.resource.name),
  );
}

/** `localeCompare` takes seconds over a hundred thousand names. */
function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

/** What the role of a reach is called. */
export function roleNameOf({ roles }: Pick<ReachReport, "roles">, { roleKey }: Reach): string | undefined {
  return roles.find(({ key }) => key === roleKey)?.name;
}

/** The same key as of an assignment's role. */
export const roleOf = ({ id, name }: RoleDefinition): NamedRole => ({ key: roleDefinitionKey(id), name });
