import type { TextEdit } from "../../textEdit";
import type { TextRange } from "../../textRange";
import type { ArrayNode, ObjectNode } from "../syntax/nodes";
import { commentsIn, indentAt, isFirstInLine, isMultiline, type Layout, layoutAt, lineEnd } from "./layout";

type Container = ObjectNode | ArrayNode;

/** Prints what is inserted: as lines, or in one where its object stands in one. */
export interface Printed {
  readonly lines: (unit: string) => readonly string[];
  readonly inline: string;
}

function insertion(offset: number, text: string): TextEdit {
  return { offset, length: 0, text };
}

function indented(lines: readonly string[], indent: string, { lineEnd: end }: Layout): string {
  return lines.map((line) => indent + line).join(end);
}

/** Behind the commas and blanks that follow an item, in its line. */
function behind(text: string, offset: number, end: number): { readonly at: number; readonly hasComma: boolean } {
  let at = offset;
  while (at < end && (text[at] === " " || text[at] === "\t")) {
    at++;
  }
  return text[at] === "," && at < end ? { at: at + 1, hasComma: true } : { at: offset, hasComma: false };
}

/** Whether only blanks and comments follow in the line. */
function endsLine(text: string, offset: number, holderEnd: number): boolean {
  const to = Math.min(lineEnd(text, offset), holderEnd);
  const rest = { start: offset, end: to };
  const bare = commentsIn(text, rest).reduceRight(
    (left, comment) => left.slice(0, comment.start - offset) + left.slice(comment.end - offset),
    text.slice(offset, to),
  );
  return bare.trim() === "" && to < holderEnd;
}

/**
 * Inserts an item behind another one, or before all where there is none.
 * @param after one of the items of the container
 */
export function insertItem(
  text: string,
  container: Container,
  after: TextRange | undefined,
  printed: Printed,
): readonly TextEdit[] {
  const layout = layoutAt(text, container);
  const outer = indentAt(text, container.start);
  const [first] = container.items;
  if (first === undefined) {
    return insertIntoEmpty(text, container, printed, layout, outer);
  }
  if (after !== undefined) {
    const { at, hasComma } = behind(text, after.end, container.end);
    const isOwnLine = isMultiline(text, container) && endsLine(text, at, container.end);
    if (!isOwnLine) {
      return [insertion(after.end, `, ${printed.inline}`)];
    }
    const indent = isFirstInLine(text, after.start) ? indentAt(text, after.start) : outer + layout.unit;
    const lines = printed.lines(layout.unit);
    return [insertion(lineEnd(text, at), `${layout.lineEnd}${indented(lines, indent, layout)}${hasComma ? "," : ""}`)];
  }
  const opening = container.start + 1;
  if (isMultiline(text, { start: container.start, end: first.start }) && endsLine(text, opening, container.end)) {
    const lines = indented(printed.lines(layout.unit), indentAt(text, first.start), layout);
    return [insertion(lineEnd(text, opening), layout.lineEnd + lines)];
  }
  return [insertion(first.start, `${printed.inline}, `)];
}

function insertIntoEmpty(
  text: string,
  container: Container,
  printed: Printed,
  layout: Layout,
  outer: string,
): readonly TextEdit[] {
  const inner = { start: container.start + 1, end: container.end - 1 };
  const lines = indented(printed.lines(layout.unit), outer + layout.unit, layout);
  const comments = commentsIn(text, inner);
  const last = comments.at(-1);
  if (last === undefined) {
    return [
      {
        offset: inner.start,
        length: inner.end - inner.start,
        text: `${layout.lineEnd}${lines}${layout.lineEnd}${outer}`,
      },
    ];
  }
  return [
    {
      offset: last.end,
      length: inner.end - last.end,
      text: `${layout.lineEnd}${lines}${layout.lineEnd}${outer}`,
    },
  ];
}

/** Removes items, and keeps every comment in and beside them. */
export function removeItems(text: string, container: Container, gone: ReadonlySet<TextRange>): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const { items } = container;
  let keptBefore = false;
  for (const [index, item] of items.entries()) {
    if (!gone.has(item)) {
      keptBefore = true;
      continue;
    }
    const { at } = behind(text, item.end, container.end);
    const comments = commentsIn(text, item).map(({ start, end }) => text.slice(start, end));
    if (isFirstInLine(text, item.start) && endsLine(text, at, container.end)) {
      edits.push(removeLines(text, item, at, comments));
      continue;
    }
    const kept = comments.map(closed).join(" ");
    const [previous, next] = [items[index - 1], items[index + 1]];
    const range =
      keptBefore && previous !== undefined
        ? { start: previous.end, end: item.end }
        : { start: item.start, end: next?.start ?? item.end };
    const beside = commentsIn(
      text,
      keptBefore ? { start: range.start, end: item.start } : { start: item.end, end: range.end },
    )
      .map(({ start, end }) => closed(text.slice(start, end)))
      .join(" ");
    const replaced = [beside, kept].filter((each) => each !== "").join(" ");
    edits.push({
      offset: range.start,
      length: range.end - range.start,
      text: replaced === "" ? "" : keptBefore ? ` ${replaced}` : `${replaced} `,
    });
  }
  return edits;
}

/** A comment that may have something behind it in its line. */
function closed(comment: string): string {
  return comment.startsWith("//") ? `/*${comment.slice(2).replaceAll("*/", "* /").trimEnd()} */` : comment;
}

function removeLines(text: string, item: TextRange, at: number, comments: readonly string[]): TextEdit {
  const indent = indentAt(text, item.start);
  const end = lineEnd(text, at);
  const rest = text.slice(at, end).trim();
  const lineBreak = text.startsWith("\r\n", end) ? "\r\n" : "\n";
  if (comments.length > 0) {
    const tail = rest === "" ? end : at;
    const all = comments.join(lineBreak + indent);
    return { offset: item.start, length: tail - item.start, text: rest === "" ? all : `${all}${lineBreak}${indent}` };
  }
  if (rest !== "") {
    // The comment beside it stays where it stood.
    const blanks = text.slice(at, end).length - text.slice(at, end).trimStart().length;
    return { offset: item.start, length: at + blanks - item.start, text: "" };
  }
  const start = item.start - indent.length;
  return { offset: start, length: end + lineBreak.length - start, text: "" };
}
