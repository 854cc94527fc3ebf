import { grantedInTenant } from "../../azure/access/grantedInTenant";
import { roleDefinitionKey } from "../../azure/access/roleAssignments";
import type { RoleAssignmentListing } from "../../azure/access/roleAssignmentsOfTenant";
import type { Subscription } from "../../azure/accounts";
import { AzureError } from "../../azure/azureError";
import type { UserAssignedIdentityResource } from "../../azure/compute/computeResource";
import { forEachBounded } from "../../azure/forEachBounded";
import type { SubscriptionInventory } from "../../azure/inventory/subscriptionInventory";
import { listingGaps, type ListingProgress, wholeListing } from "../../azure/inventory/wholeListing";
import { usesOf, subscriptionsOf } from "../usage/impact";
import { serviceGaps, unseenGaps, unseenOf } from "../usage/useEvidence";
import type { SurveyDeps } from "./deps";
import type { Finding } from "./findings";
import {
  accessFinding,
  describeNoPrincipal,
  directoryFindings,
  federatedFinding,
  machinesFinding,
  notChecked,
  notNeeded,
  servicesFinding,
  unseenFinding,
} from "./sourceFindings";

/** What the sources told of one of the identities. */
export interface Surveyed {
  readonly identity: UserAssignedIdentityResource;
  readonly findings: readonly Finding[];
}

/** How far it has come. */
export type SurveyProgress =
  | { readonly kind: "listing"; readonly progress: ListingProgress }
  | { readonly kind: "identities"; readonly done: number; readonly of: number };

/** Identities asked about at the same time. Their provider answers for one a second (docs/azure-behaviour.md): those wait for each other. */
const AT_ONCE = 4;

/**
 * What each source tells of every user-assigned identity of a subscription, by name. What takes a request for each identity is asked only of those that
 * no listing shows in use.
 * @throws AzureError `cancelled`, or why nothing could be listed
 */
export async function surveySubscription(
  deps: SurveyDeps,
  { key }: Pick<SubscriptionInventory, "key">,
  isCopyAllowed: boolean,
  signal: AbortSignal,
  report: (progress: SurveyProgress) => void,
): Promise<readonly Surveyed[]> {
  await wholeListing(deps.inventory, "recent", signal, (progress) => {
    report({ kind: "listing", progress });
  });
  await deps.serviceUses.load();
  const inventory = deps.inventory.subscription(key);
  if (inventory === undefined) {
    return [];
  }
  const { subscription } = inventory;
  const identities = [...inventory.identities.values()].sort((left, right) =>
    left.name.localeCompare(right.name, undefined, { numeric: true }),
  );
  const gaps = [...listingGaps(deps.inventory), ...serviceGaps(deps)];
  const subscriptions = subscriptionsOf(deps, { subscription });
  const where = { tenant: subscription.tenant, subscriptions, isCopyAllowed };
  const granted = await grantedInTenant(deps.roleAssignments, where, undefined, signal);
  const roleNames = await roleNamesOf(deps, subscription, signal);
  const byPrincipal = Map.groupBy(granted.assignments, ({ principalId }) => principalId.toLowerCase());
  const found = new Map<string, Surveyed>();
  const oneAtATime = inTurn();
  await forEachBounded(identities, AT_ONCE, async (identity) => {
    const { id: identityId, principalId } = identity;
    const uses = usesOf(deps, { kind: "userAssigned", subscription, identityId, principalId });
    const usage = deps.identityUsages.of(identity);
    const access: RoleAssignmentListing = {
      failures: granted.failures,
      assignments: (byPrincipal.get(principalId?.toLowerCase() ?? "") ?? []).map((each) => ({
        ...each,
        subscription,
        roleName: roleNames.get(roleDefinitionKey(each.roleDefinitionId)),
      })),
    };
    const isInUse = uses.length + usage.services.length > 0;
    const rest = isInUse
      ? [notNeeded("unseen"), notNeeded("federatedCredentials")]
      : await askedFor({ ...deps, oneAtATime }, { subscription, identityId }, { uses, usage }, signal);
    const directory = isInUse
      ? [notNeeded("groups"), notNeeded("appRoles")]
      : await directoryFindings(deps, subscription.tenant, principalId, signal);
    const findings = [
      machinesFinding(uses, gaps),
      servicesFinding(usage.services, gaps),
      ...rest,
      principalId === undefined
        ? notChecked("roleAssignments", describeNoPrincipal())
        : accessFinding(access, subscriptions),
      ...directory,
    ];
    found.set(identityId, { identity, findings });
    report({ kind: "identities", done: found.size, of: identities.length });
  });
  return identities.flatMap(({ id }) => found.get(id) ?? []);
}

type RunInTurn = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** Runs tasks one after the other, in the order in which they are given. */
function inTurn(): RunInTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const done = last.then(task, task);
    last = done;
    return done;
  };
}

/** What the roles of a subscription are called, by their keys; nothing where that may not be read. */
async function roleNamesOf(
  { roles }: Pick<SurveyDeps, "roles">,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  try {
    const known = await roles.roles(subscription, signal);
    return new Map(known.map(({ id, name }) => [roleDefinitionKey(id), name]));
  } catch (error) {
    if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
      throw error;
    }
    return new Map();
  }
}

async function askedFor(
  { oneAtATime, ...deps }: SurveyDeps & { readonly oneAtATime: RunInTurn },
  { subscription, identityId }: { readonly subscription: Subscription; readonly identityId: string },
  seen: Parameters<typeof unseenOf>[0],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const [associated, federated] = await Promise.all([
    oneAtATime(() => deps.serviceUses.associatedWith(subscription, identityId, signal)),
    deps.federatedCredentials.load(subscription, identityId),
  ]);
  return [unseenFinding(unseenOf(seen, associated), unseenGaps(associated)), federatedFinding(federated)];
}
