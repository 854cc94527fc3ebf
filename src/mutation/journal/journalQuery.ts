import { resourceIdKey } from "../../identity/resourceId";
import { canBeRetried, type ChangeOrigin, type ChangeRecord, type JournalEntry, orderOf } from "./journalEntry";
import { marksOf } from "./journalOutlineOf";
import { undoOfEntry } from "./journalUndo";

/** Whether one record of an entry is worth another attempt, and no later attempt has taken it up. */
export function isRecordRetryable(
  entries: readonly JournalEntry[],
  entry: JournalEntry,
  record: ChangeRecord,
): boolean {
  const key = resourceIdKey(record.resourceId);
  return (
    canBeRetried(record) &&
    !entries.some(
      ({ origin, records }) =>
        origin.kind === "retry" &&
        origin.entryId === entry.id &&
        records.some(({ resourceId }) => resourceIdKey(resourceId) === key),
    )
  );
}

/** The records of an entry that are worth another attempt, without those that a later attempt has taken up. */
export function retryableRecords(entries: readonly JournalEntry[], entry: JournalEntry): readonly ChangeRecord[] {
  const takenUp = new Set(
    entries
      .filter(({ origin }) => origin.kind === "retry" && origin.entryId === entry.id)
      .flatMap(({ records }) => records.map(({ resourceId }) => resourceIdKey(resourceId))),
  );
  return entry.records.filter((record) => canBeRetried(record) && !takenUp.has(resourceIdKey(record.resourceId)));
}

/** Whether an entry has such records, without reading them. */
export function isRetryable(entries: readonly JournalEntry[], entry: JournalEntry): boolean {
  const retries = entries.filter(({ origin }) => origin.kind === "retry" && origin.entryId === entry.id);
  if (retries.length === 0) {
    return marksOf(entry).has("retryable");
  }
  const takenUp = new Set(retries.flatMap((each) => [...marksOf(each).digests()]));
  return [...marksOf(entry).digests("retryable")].some((digest) => !takenUp.has(digest));
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
  const whole = new Set(attemptsUpTo(entries, entry).map(({ id }) => id));
  const takenBack = new Set(
    entries
      .filter((each) => {
        const origin = firstOrigin(entries, each);
        return origin.kind === "undo" && whole.has(origin.entryId) && orderOf(each) >= orderOf(entry);
      })
      .flatMap((each) => [...marksOf(each).digests("asWished")]),
  );
  if (entry.act !== undefined) {
    return entries.some(
      ({ origin, act }) => origin.kind === "undo" && origin.entryId === entry.id && act?.outcome.kind === "done",
    );
  }
  if (takenBack.size === 0) {
    return false;
  }
  const undoable = [...marksOf(entry).digests("undoable")];
  return undoable.length > 0 && undoable.every((digest) => takenBack.has(digest));
}

/** An entry, and those that it is a later attempt of, the first of them last. A file can name entries in a circle. */
function attemptsUpTo(entries: readonly JournalEntry[], entry: JournalEntry): readonly JournalEntry[] {
  const attempts = new Set<JournalEntry>();
  for (let each: JournalEntry | undefined = entry; each !== undefined && !attempts.has(each);) {
    attempts.add(each);
    const { origin }: JournalEntry = each;
    each = origin.kind === "retry" ? entries.find(({ id }) => id === origin.entryId) : undefined;
  }
  return [...attempts];
}

/** Where an entry came from in the end: another attempt at an undo is an undo. */
function firstOrigin(entries: readonly JournalEntry[], entry: JournalEntry): ChangeOrigin {
  return attemptsUpTo(entries, entry).at(-1)?.origin ?? entry.origin;
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
      firstOrigin(entries, entry).kind !== "undo" &&
      !isRunning(entry.id) &&
      undoOfEntry(entry) !== "nothing" &&
      !isUndone(entries, entry),
  );
}
