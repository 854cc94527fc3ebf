import type { IdentityBlock, IdentityEntry } from "../read/identityReading";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { listName } from "./newBlock";
import type { ListShape } from "../../planQuestion";
import type { Refusal } from "./changeOutcome";
import { styleOf } from "./style";
import type { TextEdit } from "../../textEdit";

/** The shape that is not this one. */
export function otherShape(shape: ListShape): ListShape {
  return shape === "dictionary" ? "array" : "dictionary";
}

/** What a conversion comes to. */
export type Conversion =
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[] }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** From an entry of one shape to the same entry of the other: only what stands behind the id changes. */
function convertEntry(entry: IdentityEntry, shape: ListShape, colon: string): TextEdit {
  if (shape === "dictionary") {
    return { offset: entry.node.end, length: 0, text: `${colon}{}` };
  }
  const end = entry.value?.end ?? entry.node.end;
  return { offset: entry.node.end, length: end - entry.node.end, text: "" };
}

/**
 * Turns the list of the other shape into this one where it stands: its name, its brackets and what follows each id, nothing else.
 * Only for blocks without a list of this shape.
 */
export function convertList(tree: SyntaxTree, block: IdentityBlock, shape: ListShape): Conversion {
  const list = block[otherShape(shape)];
  if (list.kind !== "list" || list.member.key === undefined) {
    return { kind: "edits", edits: [] };
  }
  const style = styleOf(tree, block.node, list.member);
  const [open = "", close = ""] = shape === "dictionary" ? "{}" : "[]";
  const entries = list.entries.map((entry) => convertEntry(entry, shape, `${style.beforeColon}:${style.afterColon}`));
  const comment = entries.find((edit) => /\/[/*]/.test(tree.text.slice(edit.offset, edit.offset + edit.length)));
  if (comment !== undefined) {
    const range = { start: comment.offset, end: comment.offset + comment.length };
    return { kind: "refused", refusal: { reason: "commentInTheWay", range } };
  }
  const { key } = list.member;
  const edits = [
    { offset: key.start + 1, length: key.end - key.start - 2, text: listName(shape) },
    { offset: list.node.start, length: 1, text: open },
    ...entries,
    { offset: list.node.end - 1, length: 1, text: close },
  ];
  return { kind: "edits", edits };
}
