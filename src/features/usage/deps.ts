import type { DirectoryGateway } from "../../azure/access/directory";
import type { NamedRoleAssignment } from "../../azure/access/roleAssignmentsOfTenant";
import type { DeadReferences } from "../../azure/inventory/deadReferences";
import type { Inventory } from "../../azure/inventory/inventory";
import type { IdentityUsages } from "../../azure/inventory/identityUsage";
import type { ServiceUses } from "../../azure/inventory/serviceUses";
import type { UsageIndex } from "../../azure/inventory/usageIndex";
import type { AzextUi } from "../../ui/azextUi";
import type { DirectoryDeps } from "../../ui/inDirectory";
import type { RevealRequests } from "../../ui/revealRequests";
import type { PrincipalDeps } from "../../ui/steps/accessTargets";
import type { IdentityDeps } from "../../ui/steps/identityTargets";
import type { WizardDeps } from "../../ui/steps/targets";
import type { ImpactDeps } from "./impact";

/** What showing what depends on an identity works with. */
export interface ImpactViewDeps {
  readonly inventory: Pick<Inventory, "subscriptions">;
  readonly ui: Pick<AzextUi, "openReadOnly">;
}

/** What the command that shows an identity's impact works with. */
export interface ShowImpactDeps extends ImpactDeps, ImpactViewDeps, DirectoryDeps {
  readonly directory: Pick<DirectoryGateway, "appRolesOf">;
  readonly inventory: ImpactDeps["inventory"];
  /**
   * Asks `question`, naming the role assignments, and removes them.
   * @returns those that are gone
   * @throws PromptCancelled; AzureError where it was the only one
   */
  readonly removeAssignments: (
    assignments: readonly NamedRoleAssignment[],
    question: string,
  ) => Promise<readonly NamedRoleAssignment[]>;
}

/** What listing the uses of an identity works with. */
export interface UsageListDeps {
  readonly inventory: Pick<Inventory, "load">;
  readonly usage: Pick<UsageIndex, "usesOf">;
  readonly serviceUses: Pick<ServiceUses, "load" | "usesOf">;
  readonly identityUsages: Pick<IdentityUsages, "of">;
}

/** What the command that shows where an identity is used works with. */
export type ShowUsageDeps = IdentityDeps &
  WizardDeps &
  UsageListDeps & {
    readonly deadReferences: Pick<DeadReferences, "state">;
    readonly revealRequests: Pick<RevealRequests, "request">;
  };

/** What the commands of this feature work with. */
export type UsageDeps = ShowUsageDeps & ShowImpactDeps & PrincipalDeps & WizardDeps;
