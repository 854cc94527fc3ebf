import type { Subscription } from "../../azure/accounts";
import type { Inventory } from "../../azure/inventory/inventory";
import { listingGaps, type ListingGap, type ListingProgress, wholeListing } from "../../azure/inventory/wholeListing";
import type { Reading } from "../../azure/inventory/lazyReadings";
import type { AssociatedResource, GraphFailure, GraphListing } from "../../azure/inventory/serviceUse";
import type { GraphCoverage, ServiceUses } from "../../azure/inventory/serviceUses";
import { resourceIdKey } from "../../identity/resourceId";
import { userAssignedPrincipal } from "../../ui/steps/accessTargets";
import { type Dependents, type ImpactDeps, readDependents } from "./impact";

/** What finding out who uses an identity, and what was not looked at, works with. */
export interface UseEvidenceDeps extends ImpactDeps {
  readonly inventory: Inventory;
  readonly serviceUses: Pick<ServiceUses, "associatedWith" | "current" | "load">;
}

/** What could use an identity and was not looked at: in the listing, by Azure Resource Graph, or by the identity's own provider. */
export type UseGap =
  | ListingGap
  | { readonly kind: "services"; readonly coverage: GraphCoverage; readonly failures: readonly GraphFailure[] }
  /** The provider named only some of the resources. */
  | { readonly kind: "unseenInPart" };

/** Who uses an identity and what depends on it, with what was not looked at. */
export interface UseEvidence extends Dependents {
  /** What could use the identity too, and was not looked at. */
  readonly gaps: readonly UseGap[];
  /** What the service says uses it besides, which the user may not be able to read. */
  readonly unseen: Reading<readonly AssociatedResource[]>;
}

/**
 * Gathers who uses an identity, from a recent listing that has come to its end; `again` makes a new one. What cannot be read is part of the answer.
 * @throws AzureError `cancelled`, or why not even the subscriptions could be listed
 */
export async function useEvidence(
  deps: UseEvidenceDeps,
  { subscription, identityId }: { readonly subscription: Subscription; readonly identityId: string },
  mode: "recent" | "again",
  signal: AbortSignal,
  onListing: (progress: ListingProgress) => void,
): Promise<UseEvidence> {
  await wholeListing(deps.inventory, mode, signal, onListing);
  const principalId = userAssignedPrincipal(deps, identityId)?.principalId;
  const subject = { kind: "userAssigned", subscription, identityId, principalId } as const;
  const listed = listingGaps(deps.inventory);
  const [dependents, associated] = await Promise.all([
    readDependents(deps, subject, signal),
    deps.serviceUses.associatedWith(subscription, identityId, signal),
  ]);
  return {
    ...dependents,
    gaps: [...listed, ...serviceGaps(deps), ...unseenGaps(associated)],
    unseen: unseenOf(dependents, associated),
  };
}

/** What Azure Resource Graph did not tell. */
export function serviceGaps({
  serviceUses,
}: {
  readonly serviceUses: Pick<ServiceUses, "current">;
}): readonly UseGap[] {
  const { services: coverage, failures } = serviceUses.current;
  return coverage === "whole" ? [] : [{ kind: "services", coverage, failures }];
}

/** What the provider did not tell, where it answered. */
export function unseenGaps(associated: Reading<GraphListing<AssociatedResource>>): readonly UseGap[] {
  return associated.kind === "read" && !associated.value.isWhole ? [{ kind: "unseenInPart" }] : [];
}

/** What is associated with the identity and was not found otherwise. */
export function unseenOf(
  { uses, usage }: Pick<Dependents, "uses" | "usage">,
  associated: Reading<GraphListing<AssociatedResource>>,
): UseEvidence["unseen"] {
  if (associated.kind === "failed") {
    return associated;
  }
  const seen = new Set(
    [...uses.map(({ resource }) => resource.id), ...usage.services.map(({ id }) => id)].map(resourceIdKey),
  );
  return { kind: "read", value: associated.value.items.filter(({ id }) => !seen.has(resourceIdKey(id))) };
}
