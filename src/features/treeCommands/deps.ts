import type { SignIn } from "../../azure/accounts";
import type { InstanceListing } from "../../azure/compute/scaleSetInstances";
import type { FederatedCredentials } from "../../azure/identities/federatedCredentials";
import type { Inventory } from "../../azure/inventory/inventory";
import type { ResourceJsonGateway } from "../../azure/inventory/resourceJson";
import type { LazyReadings } from "../../azure/inventory/lazyReadings";
import type { Cloud } from "../../azure/signIn/cloud";
import type { AzextUi } from "../../ui/azextUi";
import type { AskDeps } from "../../ui/steps/targets";
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

/** What filtering and grouping the tree works with. */
export interface ViewDeps {
  readonly treeSettings: Pick<TreeSettings, "filter" | "setFilter" | "setGrouping">;
}

/** What the commands of this feature work with. */
export type TreeCommandDeps = CopyIdDeps & PortalDeps & PropertyDeps & AzLoginDeps & SignInDeps & ViewDeps;
