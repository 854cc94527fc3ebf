import type { SignIn } from "../../azure/accounts";
import type { InstanceListing } from "../../azure/compute/scaleSetInstances";
import type { IdentityAccess } from "../../azure/access/identityAccess";
import type { FederatedCredentials } from "../../azure/identities/federatedCredentials";
import type { Inventory } from "../../azure/inventory/inventory";
import type { ResourceJsonGateway } from "../../azure/inventory/resourceJson";
import type { LazyReadings } from "../../azure/inventory/lazyReadings";
import type { Cloud } from "../../azure/signIn/cloud";
import type { AzextUi } from "../../ui/azextUi";
import type { AskDeps, TargetDeps } from "../../ui/steps/targets";
import type { RevealRequests } from "../../ui/revealRequests";
import type { TreeSelection } from "../../ui/treeSelection";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { ListedIdentity } from "../../ui/filters/identityFilter";
import type { TextFilter } from "../../ui/textFilter";
import type { TreeSettings } from "../../ui/treeSettings";

/** What copying an ID works with. */
export interface CopyIdDeps extends AskDeps {
  readonly inventory: Pick<Inventory, "findIdentity" | "load" | "loaded" | "subscription" | "subscriptions">;
}

/** What opening the portal works with. */
export interface PortalDeps extends AskDeps {
  /** @throws AzureError `badSettings` */
  cloud(): Cloud;
}

/** What showing properties works with. */
export interface PropertyDeps extends CopyIdDeps {
  readonly federatedCredentials: Pick<FederatedCredentials, "find">;
  readonly resourceJson: ResourceJsonGateway;
  readonly ui: Pick<AzextUi, "openReadOnly" | "runSteps">;
}

/** What a refresh works with. */
export interface RefreshDeps {
  /** Forgets the tokens, permissions and roles that were had so far. */
  forgetSession(): void;
  readonly inventory: Pick<Inventory, "refresh" | "refreshSubscription" | "subscription">;
  readonly federatedCredentials: Pick<FederatedCredentials, "forget">;
  readonly identityAccess: Pick<IdentityAccess, "forget">;
  readonly instances: Pick<LazyReadings<InstanceListing>, "forget">;
}

/** What signing in works with. */
export interface SignInDeps {
  readonly signIn: Pick<SignIn, "signIn">;
  readonly inventory: Pick<Inventory, "load" | "state">;
}

/** What running `az login` works with. */
export interface AzLoginDeps extends RefreshDeps {
  /** Whether the extension runs where the user sits, even where the window is of a remote machine. */
  readonly runsOnUserSide: boolean;
}

/** What filtering and grouping the trees works with. */
export interface ViewDeps {
  readonly treeSettings: Pick<TreeSettings, "setGrouping">;
  readonly resourceFilter: Pick<TextFilter<ComputeResource>, "set" | "text">;
  readonly identityFilter: Pick<TextFilter<ListedIdentity>, "set" | "text">;
}

/** What showing a resource in its view works with. */
export interface RevealDeps {
  readonly inventory: TargetDeps["inventory"];
  readonly resourceFilter: Pick<TextFilter<ComputeResource>, "matches" | "set">;
  readonly revealRequests: Pick<RevealRequests, "request">;
}

/** What a command that a key brings no node works with. */
export interface SelectionDeps {
  readonly treeSelection: Pick<TreeSelection, "of">;
}

/** What the commands of this feature work with. */
export type TreeCommandDeps = CopyIdDeps &
  PortalDeps &
  PropertyDeps &
  AzLoginDeps &
  RevealDeps &
  SelectionDeps &
  SignInDeps &
  ViewDeps;
