import type { FederatedCredentials } from "../identities/federatedCredentials";
import type { ServiceUse } from "./serviceUse";
import type { GraphCoverage, ServiceUses } from "./serviceUses";
import type { UsageIndex } from "./usageIndex";
import type { IdentityUse, UsageCoverage } from "./usageMap";

/** What is known of who uses one identity. */
export interface IdentityUsage {
  readonly machines: readonly IdentityUse[];
  readonly services: readonly ServiceUse[];
  /** How many it has; undefined where nobody has looked. */
  readonly roleAssignments: number | undefined;
  readonly federatedCredentials: number | undefined;
  readonly coverage: UsageCoverage;
  readonly serviceCoverage: GraphCoverage;
}

/**
 * What that comes to. `usedFromOutside`: no resource uses it, but it has access or trusts somebody. `unused` only where everything that could
 * know was asked and agrees.
 */
export type UsageVerdict = "used" | "usedFromOutside" | "unused" | "looking" | "noUseFound";

/** What is known of who uses an identity comes to one word. */
export function usageVerdict(usage: IdentityUsage): UsageVerdict {
  const { machines, services, roleAssignments, federatedCredentials, coverage, serviceCoverage } = usage;
  if (machines.length + services.length > 0) {
    return "used";
  }
  if ((roleAssignments ?? 0) + (federatedCredentials ?? 0) > 0) {
    return "usedFromOutside";
  }
  if (coverage.kind === "listing" || serviceCoverage === "asking") {
    return "looking";
  }
  const isAllKnown = coverage.kind === "complete" && serviceCoverage === "whole";
  return isAllKnown && roleAssignments === 0 && federatedCredentials === 0 ? "unused" : "noUseFound";
}

/** Puts together what the listing, Azure Resource Graph and the readings of federated credentials know. No request is made. */
export class IdentityUsages {
  constructor(
    private readonly usage: Pick<UsageIndex, "current" | "usesOf">,
    private readonly serviceUses: Pick<ServiceUses, "current" | "usesOf">,
    private readonly federatedCredentials: Pick<FederatedCredentials, "known">,
  ) {}

  /** `principalId` as the identity is listed: without it nothing is known of its role assignments. */
  of({ id, principalId }: { readonly id: string; readonly principalId?: string | undefined }): IdentityUsage {
    const { grants, grantees, services } = this.serviceUses.current;
    const granted = principalId === undefined ? undefined : grants.get(principalId.toLowerCase());
    const federated = this.federatedCredentials.known(id);
    return {
      machines: this.usage.usesOf(id),
      services: this.serviceUses.usesOf(id),
      roleAssignments: granted ?? (grantees === "whole" && principalId !== undefined ? 0 : undefined),
      federatedCredentials: federated?.kind === "read" ? federated.value.length : undefined,
      coverage: this.usage.current.coverage,
      serviceCoverage: services,
    };
  }
}
