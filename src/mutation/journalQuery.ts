import { resourceIdKey } from "../identity/resourceId";
import { canBeRetried, type ChangeRecord, hasChanged, type JournalEntry } from "./journalEntry";
import { undoOfEntry } from "./journalUndo";

/** The records of an entry that are worth another attempt, without those that a later attempt has taken up. */
export function retryableRecords(entries: readonly JournalEntry[], entry: JournalEntry): readonly ChangeRecord[] {
  const takenUp = new Set(
    entries
      .filter(({ origin }) => origin.kind === "retry" && origin.entryId === entry.id)
      .flatMap(({ records }) => records.map(({ resourceId }) => resourceIdKey(resourceId))),
  );
  return entry.records.filter((record) => canBeRetried(record) && !takenUp.has(resourceIdKey(record.resourceId)));
}

/** Whether a later entry has taken this one back, as a whole or in part. */
export function isUndone(entries: readonly JournalEntry[], entry: JournalEntry): boolean {
  return entries.some(
    ({ origin, records }) => origin.kind === "undo" && origin.entryId === entry.id && records.some(hasChanged),
  );
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
