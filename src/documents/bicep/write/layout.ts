import type { TextRange } from "../../textRange";
import type { Node, ObjectNode } from "../syntax/nodes";

/** Where nothing tells otherwise, Bicep's own formatter indents by two spaces. */
const DEFAULT_UNIT = "  ";

/** How a file is laid out, as far as edits have to follow it. */
export interface Layout {
  readonly lineEnd: string;
  /** One level of indentation. */
  readonly unit: string;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line of an offset ends, without what breaks it. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  const end = at === -1 ? text.length : at;
  return end > offset && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

/** What a line begins with. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text[end] === " " || text[end] === "\t") {
    end++;
  }
  return text.slice(start, end);
}

/** Whether nothing but blanks stands before an offset in its line. */
export function isFirstInLine(text: string, offset: number): boolean {
  return lineStart(text, offset) + indentAt(text, offset).length === offset;
}

/** Whether something goes over several lines. */
export function isMultiline(text: string, { start, end }: TextRange): boolean {
  const at = text.indexOf("\n", start);
  return at !== -1 && at < end;
}

/** What ends the lines around an offset: those of its own surroundings where the file mixes them. */
function lineEndAt(text: string, offset: number): string {
  const before = text.lastIndexOf("\n", offset - 1);
  const at = before === -1 ? text.indexOf("\n") : before;
  return at > 0 && text.charCodeAt(at - 1) === 13 ? "\r\n" : "\n";
}

/** The layout of the object that something is written into. */
export function layoutAt(text: string, holder: ObjectNode | (Node & { readonly kind: "array" })): Layout {
  const outer = indentAt(text, holder.start);
  const first = holder.items.find(({ start }) => isFirstInLine(text, start));
  const inner = first === undefined ? outer : indentAt(text, first.start);
  const unit = inner.startsWith(outer) ? inner.slice(outer.length) : "";
  return {
    lineEnd: lineEndAt(text, holder.end),
    unit: unit !== "" ? unit : outer.includes("\t") ? "\t" : DEFAULT_UNIT,
  };
}

/** A comment of a text. */
export interface Comment extends TextRange {
  /** It goes to the end of its line. */
  readonly isLine: boolean;
}

/** The comments in a stretch of text that begins outside of strings. */
export function commentsIn(text: string, { start, end }: TextRange): readonly Comment[] {
  const found: Comment[] = [];
  let position = start;
  while (position < end) {
    const character = text[position];
    if (character === "'") {
      position = stringEnd(text, position, end);
    } else if (character === "/" && text[position + 1] === "/") {
      const to = Math.min(lineEnd(text, position), end);
      found.push({ start: position, end: to, isLine: true });
      position = to;
    } else if (character === "/" && text[position + 1] === "*") {
      const close = text.indexOf("*/", position + 2);
      const to = close === -1 ? end : Math.min(close + 2, end);
      found.push({ start: position, end: to, isLine: false });
      position = to;
    } else {
      position++;
    }
  }
  return found;
}

function stringEnd(text: string, start: number, end: number): number {
  if (text.startsWith("'''", start)) {
    const close = text.indexOf("'''", start + 3);
    return close === -1 ? end : close + 3;
  }
  let depth = 0;
  for (let position = start + 1; position < end; position++) {
    const character = text[position];
    if (character === "\\") {
      position++;
    } else if (character === "$" && text[position + 1] === "{") {
      depth++;
    } else if (character === "}" && depth > 0) {
      depth--;
    } else if (character === "\n" || (character === "'" && depth === 0)) {
      return position + 1;
    }
  }
  return end;
}
