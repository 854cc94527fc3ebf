import type { DocumentResourceKind } from "./documentResource";

const KINDS: ReadonlyMap<string, DocumentResourceKind> = new Map([
  ["microsoft.compute/virtualmachines", "virtualMachine"],
  ["microsoft.compute/virtualmachinescalesets", "scaleSet"],
  ["microsoft.compute/virtualmachinescalesets/virtualmachines", "scaleSetInstance"],
]);

/** The kind that a full type names, in any casing; undefined for every other type. */
export function documentResourceKind(type: string): DocumentResourceKind | undefined {
  return KINDS.get(type.toLowerCase());
}
