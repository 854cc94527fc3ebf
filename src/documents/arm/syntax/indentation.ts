import { NO_BREAK_SPACE, SPACE, TAB, isLineEnd } from "./characters";

/** How far back a line's start is looked for: a longer line has no indentation that says anything. */
const FURTHEST = 400;

/** Whether a character indents: no-break spaces come with what is pasted from web pages, and Azure reads over them. */
function indents(code: number): boolean {
  return code === SPACE || code === TAB || code === NO_BREAK_SPACE;
}

/** Where the line of `offset` starts; undefined where the line is too long to say. */
export function lineStart(text: string, offset: number): number | undefined {
  const limit = Math.max(0, offset - FURTHEST);
  for (let at = offset; at > limit; at--) {
    if (isLineEnd(text.charCodeAt(at - 1))) {
      return at;
    }
  }
  return limit === 0 ? 0 : undefined;
}

/** The blanks at the beginning of the line of `offset`, as they stand; undefined where the line is too long to say. */
export function lineIndent(text: string, offset: number): string | undefined {
  const start = lineStart(text, offset);
  if (start === undefined) {
    return undefined;
  }
  let end = start;
  while (end < offset && indents(text.charCodeAt(end))) {
    end++;
  }
  return text.slice(start, end);
}

/** The indentation of `offset` where nothing but blanks stands before it on its line. */
export function indentIfFirst(text: string, offset: number): string | undefined {
  let start = offset;
  const limit = Math.max(0, offset - FURTHEST);
  while (start > limit && indents(text.charCodeAt(start - 1))) {
    start--;
  }
  return start === 0 || isLineEnd(text.charCodeAt(start - 1)) ? text.slice(start, offset) : undefined;
}
