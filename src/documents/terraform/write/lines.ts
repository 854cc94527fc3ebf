import type { TextRange } from "../../textRange";

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line of an offset ends: before its newline. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  const end = newline < 0 ? text.length : newline;
  return end > offset && text[end - 1] === "\r" ? end - 1 : end;
}

/** Where the line behind the one of an offset begins; the end of the text where there is none. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}

/** The blanks that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

/** Whether nothing but blanks stands before an offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return /^[ \t\uFEFF]*$/.test(text.slice(lineStart(text, offset), offset));
}

/** Whether nothing but blanks stands on the line of an offset. */
export function isBlankLine(text: string, offset: number): boolean {
  const start = lineStart(text, offset);
  return text.slice(start, lineEnd(text, start)).trim() === "";
}

/** Whether a stretch of text is on one line. */
export function isOnOneLine(text: string, { start, end }: TextRange): boolean {
  return !text.slice(start, end).includes("\n");
}

/** The newline that a text is written with around an offset. */
export function newlineAt(text: string, offset: number): string {
  const newline = text.indexOf("\n", lineStart(text, offset));
  const at = newline < 0 ? text.lastIndexOf("\n") : newline;
  return at > 0 && text[at - 1] === "\r" ? "\r\n" : "\n";
}

/** How much further in the members of a block stand than the block; `terraform fmt` has two blanks. */
export function indentUnit(outer: string, inner: string | undefined): string {
  const more = inner?.startsWith(outer) === true ? inner.slice(outer.length) : "";
  return more === "" ? "  " : more;
}
