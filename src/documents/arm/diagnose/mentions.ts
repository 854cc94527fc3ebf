import type { Sliced } from "../sliced";

const MENTION = /identity(?:ExtensionFor|\.principalId)/gi;

/** Where a text mentions what only a look at the whole text finds. One pass for all: on a long text each one counts. */
export interface Mentions {
  /** Offsets inside strings like `ManagedIdentityExtensionForLinux`. */
  readonly retiredExtension: readonly number[];
  /** Offsets of `identity.principalId`. */
  readonly principalId: readonly number[];
}

/** So many characters are looked through between two points at which that can be interrupted. */
const PIECE = 128 * 1024;

/** No mention is longer. */
const LONGEST = "identityExtensionFor".length;

/** Finds the mentions, in any casing and wherever they stand: in comments too. */
export function* findingMentions(text: string): Sliced<Mentions> {
  const retiredExtension: number[] = [];
  const principalId: number[] = [];
  for (let from = 0; from < text.length; from += PIECE) {
    for (const match of text.slice(from, from + PIECE + LONGEST - 1).matchAll(MENTION)) {
      // One that begins with the next piece is found there.
      if (match.index < PIECE) {
        const list = match[0].includes(".") ? principalId : retiredExtension;
        list.push(from + match.index);
      }
    }
    yield;
  }
  return { retiredExtension, principalId };
}
