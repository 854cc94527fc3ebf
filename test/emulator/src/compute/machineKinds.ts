import { valueAt } from "../json";
import { type StoredResource } from "../store";

export const vmType = "Microsoft.Compute/virtualMachines";
export const scaleSetType = "Microsoft.Compute/virtualMachineScaleSets";
export const instanceType = `${scaleSetType}/virtualMachines`;

export type MachineKind = "virtualMachine" | "scaleSet";

export function isFlexible({ body }: StoredResource): boolean {
  return valueAt(body, "properties", "orchestrationMode") === "Flexible";
}
