import { isLineEnd } from "../syntax/characters";
import { indentIfFirst, lineIndent } from "../syntax/indentation";
import type { TextRange } from "../../textRange";
import type { ContainerNode, Slot } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { Place } from "./printer";
import { innerEnd, innerStart, leftBehind, lineEndOr, ownStart, skipBlanksOnLine, trailing } from "./slotExtent";
import { type Style, styleOf } from "./style";
import type { TextEdit } from "../../textEdit";

/** Gives the text of what is inserted, once it is known how it has to look. */
export type PrintAt = (style: Style, place: Place) => string;

/**
 * Inserts a slot behind `after` (at the beginning where that is undefined), in the layout of its neighbours. Comments stay with the
 * slot that they belong to.
 */
export function insertSlot(
  tree: SyntaxTree,
  container: ContainerNode,
  after: Slot | undefined,
  print: PrintAt,
): readonly TextEdit[] {
  const { slots } = tree.slots(container);
  const next = slots[after === undefined ? 0 : tree.indexOf(container, after) + 1];
  if (next === undefined) {
    return after === undefined ? fillEmpty(tree, container, print) : append(tree, container, after, print);
  }
  const style = styleOf(tree, container, next);
  const start = ownStart(tree, container, after);
  const indent = indentIfFirst(tree.text, start);
  if (indent !== undefined) {
    const offset = lineEndOr(tree.text, leftBehind(tree, container, after).end);
    return [{ offset, length: 0, text: `${style.newline}${indent}${print(style, { kind: "lines", indent })},` }];
  }
  const text = print(style, { kind: "inline" });
  return after === undefined
    ? [{ offset: start, length: 0, text: `${text},${style.afterComma}` }]
    : [{ offset: after.comma + 1, length: 0, text: `${style.afterComma}${text},` }];
}

function append(tree: SyntaxTree, container: ContainerNode, last: Slot, print: PrintAt): readonly TextEdit[] {
  const style = styleOf(tree, container, last);
  const { slots } = tree.slots(container);
  const behind = trailing(tree, container, last);
  const hasComma = last.comma >= 0;
  const ownIndent = indentIfFirst(tree.text, ownStart(tree, container, slots[slots.length - 2]));
  // Behind a comma, the comment of the last slot would be taken for that of the next one on its line.
  const endsLine = behind.comments === "line" || (hasComma && behind.comments !== "none");
  if (ownIndent === undefined && !endsLine) {
    const text = `${style.afterComma}${print(style, { kind: "inline" })}`;
    return [{ offset: behind.end, length: 0, text: hasComma ? `${text},` : `,${text}` }];
  }
  const indent = ownIndent ?? memberIndent(tree, container, style);
  const text = `${style.newline}${indent}${print(style, { kind: "lines", indent })}`;
  if (hasComma) {
    return [{ offset: behind.end, length: 0, text: `${text},` }];
  }
  return behind.end === last.end
    ? [{ offset: last.end, length: 0, text: `,${text}` }]
    : [
        { offset: last.end, length: 0, text: "," },
        { offset: behind.end, length: 0, text },
      ];
}

/** The indentation of a slot that gets a line of its own in a container whose others may have none. */
function memberIndent(tree: SyntaxTree, container: ContainerNode, { unit }: Style): string {
  const indents = tree.slots(container).slots.map((slot) => indentIfFirst(tree.text, slot.start));
  return indents.find((indent) => indent !== undefined) ?? (lineIndent(tree.text, container.start) ?? "") + unit;
}

function fillEmpty(tree: SyntaxTree, container: ContainerNode, print: PrintAt): readonly TextEdit[] {
  const { text } = tree;
  const parent = tree.parent(container);
  const own = tree.slotOf(container);
  const indent = own === undefined ? undefined : indentIfFirst(text, own.start);
  const style = styleOf(tree, parent ?? container, own);
  const [start, end] = [innerStart(container), innerEnd(tree, container)];
  const inner = text.slice(start, end);
  if (indent === undefined) {
    const added = `${style.padding}${print(style, { kind: "inline" })}`;
    // Blanks alone between the brackets are the padding that comes anew; comments stay.
    return inner.trim() === ""
      ? [{ offset: start, length: end - start, text: `${added}${style.padding}` }]
      : [{ offset: start, length: 0, text: added }];
  }
  const place: Place = { kind: "lines", indent: indent + style.unit };
  const added = `${style.newline}${place.indent}${print(style, place)}`;
  const offset = leftBehind(tree, container, undefined).end;
  return inner.trim() === ""
    ? [{ offset: start, length: end - start, text: `${added}${style.newline}${indent}` }]
    : [
        {
          offset,
          length: 0,
          text:
            lineEndOr(text, offset) > offset || isLineEnd(text.charCodeAt(offset))
              ? added
              : `${added}${style.newline}${indent}`,
        },
      ];
}

/** Removes slots of a container with their commas and with the comments that belong to them. */
export function removeSlots(tree: SyntaxTree, container: ContainerNode, gone: ReadonlySet<Slot>): readonly TextEdit[] {
  const { slots } = tree.slots(container);
  const indexes = [...gone].map((slot) => tree.indexOf(container, slot)).sort((left, right) => left - right);
  const edits: TextEdit[] = [];
  let first = 0;
  for (const [at, last] of indexes.entries()) {
    if (indexes[at + 1] !== last + 1) {
      edits.push(...removeRun(tree, container, slots, indexes[first] ?? last, last));
      first = at + 1;
    }
  }
  return edits;
}

function removeRun(
  tree: SyntaxTree,
  container: ContainerNode,
  slots: readonly Slot[],
  first: number,
  last: number,
): readonly TextEdit[] {
  const [before, start, end, next] = [slots[first - 1], slots[first], slots[last], slots[last + 1]];
  if (start === undefined || end === undefined) {
    return [];
  }
  const removed = removedRange(tree, container, before, end, next);
  const removal = { offset: removed.start, length: removed.end - removed.start, text: "" };
  // Without a trailing comma before, there is none after.
  return next === undefined && before !== undefined && end.comma < 0 && before.comma >= 0
    ? [{ offset: before.comma, length: 1, text: "" }, removal]
    : [removal];
}

/** What goes with the slots between two others: the blanks on one side of them, never the line end behind a comment that stays. */
function removedRange(
  tree: SyntaxTree,
  container: ContainerNode,
  before: Slot | undefined,
  last: Slot,
  next: Slot | undefined,
): TextRange {
  const { text } = tree;
  const { end: from, comments } = leftBehind(tree, container, before);
  const { end } = trailing(tree, container, last);
  const start = ownStart(tree, container, before);
  const behind = skipBlanksOnLine(text, end);
  const endsLine = isLineEnd(text.charCodeAt(behind));
  const startsLine = /[\r\n]/.test(text.slice(from, start));
  const drawsNextUp = next !== undefined && (startsLine || before === undefined);
  const drawsEndIntoComment = next === undefined && comments === "line";
  if (!endsLine) {
    return drawsNextUp || drawsEndIntoComment ? { start, end: behind } : { start: from, end };
  }
  return startsLine ? { start: lineEndOr(text, from), end: behind } : { start: from, end };
}
