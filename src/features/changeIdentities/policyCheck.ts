import type { Subscription } from "../../azure/accounts";
import { isInitiative, type PolicyGateway } from "../../azure/access/policyAssignments";
import { forEachBounded } from "../../azure/forEachBounded";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import { type AssignedPolicy, policyHazards } from "../../identity/policyEffect";
import { resourceGroupId, resourceIdKey } from "../../identity/resourceId";
import { type SharedHazard, sharedHazards } from "../../mutation/batch/batchSummary";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import { type CheckReadDeps, CheckReads } from "./checkReads";

/** What the check of policies works with. */
export interface PolicyDeps extends CheckReadDeps {
  readonly policies: PolicyGateway;
}

/** Requests at the same time, and in all: policies are good to know, and not worth the reads of the batch itself. */
const AT_ONCE = 4;
const MOST_SCOPES = 50;
const MOST_INITIATIVES = 20;

/**
 * What the policies in force at the resources would do to the changes. Of one resource its own assignments are read, of many those of
 * their resource groups.
 * @throws AzureError `cancelled`; what cannot be read otherwise is not known, and hinders nothing
 */
export async function checkPolicies(
  deps: PolicyDeps,
  plans: readonly ResourcePlan[],
  signal: AbortSignal,
): Promise<readonly SharedHazard[]> {
  const reader = new PolicyReader(deps, signal);
  const scopeOf = plans.length === 1 ? (plan: ResourcePlan) => plan.resource.id : groupOf;
  const byScope = [
    ...Map.groupBy(plans, (plan) => `${subscriptionKey(plan.subscription)} ${resourceIdKey(scopeOf(plan))}`),
  ];
  const found = new Map<ResourcePlan, readonly AssignedPolicy[]>();
  await forEachBounded(byScope.slice(0, MOST_SCOPES), AT_ONCE, async ([, same]) => {
    const [first] = same;
    const policies = first === undefined ? [] : await reader.readAt(first.subscription, scopeOf(first));
    for (const plan of same) {
      found.set(plan, policies);
    }
  });
  return sharedHazards(
    plans.map((plan) => ({
      plan,
      hazards: policyHazards(plan.plan.difference, plan.resource, found.get(plan) ?? []),
    })),
  );
}

function groupOf({ resource }: ResourcePlan): string {
  return resourceGroupId(resource.subscriptionId, resource.resourceGroup);
}

class PolicyReader {
  private readonly initiatives = new Map<string, Promise<readonly string[]>>();

  private readonly reads: CheckReads;

  constructor(
    private readonly deps: PolicyDeps,
    private readonly signal: AbortSignal,
  ) {
    this.reads = new CheckReads(deps, "Policies", signal);
  }

  async readAt(subscription: Subscription, scope: string): Promise<readonly AssignedPolicy[]> {
    const assignments = await this.reads.read(subscription, () =>
      this.deps.policies.listAt(subscription, scope, this.signal),
    );
    return await Promise.all(
      (assignments ?? []).map(async ({ definitionId, ...assignment }) => ({
        ...assignment,
        definitionIds: isInitiative(definitionId) ? await this.membersOf(subscription, definitionId) : [definitionId],
      })),
    );
  }

  /** Each initiative is read once, however many scopes it is assigned at. */
  private membersOf(subscription: Subscription, initiativeId: string): Promise<readonly string[]> {
    const key = `${subscriptionKey(subscription)} ${resourceIdKey(initiativeId)}`;
    const known = this.initiatives.get(key);
    if (known !== undefined || this.initiatives.size >= MOST_INITIATIVES) {
      return known ?? Promise.resolve([]);
    }
    const members = this.readMembers(subscription, initiativeId);
    this.initiatives.set(key, members);
    return members;
  }

  private async readMembers(subscription: Subscription, initiativeId: string): Promise<readonly string[]> {
    const members = await this.reads.read(subscription, () =>
      this.deps.policies.definitionsOf(subscription, initiativeId, this.signal),
    );
    return members ?? [];
  }
}
