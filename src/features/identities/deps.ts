import type { OwnPermissions } from "../../azure/access/ownPermissions";
import type { FederatedCredentials } from "../../azure/identities/federatedCredentials";
import type { IdentityLifecycleGateway } from "../../azure/identities/identityLifecycle";
import type { UserAssignedIdentityGateway } from "../../azure/identities/userAssignedIdentities";
import type { DeadReferences } from "../../azure/inventory/deadReferences";
import type { Inventory } from "../../azure/inventory/inventory";
import type { UsageIndex } from "../../azure/inventory/usageIndex";
import type { AzextUi } from "../../ui/azextUi";
import type { IdentityDeps } from "../../ui/steps/identityTargets";
import type { PlaceDeps } from "../../ui/steps/placeSteps";
import type { SubscriptionDeps } from "../../ui/steps/subscriptionStep";
import type { WizardDeps } from "../../ui/steps/targets";
import type { ChangeIdentities } from "../changeIdentities/deps";
import type { PermissionDeps } from "../changeIdentities/permissionCheck";
import type { CopyDeps } from "../copyAs/copyAs";
import type { UseEvidenceDeps } from "../usage/useEvidence";

/** What asking for a new identity works with. */
export interface CreateStepDeps extends PlaceDeps {
  readonly inventory: Pick<Inventory, "subscriptions">;
}

/** What reviewing a new identity works with. */
export interface CreateReviewDeps extends PermissionDeps, CopyDeps {
  readonly ui: Pick<AzextUi, "openReadOnly">;
}

/** What creating an identity works with. */
export interface CreateDeps extends CreateReviewDeps {
  readonly identities: Pick<UserAssignedIdentityGateway, "create" | "createResourceGroup">;
  readonly inventory: Pick<Inventory, "addIdentity">;
  readonly permissions: Pick<OwnPermissions, "listAt" | "reset" | "self">;
}

/** What creating an identity on the way of another flow works with. */
export type IdentityCreationDeps = CreateStepDeps & CreateDeps;

/** What the command that creates an identity works with. */
export type CreateIdentityDeps = SubscriptionDeps &
  WizardDeps &
  IdentityCreationDeps & { readonly inventory: Pick<Inventory, "subscription"> };

/** What finding out what the deletion of an identity takes along works with. */
export type DeletionFactDeps = UseEvidenceDeps & PermissionDeps;

/** What deleting an identity works with. */
export interface DeleteDeps extends DeletionFactDeps {
  readonly identities: Pick<UserAssignedIdentityGateway, "delete">;
  readonly federatedCredentials: Pick<FederatedCredentials, "forget" | "load">;
  readonly permissions: Pick<OwnPermissions, "listAt" | "reset" | "self">;
  readonly changeIdentities: ChangeIdentities;
}

/** What the command that deletes identities works with. */
export type DeleteIdentityDeps = IdentityDeps & WizardDeps & DeleteDeps;

/** What finding dead references works with. */
export interface DeadReferenceDeps {
  readonly deadReferences: Pick<DeadReferences, "dead" | "state">;
  readonly usage: Pick<UsageIndex, "current" | "usesOf">;
}

/** What making sure that identities are gone works with. */
export interface RepairDeps {
  readonly deadReferences: Pick<DeadReferences, "ownerOf">;
  readonly identities: Pick<IdentityLifecycleGateway, "read">;
}

/** What asking after the identities that resources list works with. */
export interface ReferenceCheckDeps {
  readonly inventory: Pick<Inventory, "load">;
  readonly deadReferences: Pick<DeadReferences, "check">;
}

/** What the command that repairs dead references works with. */
export type RepairDeadReferencesDeps = DeadReferenceDeps &
  RepairDeps &
  ReferenceCheckDeps &
  WizardDeps & { readonly changeIdentities: ChangeIdentities };

/** What finding identities that were created again works with. */
export interface StaleReferenceDeps {
  readonly inventory: Pick<Inventory, "subscriptions">;
  readonly deadReferences: Pick<DeadReferences, "stateOn">;
}

/** What the command that removes and assigns identities again works with. */
export type ReassignIdentityDeps = StaleReferenceDeps &
  ReferenceCheckDeps &
  WizardDeps & { readonly changeIdentities: ChangeIdentities };

/** What the commands of this feature work with. */
export type IdentitiesDeps = CreateIdentityDeps & DeleteIdentityDeps & RepairDeadReferencesDeps & ReassignIdentityDeps;
