import { parseResourceId, resourceType } from "./resourceId";

/** A scale set's mode. A set without the member is Uniform: the mode came later than scale sets did. */
export type OrchestrationMode = "Uniform" | "Flexible";

/** What a plan has to know of the resource that carries the identities. */
export type ComputeResourceType =
  { readonly kind: "virtualMachine" } | { readonly kind: "scaleSet"; readonly orchestrationMode: OrchestrationMode };

/** The kind of a resource that carries identities. */
export type ComputeResourceKind = ComputeResourceType["kind"];

const KINDS: ReadonlyMap<string, ComputeResourceKind> = new Map([
  ["microsoft.compute/virtualmachines", "virtualMachine"],
  ["microsoft.compute/virtualmachinescalesets", "scaleSet"],
]);

/** The kind that a full resource type names, in any casing; undefined for every other type. */
export function computeResourceKindOfType(type: string): ComputeResourceKind | undefined {
  return KINDS.get(type.toLowerCase());
}

/** The kind of the virtual machine or scale set that an id names; undefined for every other resource. */
export function computeResourceKindOfId(id: string): ComputeResourceKind | undefined {
  const parsed = parseResourceId(id);
  return parsed === undefined ? undefined : computeResourceKindOfType(resourceType(parsed));
}
