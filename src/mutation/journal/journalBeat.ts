import type { JournalEntry } from "./journalEntry";

/** A window that works on an entry says so in the store this often. */
export const BEAT_MS = 10_000;
/** Without a word for this long a window is gone: it may be slow, and miss one or two. */
const SILENT_MS = 30_000;

/**
 * Whether the window that works on a stored entry is still there. A sign of life from the future is none: the clock was set since, and
 * the next one comes soon.
 * @param now milliseconds since 1970
 */
export function isBeating({ beatAt }: Pick<JournalEntry, "beatAt">, now: number): boolean {
  return beatAt !== undefined && Math.abs(now - beatAt) < SILENT_MS;
}
