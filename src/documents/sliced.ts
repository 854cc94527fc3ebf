/**
 * Work that can be interrupted: at each `yield` others may have their turn. What it works on must not change meanwhile, and a text
 * does not.
 */
export type Sliced<T> = Generator<undefined, T, undefined>;

/** So long a turn may take: an editor shows 60 pictures a second, and has more to do than this. */
const TURN_MS = 4;

/** Does the work in one go. */
export function atOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) {
      return step.value;
    }
  }
}

/**
 * Does the work in turns.
 * @param nextTurn resolves when others had theirs
 */
export async function inTurns<T>(work: Sliced<T>, nextTurn: () => Promise<void>): Promise<T> {
  let began = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) {
      return step.value;
    }
    if (performance.now() - began >= TURN_MS) {
      await nextTurn();
      began = performance.now();
    }
  }
}
