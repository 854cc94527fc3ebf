import type { JournalEntry } from "./journalEntry";
import type { JournalTally } from "./journalOutline";

/** Counts the outcomes of an entry, and whether a window is still working on it. Somebody else's change meanwhile counts as a failure: the resource is not as was wished. */
export function tallyOf(entry: Pick<JournalEntry, "records" | "outline">, isLive: boolean): JournalTally {
  if (entry.outline !== undefined) {
    const { tally } = entry.outline;
    return isLive ? tally : { ...tally, open: 0, notKnown: tally.notKnown + tally.open };
  }
  const tally = { changed: 0, changedOtherwise: 0, unchanged: 0, failed: 0, notStarted: 0, notKnown: 0, open: 0 };
  for (const { outcome } of entry.records) {
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
