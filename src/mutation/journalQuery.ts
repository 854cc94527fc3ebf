import { resourceIdKey } from "../identity/resourceId";
import { canBeRetried, type ChangeRecord, type JournalEntry } from "./journalEntry";
import { undoOfEntry, undoOfRecord } from "./journalUndo";

/** The records of an entry that are worth another attempt, without those that a later attempt has taken up. */
export function retryableRecords(entries: readonly JournalEntry[], entry: JournalEntry): readonly ChangeRecord[] {
  const takenUp = new Set(
    entries
      .filter(({ origin }) => origin.kind === "retry" && origin.entryId === entry.id)
      .flatMap(({ records }) => records.map(({ resourceId }) => resourceIdKey(resourceId))),
  );
  return entry.records.filter((record) => canBeRetried(record) && !takenUp.has(resourceIdKey(record.resourceId)));
}

/** The later attempts at what failed in an entry, and at what failed in those; the newest first, as the entries are. */
export function laterAttempts(entries: readonly JournalEntry[], entry: JournalEntry): readonly JournalEntry[] {
  const ids = new Set([entry.id]);
  const later: JournalEntry[] = [];
  for (const each of entries.toReversed()) {
    if (each.origin.kind === "retry" && ids.has(each.origin.entryId)) {
      ids.add(each.id);
      later.unshift(each);
    }
  }
  return later;
}

/**
 * Whether all that an entry did, and that can be taken back, has been taken back: by undoing it, or by undoing the entry of which it is a
 * later attempt, which takes it along.
 */
export function isUndone(entries: readonly JournalEntry[], entry: JournalEntry): boolean {
  const whole = new Set([entry.id, ...attemptsBefore(entries, entry)]);
  const takenBack = new Set(
    entries
      .filter(
        ({ origin, startedAt }) => origin.kind === "undo" && whole.has(origin.entryId) && startedAt >= entry.startedAt,
      )
      .flatMap(({ records }) => records.filter(isAsWished))
      .map(({ resourceId }) => resourceIdKey(resourceId)),
  );
  const undoable = entry.records.filter((record) => "change" in undoOfRecord(record));
  return undoable.length > 0 && undoable.every(({ resourceId }) => takenBack.has(resourceIdKey(resourceId)));
}

/** Only what was seen to its end: to show an entry as undone for less would keep it from being undone. */
const isAsWished = ({ outcome }: ChangeRecord): boolean =>
  outcome.kind === "changed" || outcome.kind === "differs" || outcome.kind === "noOp";

/** The ids of the entries that an entry is a later attempt of. */
function attemptsBefore(entries: readonly JournalEntry[], { origin }: JournalEntry): readonly string[] {
  const before = origin.kind === "retry" ? entries.find(({ id }) => id === origin.entryId) : undefined;
  return before === undefined ? [] : [before.id, ...attemptsBefore(entries, before)];
}

/**
 * The change that "undo the last" means: the newest one that is itself no undo and that has not been taken back. One that cannot be
 * taken back is not passed over: to take back an older one in its place would surprise.
 */
export function lastToUndo(
  entries: readonly JournalEntry[],
  isRunning: (id: string) => boolean,
): JournalEntry | undefined {
  return entries.find(
    (entry) =>
      entry.origin.kind !== "undo" &&
      !isRunning(entry.id) &&
      undoOfEntry(entry) !== "nothing" &&
      !isUndone(entries, entry),
  );
}
