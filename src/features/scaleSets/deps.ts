import type { InstanceListing, ScaleSetInstanceGateway } from "../../azure/compute/scaleSetInstances";
import type { Inventory } from "../../azure/inventory/inventory";
import type { LazyReadings } from "../../azure/inventory/lazyReadings";
import type { BusyResources } from "../../ui/busyResources";
import type { AskDeps } from "../../ui/steps/targets";
import type { ChangeIdentities } from "../changeIdentities/deps";

/** What listing the instances of a Uniform scale set works with. */
export interface InstanceListDeps {
  readonly scaleSetInstances: Pick<ScaleSetInstanceGateway, "list">;
  readonly instances: Pick<LazyReadings<InstanceListing>, "set">;
}

/** What upgrading instances works with. */
export interface UpgradeDeps extends InstanceListDeps {
  readonly scaleSetInstances: Pick<ScaleSetInstanceGateway, "list" | "upgrade">;
  readonly instances: Pick<LazyReadings<InstanceListing>, "forget" | "set">;
  readonly busy: Pick<BusyResources, "during">;
}

/** What the command that upgrades instances works with. */
export interface UpgradeInstancesDeps extends AskDeps, UpgradeDeps {
  readonly instances: Pick<LazyReadings<InstanceListing>, "forget" | "known" | "set">;
}

/** What the command that enables the identity of each instance works with. */
export interface EnableOnInstancesDeps extends AskDeps {
  readonly inventory: Pick<Inventory, "load" | "loaded" | "subscription" | "subscriptions">;
  readonly changeIdentities: ChangeIdentities;
}

/** What the commands of this feature work with. */
export type ScaleSetDeps = UpgradeInstancesDeps & EnableOnInstancesDeps;
