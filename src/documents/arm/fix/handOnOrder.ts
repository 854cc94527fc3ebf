import { indentIfFirst } from "../syntax/indentation";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { removeSlots } from "../write/slotEdits";
import { styleOf } from "../write/style";
import type { TextEdit } from "../../textEdit";
import type { Mentions } from "./orderLists";
import { removeUpwards } from "./removeUpwards";

/** An element of a list that gives an order: how it is written, and how to recognise it. */
export interface OrderEntry {
  readonly spelled: string;
  readonly key: string;
}

/**
 * Puts what the removed one waited for in the place of the elements that name it, so that the order stays. What the list holds
 * already is not written twice; a list without anything left goes whole.
 */
export function handOnOrder(
  tree: SyntaxTree,
  { list, gone, keeps }: Mentions,
  inherited: readonly OrderEntry[],
): readonly TextEdit[] {
  const added = inherited.filter(({ key }) => !keeps(key));
  const [place, ...rest] = gone;
  if (place === undefined || added.length === 0) {
    return removeUpwards(tree, list, new Set(gone), () => false);
  }
  const style = styleOf(tree, list, place);
  const indent = indentIfFirst(tree.text, place.start);
  const separator = indent === undefined ? `,${style.afterComma}` : `,${style.newline}${indent}`;
  const text = added.map(({ spelled }) => spelled).join(separator);
  return [{ offset: place.start, length: place.end - place.start, text }, ...removeSlots(tree, list, new Set(rest))];
}
