import type { ListingProgress } from "../../azure/inventory/wholeListing";
import type { IdentityTarget } from "../../ui/steps/identityTargets";
import { subscriptionsOf } from "../usage/impact";
import { useEvidence } from "../usage/useEvidence";
import type { EvidenceDeps } from "./deps";
import type { Finding } from "./findings";
import {
  accessFinding,
  describeNoPrincipal,
  directoryFindings,
  federatedFinding,
  machinesFinding,
  notChecked,
  servicesFinding,
  unseenFinding,
} from "./sourceFindings";

/** What each source tells of one identity, read afresh where it can be. @throws AzureError `cancelled`, or why nothing could be listed */
export async function gatherFindings(
  deps: EvidenceDeps,
  { subscription, identity }: IdentityTarget,
  signal: AbortSignal,
  onListing: (progress: ListingProgress) => void,
): Promise<readonly Finding[]> {
  const { id: identityId, principalId } = identity;
  const [evidence, directory] = await Promise.all([
    useEvidence(deps, { subscription, identityId }, "recent", signal, onListing),
    directoryFindings(deps, subscription.tenant, principalId, signal),
  ]);
  return [
    machinesFinding(evidence.uses, evidence.gaps),
    servicesFinding(evidence.usage.services, evidence.gaps),
    unseenFinding(evidence.unseen, evidence.gaps),
    federatedFinding(evidence.federated),
    principalId === undefined
      ? notChecked("roleAssignments", describeNoPrincipal())
      : accessFinding(evidence.access, subscriptionsOf(deps, { subscription })),
    ...directory,
  ];
}
