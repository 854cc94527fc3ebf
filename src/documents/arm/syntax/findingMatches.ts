import type { Sliced } from "../../sliced";

/** So many characters are looked through between two points at which that can be interrupted. */
const PIECE = 128 * 1024;

/** No match is longer, but for blanks that nobody writes. */
const LONGEST = 1024;

/** Where a text matches a global pattern, with the match itself; wherever it stands, in comments too. */
export function* findingMatches(
  text: string,
  pattern: RegExp,
): Sliced<readonly { readonly at: number; readonly match: RegExpExecArray }[]> {
  const found: { readonly at: number; readonly match: RegExpExecArray }[] = [];
  for (let from = 0; from < text.length; from += PIECE) {
    for (const match of text.slice(from, from + PIECE + LONGEST).matchAll(pattern)) {
      // One that begins with the next piece is found there.
      if (match.index < PIECE) {
        found.push({ at: from + match.index, match });
      }
    }
    yield;
  }
  return found;
}
