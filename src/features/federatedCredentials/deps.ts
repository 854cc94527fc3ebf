import type { FederatedCredentials } from "../../azure/identities/federatedCredentials";
import type { Cloud } from "../../azure/signIn/cloud";
import type { AzextUi } from "../../ui/azextUi";
import type { ErrorLog } from "../../ui/errorBoundary";
import type { IdentityDeps } from "../../ui/steps/identityTargets";
import type { WizardDeps } from "../../ui/steps/targets";

/** What listing the federated credentials of an identity works with. */
export interface CredentialListDeps {
  readonly federatedCredentials: Pick<FederatedCredentials, "forget" | "load">;
}

/** What asking for the details of a federated credential works with. */
export interface DetailDeps {
  /** @throws AzureError `badSettings` */
  cloud(): Cloud;
}

/** What adding a federated credential works with. */
export interface AddDeps extends IdentityDeps, WizardDeps, DetailDeps {
  readonly federatedCredentials: Pick<FederatedCredentials, "add" | "forget" | "load">;
  readonly ui: Pick<AzextUi, "openReadOnly" | "runSteps">;
}

/** What finding the selected federated credentials works with. */
export interface SelectedDeps extends CredentialListDeps {
  readonly inventory: IdentityDeps["inventory"];
}

/** What removing federated credentials works with. */
export interface RemovalDeps {
  readonly federatedCredentials: Pick<FederatedCredentials, "remove">;
  readonly log: Pick<ErrorLog, "error">;
}

/** What the command that removes federated credentials works with. */
export type RemoveDeps = IdentityDeps & WizardDeps & CredentialListDeps & RemovalDeps;

/** What the commands of this feature work with. */
export type FederatedDeps = AddDeps & RemoveDeps;
