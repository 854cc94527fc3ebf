import { isBlank, isLineEnd, SLASH } from "../syntax/characters";
import { indentIfFirst } from "../syntax/indentation";
import type { ContainerNode, Slot } from "../syntax/nodes";
import { commentEnd } from "../syntax/scan";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { Place } from "./printer";
import { type Style, styleOf } from "./style";
import type { TextEdit } from "./textEdit";

/** Gives the text of what is inserted, once it is known how it has to look. */
export type PrintAt = (style: Style, place: Place) => string;

/**
 * The end of what belongs to the place before `from` on its line: blanks and comments, where nothing else follows on the line;
 * `from` itself where something does.
 */
function endOfLine(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) {
      return at;
    }
    if (isBlank(code)) {
      at++;
    } else if (code === SLASH && commentEnd(text, at) > at) {
      const end = commentEnd(text, at);
      if (/[\r\n]/.test(text.slice(at, end))) {
        return from;
      }
      at = end;
    } else {
      return from;
    }
  }
  // At the end of the container its bracket follows on this line.
  return from;
}

/** Where a slot ends together with its comma and the comment behind it. */
function tail(tree: SyntaxTree, container: ContainerNode, slot: Slot): number {
  return endOfLine(tree.text, slot.comma < 0 ? slot.end : slot.comma + 1, innerEnd(tree, container));
}

/** Where the inside of a container begins, behind the comment on the line of its bracket. */
function head(tree: SyntaxTree, container: ContainerNode): number {
  return endOfLine(tree.text, innerStart(container), innerEnd(tree, container));
}

function innerStart(container: ContainerNode): number {
  return container.container === 0 ? 0 : container.start + 1;
}

function innerEnd(tree: SyntaxTree, container: ContainerNode): number {
  return container.container > 0 && tree.isClosed(container) ? container.end - 1 : container.end;
}

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
  if (before === undefined && next !== undefined && indentIfFirst(tree.text, next.start) === undefined) {
    return [{ offset: start.start, length: next.start - start.start, text: "" }];
  }
  const from = before === undefined ? head(tree, container) : tail(tree, container, before);
  const removal = { offset: from, length: tail(tree, container, end) - from, text: "" };
  // Without a trailing comma before, there is none after.
  return next === undefined && before !== undefined && end.comma < 0 && before.comma >= 0
    ? [{ offset: before.comma, length: 1, text: "" }, removal]
    : [removal];
}
