import type { ContainerNode, Slot, SyntaxNode } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";

/** What a template can say of a resource at its top, and what machines and scale sets have there. */
const RESOURCE_MEMBERS: ReadonlySet<string> = new Set(
  [
    "type",
    "apiVersion",
    "name",
    "comments",
    "condition",
    "copy",
    "dependsOn",
    "extendedLocation",
    "id",
    "identity",
    "kind",
    "location",
    "managedBy",
    "plan",
    "placement",
    "properties",
    "resources",
    "scale",
    "scope",
    "sku",
    "tags",
    "zones",
  ].map((name) => name.toLowerCase()),
);

/** Whether a member is one that resources have at their top. */
export function isResourceMember({ name }: Slot): boolean {
  return RESOURCE_MEMBERS.has(name.toLowerCase());
}

/**
 * The members of a resource that stand behind its end, where a bracket too many ends it early. Always none in a text without faults.
 */
export function tornOffMembers(tree: SyntaxTree, node: ContainerNode): readonly Slot[] {
  const list = tree.parent(node);
  if (list === undefined || (tree.faults.length === 0 && tree.slots(list).faults.length === 0)) {
    return [];
  }
  const found: Slot[] = [];
  for (const slot of tree.slotsBehind(list, node.end - 1)) {
    if (slot.key === undefined || !isResourceMember(slot)) {
      break;
    }
    found.push(slot);
  }
  return found;
}

/** The value of a member of a resource, also where a bracket too many ends the resource before it. */
export function memberOrTornOff(tree: SyntaxTree, node: ContainerNode, name: string): SyntaxNode | undefined {
  const wanted = name.toLowerCase();
  return tree.value(node, name) ?? tornOffMembers(tree, node).find((slot) => slot.name.toLowerCase() === wanted)?.value;
}
