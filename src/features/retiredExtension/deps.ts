import type * as vscode from "vscode";
import type { ChangeTarget } from "../../azure/compute/computeResource";
import type { RetiredExtensions } from "../../azure/compute/extensionFindings";
import type { InstanceListing } from "../../azure/compute/scaleSetInstances";
import type { Inventory } from "../../azure/inventory/inventory";
import type { LazyReadings } from "../../azure/inventory/lazyReadings";
import type { BusyResources } from "../../ui/busyResources";
import type { ErrorLog } from "../../ui/errorBoundary";
import type { AskDeps } from "../../ui/steps/targets";
import type { NodeDeps } from "../changeIdentities/changeTargets";

/** What is done with the instances of Uniform scale sets. */
export interface InstanceUpgrades {
  /** Lists the instances of a scale set. @throws AzureError */
  read(target: ChangeTarget): Promise<InstanceListing>;
  /** Brings the instances that are behind to the latest model. @throws AzureError */
  upgradeBehind(target: ChangeTarget): Promise<void>;
}

/** What looking for the extension works with. */
export interface SearchDeps {
  readonly retiredExtensions: Pick<RetiredExtensions, "find">;
  readonly log: Pick<vscode.LogOutputChannel, "warn">;
}

/** What finding out what carries the extension works with. */
export interface CarrierDeps {
  readonly inventory: Pick<Inventory, "load" | "subscription">;
  readonly retiredExtensions: Pick<RetiredExtensions, "find" | "look" | "state">;
  readonly instanceUpgrades: InstanceUpgrades;
}

/** What removing the extension from one machine or model works with. */
export interface RemovalDeps {
  readonly busy: Pick<BusyResources, "during">;
  readonly instances: Pick<LazyReadings<InstanceListing>, "forget">;
  readonly retiredExtensions: Pick<RetiredExtensions, "remove">;
}

/** What bringing instances to a changed model works with. */
export interface UpgradeEachDeps {
  readonly instanceUpgrades: InstanceUpgrades;
  readonly log: Pick<ErrorLog, "error">;
}

/** What removing the extension works with. */
export type RemoveRetiredDeps = CarrierDeps & RemovalDeps & UpgradeEachDeps;

/** What the commands of this feature work with. */
export type RetiredExtensionDeps = NodeDeps & AskDeps & SearchDeps & RemoveRetiredDeps;
