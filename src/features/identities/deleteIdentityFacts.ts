import { listingGaps, type ListingGap, type ListingProgress, wholeListing } from "../../azure/inventory/wholeListing";
import type { Reading } from "../../azure/inventory/lazyReadings";
import type { AssociatedResource, GraphFailure, GraphListing } from "../../azure/inventory/serviceUse";
import type { GraphCoverage } from "../../azure/inventory/serviceUses";
import { resourceIdKey } from "../../identity/resourceId";
import { permissionToOwn } from "../../identity/permissionsNeeded";
import type { DeletionFactDeps } from "./deps";
import { userAssignedPrincipal } from "../../ui/steps/accessTargets";
import type { IdentityTarget } from "../../ui/steps/identityTargets";
import { type Dependents, readDependents } from "../usage/impact";
import { checkPermissions, type PermissionReport } from "../changeIdentities/permissionCheck";

/** What could use an identity and was not looked at: in the listing, or by Azure Resource Graph. */
export type DeletionGap =
  | ListingGap
  | { readonly kind: "services"; readonly coverage: GraphCoverage; readonly failures: readonly GraphFailure[] };

/** Everything that goes, or is left dangling, when an identity is deleted, and what stands in the way of that. */
export interface DeletionFacts extends Dependents {
  /** What could use the identity too, and was not looked at. */
  readonly gaps: readonly DeletionGap[];
  /** What the service says uses it besides, which the user may not be able to read. */
  readonly unseen: Reading<readonly AssociatedResource[]>;
  readonly permissions: PermissionReport;
}

/**
 * Gathers what depends on an identity, from a recent listing that has come to its end; `again` makes a new one. What cannot be read is among the
 * facts.
 * @throws AzureError `cancelled`, or why not even the subscriptions could be listed
 */
export async function deletionFacts(
  deps: DeletionFactDeps,
  { subscription, identity }: IdentityTarget,
  mode: "recent" | "again",
  signal: AbortSignal,
  onListing: (progress: ListingProgress) => void,
): Promise<DeletionFacts> {
  await wholeListing(deps.inventory, mode, signal, onListing);
  const principalId = userAssignedPrincipal(deps, identity.id)?.principalId;
  const subject = { kind: "userAssigned", subscription, identityId: identity.id, principalId } as const;
  const needed = [permissionToOwn(identity.id, "delete")];
  const written = [{ scope: identity.id, verb: "delete" }] as const;
  const listed = listingGaps(deps.inventory);
  const [dependents, permissions, associated] = await Promise.all([
    readDependents(deps, subject, signal),
    checkPermissions(deps, { subscription, needed, written }, signal),
    deps.serviceUses.associatedWith(subscription, identity.id, signal),
  ]);
  const coverage = dependents.usage.serviceCoverage;
  const { failures } = deps.serviceUses.current;
  const gaps = coverage === "whole" ? listed : [...listed, { kind: "services", coverage, failures } as const];
  return { ...dependents, gaps, permissions, unseen: unseenOf(dependents, associated) };
}

/** What is associated with the identity and was not found otherwise. */
function unseenOf(
  { uses, usage }: Pick<Dependents, "uses" | "usage">,
  associated: Reading<GraphListing<AssociatedResource>>,
): DeletionFacts["unseen"] {
  if (associated.kind === "failed") {
    return associated;
  }
  const seen = new Set(
    [...uses.map(({ resource }) => resource.id), ...usage.services.map(({ id }) => id)].map(resourceIdKey),
  );
  return { kind: "read", value: associated.value.items.filter(({ id }) => !seen.has(resourceIdKey(id))) };
}
