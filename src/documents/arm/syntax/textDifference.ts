/** Where two texts differ: `[start, oldEnd)` of the old one became `[start, newEnd)` of the new one. */
export interface TextDifference {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Pieces of this size are compared as a whole, which is as fast as memory is; only the one that differs is looked into. */
const PIECE = 16 * 1024;

/**
 * How many characters of two texts are the same, counted from the beginning or from the end.
 * @param most no more than this are compared
 */
function sameLength(most: number, areSame: (from: number, to: number) => boolean): number {
  let same = 0;
  let piece = PIECE;
  while (same < most && piece > 0) {
    const next = Math.min(same + piece, most);
    if (areSame(same, next)) {
      same = next;
    } else {
      piece >>= 1;
    }
  }
  return same;
}

/** The smallest stretch in which two texts differ. Where nothing tells where a repeated text was put in, it is the last place. */
export function differenceBetween(before: string, after: string): TextDifference {
  const shorter = Math.min(before.length, after.length);
  const start = sameLength(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const end = sameLength(
    shorter - start,
    (from, to) =>
      before.slice(before.length - to, before.length - from) === after.slice(after.length - to, after.length - from),
  );
  return { start, oldEnd: before.length - end, newEnd: after.length - end };
}
