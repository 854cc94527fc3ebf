import type { ChangeTarget } from "../../azure/compute/computeResource";
import type { InstanceListing } from "../../azure/compute/scaleSetInstances";
import { type CommandTable, lazyCommands } from "../command";
import type { ScaleSetDeps, UpgradeDeps } from "./deps";

/** The commands on the instances of scale sets. */
export function register(deps: ScaleSetDeps): CommandTable {
  return lazyCommands(deps, {
    upgradeInstances: async () => (await import("./upgradeInstances")).upgradeInstances,
    enableOnInstances: async () => (await import("./enableOnInstances")).enableOnInstances,
  });
}

/** The instances of Uniform scale sets for other features. */
export function lazyInstanceUpgrades(deps: UpgradeDeps) {
  const load = () => import("./instanceUpgrades");
  return {
    read: async (target: ChangeTarget): Promise<InstanceListing> => (await load()).readInstances(deps, target),
    upgradeBehind: async (target: ChangeTarget): Promise<void> => (await load()).upgradeBehind(deps, target),
  };
}
