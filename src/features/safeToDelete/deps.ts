import type { DirectoryGateway } from "../../azure/access/directory";
import type { RoleAssignmentGateway } from "../../azure/access/roleAssignments";
import type { AzextUi } from "../../ui/azextUi";
import type { DirectoryDeps } from "../../ui/inDirectory";
import type { IdentityDeps } from "../../ui/steps/identityTargets";
import type { SubscriptionDeps } from "../../ui/steps/subscriptionStep";
import type { WizardDeps } from "../../ui/steps/targets";
import type { UseEvidenceDeps } from "../usage/useEvidence";

/** What asking the directory about an identity works with. */
export interface DirectoryFindingDeps {
  readonly directory: Pick<DirectoryGateway, "appRolesOf" | "groupsOf">;
}

/** What gathering the evidence about one identity works with. */
export type EvidenceDeps = UseEvidenceDeps & DirectoryFindingDeps;

/** What looking up when an identity signed in last works with. */
export interface SignInDeps extends DirectoryDeps {
  readonly directory: Pick<DirectoryGateway, "lastSignInOf">;
}

/** What gathering the evidence about all identities of a subscription works with. */
export interface SurveyDeps extends EvidenceDeps {
  readonly roleAssignments: Pick<RoleAssignmentGateway, "listAll" | "listCopied" | "listForPrincipal">;
}

/** What the commands of this feature work with. */
export type SafeToDeleteDeps = IdentityDeps &
  SubscriptionDeps &
  WizardDeps &
  SurveyDeps &
  SignInDeps & { readonly ui: Pick<AzextUi, "openReadOnly"> };
