import type { JournalEntry } from "./journalEntry";

/** How many resources of an entry ended how. */
export interface JournalTally {
  readonly changed: number;
  /** Written, and then found otherwise, or with identities left out. */
  readonly changedOtherwise: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly notStarted: number;
  /** What became of it nobody can tell. */
  readonly notKnown: number;
  /** Waiting or running, in a window that is still working on it. */
  readonly open: number;
}

/** Counts the outcomes of an entry, and whether a window is still working on it. Somebody else's change meanwhile counts as a failure: the resource is not as was wished. */
export function tallyOf({ records }: Pick<JournalEntry, "records">, isLive: boolean): JournalTally {
  const tally = { changed: 0, changedOtherwise: 0, unchanged: 0, failed: 0, notStarted: 0, notKnown: 0, open: 0 };
  for (const { outcome } of records) {
    switch (outcome.kind) {
      case "changed":
        tally[outcome.leftOut.length === 0 && outcome.despite === undefined ? "changed" : "changedOtherwise"]++;
        break;
      case "differs":
        tally[outcome.because === undefined ? "changedOtherwise" : "failed"]++;
        break;
      case "noChange":
        tally.unchanged++;
        break;
      case "failed":
      case "changedMeanwhile":
      case "blocked":
        tally.failed++;
        break;
      case "notStarted":
        tally.notStarted++;
        break;
      case "unknown":
        tally.notKnown++;
        break;
      case "waiting":
      case "running":
        tally[isLive ? "open" : "notKnown"]++;
    }
  }
  return tally;
}
