import { ASTERISK, SLASH, isBlank, isLineEnd } from "./characters";

/** Where a comment that starts at `start` ends (exclusive); `start` itself where none starts there. */
export function commentEnd(text: string, start: number): number {
  const second = text.charCodeAt(start + 1);
  if (second === SLASH) {
    let end = start + 2;
    while (end < text.length && !isLineEnd(text.charCodeAt(end))) {
      end++;
    }
    return end;
  }
  if (second === ASTERISK) {
    const close = text.indexOf("*/", start + 2);
    return close < 0 ? text.length : close + 2;
  }
  return start;
}

/** The first offset from `start` on that is neither blank nor in a comment; at most `end`. */
export function skipTrivia(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) {
      at++;
    } else if (code === SLASH) {
      const after = commentEnd(text, at);
      if (after === at) {
        return at;
      }
      at = after;
    } else {
      return at;
    }
  }
  return Math.min(at, end);
}

/** Longer strings are no expressions and no names (the service takes 24,576 characters): their escapes are left as they stand. */
const LONGEST_DECODED = 64 * 1024;

/** The value of a string token's inner text: escapes read, wrong ones kept as they stand. */
export function decodeString(inner: string): string {
  if (inner.length > LONGEST_DECODED || !inner.includes("\\")) {
    return inner;
  }
  const simple: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
  return inner.replace(/\\(?:u([0-9a-fA-F]{4})|([^u]))/g, (_, hex: string | undefined, letter: string | undefined) =>
    hex === undefined ? (simple[letter ?? ""] ?? letter ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
