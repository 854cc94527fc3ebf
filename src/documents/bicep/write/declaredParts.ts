import { type BicepFile, type BicepResource, shapeOf } from "../model";
import type { Declaration, IdentityBlock, IdentityReading, ListReading, TypeReading } from "../read/identityReading";

/** What of a resource's identity is edited where a variable or parameter holds it. */
export type DeclaredPart = "block" | "type" | "list";

function listPart({ dictionary, array }: IdentityBlock): "dictionary" | "array" {
  return dictionary.kind === "absent" && array.kind !== "absent" ? "array" : "dictionary";
}

/** The block that a change edits: the resource's own, or with `declared` parts as their declarations hold them. */
export function editedBlock(identity: IdentityReading, declared: readonly DeclaredPart[]): IdentityBlock | undefined {
  if (identity.kind === "expression") {
    return declared.includes("block") ? identity.declared : undefined;
  }
  if (identity.kind !== "block") {
    return undefined;
  }
  const { block } = identity;
  const { type } = block;
  const part = listPart(block);
  const list: ListReading = block[part];
  const edited: IdentityBlock = {
    ...block,
    type:
      type.kind === "expression" && declared.includes("type")
        ? ((type.declared as TypeReading | undefined) ?? type)
        : type,
    [part]: list.kind === "expression" && declared.includes("list") ? (list.declared ?? list) : list,
  };
  return edited.form === "module" ? withList(edited) : edited;
}

/** A module's type follows from its list. */
function withList(block: IdentityBlock): IdentityBlock {
  const { type, dictionary } = block;
  const userAssigned =
    dictionary.kind === "expression" || (dictionary.kind === "list" && dictionary.entries.length > 0);
  return type.kind === "known" ? { ...block, type: { ...type, userAssigned } } : block;
}

/** The parts of an identity that a declaration holds and that could be edited there. */
export function editableParts(resource: BicepResource): readonly DeclaredPart[] {
  const { identity } = resource;
  const shape = shapeOf(resource);
  if (identity.kind === "expression") {
    return identity.declared === undefined ? [] : ["block"];
  }
  if (identity.kind !== "block" || (shape !== undefined && shape !== "dictionary")) {
    return [];
  }
  const { type, dictionary, array } = identity.block;
  const list = [dictionary, array].some((each) => each.kind === "expression" && each.declared !== undefined);
  return [
    ...(type.kind === "expression" && type.declared !== undefined ? (["type"] as const) : []),
    ...(list ? (["list"] as const) : []),
  ];
}

/** The declaration of a part of a resource's identity, where that is one that can be edited. */
export function declarationOf({ identity }: BicepResource, part: DeclaredPart): Declaration | undefined {
  if (part === "block") {
    return identity.kind === "expression" ? identity.declaration : undefined;
  }
  if (identity.kind !== "block") {
    return undefined;
  }
  const { block } = identity;
  const reading = part === "type" ? block.type : block[listPart(block)];
  return reading.kind === "expression" ? reading.declaration : undefined;
}

/** Every declaration that a resource's identity is, or holds. */
function declarationNames(resource: BicepResource): readonly string[] {
  return (["block", "type", "list"] as const).flatMap((part) => declarationOf(resource, part)?.name ?? []);
}

/** The other resources whose identity uses what is edited. */
export function sharers(
  { resources }: BicepFile,
  resource: BicepResource,
  parts: readonly DeclaredPart[],
): readonly BicepResource[] {
  const edited = new Set(parts.flatMap((part) => declarationOf(resource, part)?.name ?? []));
  return resources.filter((other) => other !== resource && declarationNames(other).some((name) => edited.has(name)));
}
