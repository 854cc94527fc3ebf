import type { ContainerNode, Slot } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { removeSlots } from "../write/slotEdits";
import type { TextEdit } from "../../textEdit";

/**
 * Removes slots, and what would be left empty around them; `keeps` names the members that stay as an empty list.
 */
export function removeUpwards(
  tree: SyntaxTree,
  container: ContainerNode,
  gone: ReadonlySet<Slot>,
  keeps: (slot: Slot, holder: ContainerNode) => boolean,
): readonly TextEdit[] {
  if (tree.slots(container).slots.some((slot) => !gone.has(slot))) {
    return removeSlots(tree, container, gone);
  }
  const slot = tree.slotOf(container);
  const holder = tree.parent(container);
  if (slot === undefined || holder === undefined || keeps(slot, holder)) {
    return [{ offset: container.start + 1, length: container.end - container.start - 2, text: "" }];
  }
  return removeUpwards(tree, holder, new Set([slot]), keeps);
}
