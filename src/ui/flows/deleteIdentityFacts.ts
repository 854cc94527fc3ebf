import type { FederatedListing } from "../../azure/federatedCredentials";
import {
  distinctSubscriptions,
  listOverSubscriptions,
  type RoleAssignmentListing,
} from "../../azure/roleAssignmentsOfTenant";
import type { IdentityUse, UsageCoverage } from "../../azure/usageMap";
import type { App } from "../app";
import type { IdentityTarget } from "./identityTargets";

/** Everything that goes, or is left dangling, when an identity is deleted. */
export interface DeletionFacts {
  readonly uses: readonly IdentityUse[];
  readonly coverage: UsageCoverage;
  /** Over all visible subscriptions of its directory. */
  readonly roles: RoleAssignmentListing;
  readonly federated: FederatedListing;
}

/** Gathers what depends on an identity. What cannot be read is among the facts; a cancellation is thrown. */
export async function deletionFacts(app: App, target: IdentityTarget, signal: AbortSignal): Promise<DeletionFacts> {
  await app.inventory.load();
  const { subscription, identity } = target;
  const [roles, federated] = await Promise.all([
    rolesOf(app, target, signal),
    app.federatedCredentials.load(subscription, identity.id),
  ]);
  return { uses: app.usage.usesOf(identity.id), coverage: app.usage.current.coverage, roles, federated };
}

async function rolesOf(
  app: App,
  { subscription: { tenant }, identity: { principalId } }: IdentityTarget,
  signal: AbortSignal,
): Promise<RoleAssignmentListing> {
  if (principalId === undefined) {
    return { assignments: [], failures: [] };
  }
  const all = app.inventory.subscriptions.map((each) => each.subscription);
  return await listOverSubscriptions(
    distinctSubscriptions(all, tenant.tenantId),
    (subscription) => app.roleAssignments.listForPrincipal(subscription, principalId, signal),
    app.roles,
    signal,
  );
}
