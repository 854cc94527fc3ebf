import type { Slot, SyntaxNode } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";

/** More members of one name are not looked at. */
const MOST_MEMBERS = 100;

/**
 * The values of members of that name which may be a variable or parameter that a bracket has put out of reach: out of its section, or
 * into what stands before it. Whatever is in a list or in a resource is none of them. Empty in a text whose brackets fit.
 */
export function tornDeclarations(tree: SyntaxTree, name: string): readonly SyntaxNode[] {
  if (tree.faults.length === 0) {
    return [];
  }
  const key = JSON.stringify(name);
  const found: SyntaxNode[] = [];
  let at = tree.text.indexOf(key);
  for (let count = 0; at >= 0 && count < MOST_MEMBERS; count++) {
    const slot = outsideResources(tree, at);
    if (slot?.key?.start === at && slot.value !== undefined) {
      found.push(slot.value);
    }
    at = tree.text.indexOf(key, at + key.length);
  }
  return found;
}

/** The member at an offset, where nothing but objects is around it, and no resources. */
function outsideResources(tree: SyntaxTree, offset: number): Slot | undefined {
  const container = tree.containerAt(offset);
  for (let around = container; ;) {
    const parent = tree.parent(around);
    if (parent === undefined) {
      return tree.slotAt(container, offset);
    }
    if (around.kind === "array" || tree.slotOf(around)?.name.toLowerCase() === "resources") {
      return undefined;
    }
    around = parent;
  }
}
