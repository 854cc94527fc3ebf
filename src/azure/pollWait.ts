// Half of the changes of a machine's identity are done within 6 s, of a scale set's within 13 s (docs/azure-behaviour.md#duration-of-operations); the
// bucket of one resource's polls holds 45 and refills 15 a minute (docs/azure-behaviour.md#compute-limits): from quick to one in five seconds stays within it.
const SHORTEST_MS = 250;
const LONGEST_MS = 5_000;
/** The end of an operation is found at most this part of its own time too late, so that polls grow rarer as it grows longer. */
const PART = 0.15;

/** Milliseconds until the next look at an operation that has run for so long. */
export function pollWaitMs(elapsedMs: number): number {
  return Math.min(Math.max(elapsedMs * PART, SHORTEST_MS), LONGEST_MS);
}
