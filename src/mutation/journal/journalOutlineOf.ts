import type { IdentityChange } from "../../identity/identityChange";
import { canBeRetried, type ChangeRecord, isAsWished, isOpen, type JournalEntry } from "./journalEntry";
import { type Mark, type MarkedResource, MARKS, RecordMarks, resourceDigest } from "./journalMarks";
import type { EntryOutline } from "./journalOutline";
import { tallyOf } from "./journalTally";
import { undoOfEntry, undoOfRecord } from "./journalUndo";

/** More different changes than these are several. */
const MOST_CHANGES = 8;

/** What the records of an entry come to. */
export function outlineOf(entry: Pick<JournalEntry, "records" | "origin" | "act">): EntryOutline {
  const { records } = entry;
  return {
    count: records.length,
    changes: changesOf(records),
    tally: tallyOf({ records }, true),
    undo: undoOfEntry({ ...entry, outline: undefined }),
    marks: marksOf({ records }),
  };
}

function changesOf(records: readonly ChangeRecord[]): EntryOutline["changes"] {
  const seen = new Set<IdentityChange>();
  const changes = new Map<string, IdentityChange>();
  for (const { change } of records) {
    // The records of a batch share their change.
    if (!seen.has(change)) {
      seen.add(change);
      changes.set(JSON.stringify(change), change);
    }
    if (changes.size > MOST_CHANGES) {
      return "several";
    }
  }
  return [...changes.values()];
}

/** The marks of an entry, without its records where its outline is kept. */
export function marksOf(entry: Pick<JournalEntry, "records" | "outline">): RecordMarks {
  return entry.outline?.marks ?? RecordMarks.of(entry.records.map(markOf));
}

/** Records are replaced, and never altered: a long batch works out the marks of each only where it has changed. */
const known = new WeakMap<ChangeRecord, MarkedResource>();

function markOf(record: ChangeRecord): MarkedResource {
  const marked = known.get(record) ?? { digest: resourceDigest(record.resourceId), marks: workOutMarks(record) };
  known.set(record, marked);
  return marked;
}

function workOutMarks(record: ChangeRecord): number {
  const marks: Readonly<Record<Mark, boolean>> = {
    undoable: "change" in undoOfRecord(record),
    asWished: isAsWished(record),
    retryable: canBeRetried(record),
    open: isOpen(record),
    planned: record.before !== undefined && record.after !== undefined,
  };
  return (Object.keys(MARKS) as Mark[]).reduce((sum, mark) => sum + (marks[mark] ? MARKS[mark] : 0), 0);
}
