import type { AnyResource } from "../locate/anyResource";
import type { Sliced } from "../../sliced";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { RetiredExtension, TemplateDiagnostic } from "./diagnostic";

/** The object whose `properties.type` stands at an offset, with the list that holds it. */
function extensionAt(
  tree: SyntaxTree,
  offset: number,
  resources: ReadonlyMap<number, AnyResource>,
): RetiredExtension | undefined {
  const properties = tree.containerAt(offset);
  const type = tree.member(properties, "type");
  const node = tree.parent(properties);
  const list = node === undefined ? undefined : tree.parent(node);
  if (
    node === undefined ||
    list === undefined ||
    type?.value === undefined ||
    !(type.value.start <= offset && offset < type.value.end) ||
    tree.slotOf(properties)?.name.toLowerCase() !== "properties"
  ) {
    return undefined;
  }
  const resource = resources.get(node.container);
  const isExtension = resource?.type?.toLowerCase().endsWith("/extensions") === true;
  const isInProfile = list.kind === "array" && tree.slotOf(list)?.name.toLowerCase() === "extensions";
  const slot = tree.slotOf(node);
  return slot === undefined || (resource === undefined ? !isInProfile : !isExtension)
    ? undefined
    : { node, slot, list, name: tree.stringOf(node, "name"), resource };
}

/** Finds the retired extension, as a resource, as a child, and in the profile of a scale set (docs/azure-behaviour.md#retired-extension-in-templates). */
export function* findingRetiredExtensions(
  tree: SyntaxTree,
  all: readonly AnyResource[],
  mentionedAt: readonly number[],
): Sliced<readonly TemplateDiagnostic[]> {
  if (mentionedAt.length === 0) {
    return [];
  }
  const found: TemplateDiagnostic[] = [];
  const resources = new Map(all.map((resource) => [resource.node.container, resource]));
  for (const offset of mentionedAt) {
    const extension = extensionAt(tree, offset, resources);
    const type = extension === undefined ? undefined : tree.containerAt(offset);
    const range = type === undefined ? undefined : tree.value(type, "type");
    if (extension !== undefined && range !== undefined) {
      found.push({ code: "retiredExtension", range, fixes: [{ kind: "removeExtension", extension }], extension });
    }
    yield;
  }
  return found;
}
