import type * as vscode from "vscode";
import type { OwnPermissions } from "../../azure/access/ownPermissions";
import type { DeploymentGateway } from "../../azure/deployments/deployments";
import type { MachineSizeGateway } from "../../azure/compute/machineSizes";
import type { NetworkGateway } from "../../azure/deployments/network";
import type { UserAssignedIdentityGateway } from "../../azure/identities/userAssignedIdentities";
import type { Inventory } from "../../azure/inventory/inventory";
import type { AzextUi } from "../../ui/azextUi";
import type { RevealRequests } from "../../ui/revealRequests";
import type { AccessPlaceDeps } from "../../ui/steps/accessPlaces";
import type { PlaceDeps } from "../../ui/steps/placeSteps";
import type { RoleDeps } from "../../ui/steps/roleChoices";
import type { SubscriptionDeps } from "../../ui/steps/subscriptionStep";
import type { TargetDeps, WizardDeps } from "../../ui/steps/targets";
import type { PermissionDeps } from "../changeIdentities/permissionCheck";

/** What looking for names that are taken works with. */
export interface NameDeps {
  readonly deployments: Pick<DeploymentGateway, "existing">;
}

/** What asking for the machine itself works with. */
export interface MachineStepDeps extends NameDeps {
  readonly machineSizes: MachineSizeGateway;
  readonly inventory: Pick<Inventory, "subscription" | "subscriptions">;
  readonly log: Pick<vscode.LogOutputChannel, "warn">;
}

/** What asking for a network works with. */
export interface NetworkDeps {
  readonly network: Pick<NetworkGateway, "list">;
}

/** What asking for the first role of a new identity works with. */
export type FirstRoleDeps = AccessPlaceDeps & RoleDeps;

/** What asking for everything that a new machine needs works with. */
export type OrderDeps = SubscriptionDeps &
  PlaceDeps &
  MachineStepDeps &
  NetworkDeps &
  FirstRoleDeps &
  TargetDeps &
  WizardDeps;

/** What following a deployment works with. */
export interface FollowDeps {
  readonly deployments: Pick<DeploymentGateway, "cancel" | "deploy">;
  readonly identities: Pick<UserAssignedIdentityGateway, "createResourceGroup">;
  readonly log: Pick<vscode.LogOutputChannel, "warn">;
}

/** What asking Azure what a deployment would do works with. */
export interface OutlookDeps extends PermissionDeps {
  readonly deployments: Pick<DeploymentGateway, "whatIf">;
}

/** What deploying works with. */
export interface RunDeps extends FollowDeps {
  readonly inventory: Pick<Inventory, "refreshSubscription" | "subscription">;
  readonly permissions: Pick<OwnPermissions, "reset">;
  readonly revealRequests: Pick<RevealRequests, "request">;
}

/** What reviewing and deploying an order works with. */
export type DeployDeps = NameDeps & OutlookDeps & RunDeps & { readonly ui: Pick<AzextUi, "openReadOnly"> };

/** What the commands of this feature work with. */
export type CreateMachineDeps = OrderDeps & DeployDeps;
