import { isLineEnd } from "../syntax/characters";
import { indentIfFirst } from "../syntax/indentation";
import type { ContainerNode, Slot, TextRange } from "../syntax/nodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { Place } from "./printer";
import { endsInLineComment, head, innerEnd, innerStart, skipBlanks, skipBlanksOnLine, tail } from "./slotExtent";
import { type Style, styleOf } from "./style";
import type { TextEdit } from "./textEdit";

/** Gives the text of what is inserted, once it is known how it has to look. */
export type PrintAt = (style: Style, place: Place) => string;

/** Inserts a slot behind `after` (at the beginning where that is undefined), in the layout of its neighbours. */
export function insertSlot(
  tree: SyntaxTree,
  container: ContainerNode,
  after: Slot | undefined,
  print: PrintAt,
): readonly TextEdit[] {
  const { slots } = tree.slots(container);
  const next = slots[after === undefined ? 0 : slots.indexOf(after) + 1];
  const neighbour = next ?? after;
  if (neighbour === undefined) {
    return fillEmpty(tree, container, print);
  }
  const style = styleOf(tree, container, neighbour);
  const indent = indentIfFirst(tree.text, neighbour.start);
  const place: Place = indent === undefined ? { kind: "inline" } : { kind: "lines", indent };
  const text = print(style, place);
  const lead = indent === undefined ? style.afterComma : style.newline + indent;
  if (next === undefined && after !== undefined) {
    return append(tree, container, after, lead, text, indent !== undefined);
  }
  if (indent !== undefined) {
    const offset = after === undefined ? head(tree, container) : tail(tree, container, after);
    return [{ offset, length: 0, text: `${lead}${text},` }];
  }
  return after === undefined
    ? [{ offset: neighbour.start, length: 0, text: `${text},${style.afterComma}` }]
    : [{ offset: after.comma + 1, length: 0, text: `${lead}${text},` }];
}

function append(
  tree: SyntaxTree,
  container: ContainerNode,
  last: Slot,
  lead: string,
  text: string,
  onLines: boolean,
): readonly TextEdit[] {
  const hasComma = last.comma >= 0;
  const end = hasComma ? last.comma + 1 : last.end;
  const offset = onLines ? tail(tree, container, last) : end;
  const added = `${lead}${text}${hasComma ? "," : ""}`;
  if (hasComma || offset === end) {
    return [{ offset, length: 0, text: hasComma ? added : `,${added}` }];
  }
  return [
    { offset: end, length: 0, text: "," },
    { offset, length: 0, text: added },
  ];
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
  const offset = head(tree, container);
  return inner.trim() === ""
    ? [{ offset: start, length: end - start, text: `${added}${style.newline}${indent}` }]
    : [
        {
          offset,
          length: 0,
          text: /^[ \t]*\r?\n/.test(text.slice(offset)) ? added : `${added}${style.newline}${indent}`,
        },
      ];
}

/** Removes some, not all, slots of a container with their commas, and with the comments behind them and right above them. */
export function removeSlots(tree: SyntaxTree, container: ContainerNode, gone: ReadonlySet<Slot>): readonly TextEdit[] {
  const { slots } = tree.slots(container);
  const edits: TextEdit[] = [];
  let first = 0;
  for (const [index, slot] of slots.entries()) {
    const endsRun = gone.has(slot) && !slots.slice(index + 1, index + 2).some((next) => gone.has(next));
    if (endsRun) {
      edits.push(...removeRun(tree, container, slots, first, index));
    }
    first = gone.has(slot) && !endsRun ? first : index + 1;
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
  const from = before === undefined ? head(tree, container) : tail(tree, container, before);
  const end = tail(tree, container, last);
  const start = skipBlanks(text, from);
  const behind = skipBlanksOnLine(text, end);
  const endsLine = isLineEnd(text.charCodeAt(behind));
  const startsLine = /[\r\n]/.test(text.slice(from, start));
  const drawsNextUp = next !== undefined && (startsLine || before === undefined);
  const drawsEndIntoComment = next === undefined && startsLine && endsInLineComment(tree, container, before);
  return !endsLine && (drawsNextUp || drawsEndIntoComment) ? { start, end: behind } : { start: from, end };
}
