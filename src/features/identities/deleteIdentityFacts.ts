import { listingGaps, type ListingGap, type ListingProgress, wholeListing } from "../../azure/inventory/wholeListing";
import { permissionToOwn } from "../../identity/permissionsNeeded";
import type { DeletionFactDeps } from "./deps";
import { userAssignedPrincipal } from "../../ui/steps/accessTargets";
import type { IdentityTarget } from "../../ui/steps/identityTargets";
import { type Dependents, readDependents } from "../usage/impact";
import { checkPermissions, type PermissionReport } from "../changeIdentities/permissionCheck";

/** Everything that goes, or is left dangling, when an identity is deleted, and what stands in the way of that. */
export interface DeletionFacts extends Dependents {
  /** What could use the identity too, and was not looked at. */
  readonly gaps: readonly ListingGap[];
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
  const gaps = listingGaps(deps.inventory);
  const principalId = userAssignedPrincipal(deps, identity.id)?.principalId;
  const subject = { kind: "userAssigned", subscription, identityId: identity.id, principalId } as const;
  const needed = [permissionToOwn(identity.id, "delete")];
  const written = [{ scope: identity.id, verb: "delete" }] as const;
  const [dependents, permissions] = await Promise.all([
    readDependents(deps, subject, signal),
    checkPermissions(deps, { subscription, needed, written }, signal),
  ]);
  return { ...dependents, gaps, permissions };
}
