import type { ListingProgress } from "../../azure/inventory/wholeListing";
import { permissionToOwn } from "../../identity/permissionsNeeded";
import type { DeletionFactDeps } from "./deps";
import type { IdentityTarget } from "../../ui/steps/identityTargets";
import { useEvidence, type UseEvidence } from "../usage/useEvidence";
import { checkPermissions, type PermissionReport } from "../changeIdentities/permissionCheck";

/** Everything that goes, or is left dangling, when an identity is deleted, and what stands in the way of that. */
export interface DeletionFacts extends UseEvidence {
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
  const needed = [permissionToOwn(identity.id, "delete")];
  const written = [{ scope: identity.id, verb: "delete" }] as const;
  const [evidence, permissions] = await Promise.all([
    useEvidence(deps, { subscription, identityId: identity.id }, mode, signal, onListing),
    checkPermissions(deps, { subscription, needed, written }, signal),
  ]);
  return { ...evidence, permissions };
}
