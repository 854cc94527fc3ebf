import type { IdentityChangeEvent, WriteEvent } from "../../azure/inventory/resourceHistory";
import { sameResourceId } from "../../identity/resourceId";
import type { ChangeRecord, JournalEntry } from "../../mutation/journal/journalEntry";

/** Something that happened to the identities of a resource, or might have. */
export type HistoryEvent =
  | ({ readonly kind: "changed" } & IdentityChangeEvent)
  /** Written, and nothing tells whether its identities were changed. */
  | ({ readonly kind: "written" } & WriteEvent)
  /** Changed with this extension, on this machine. */
  | { readonly kind: "own"; readonly at: number; readonly record: ChangeRecord; readonly entryId: string };

/** Azure Resource Graph keeps changes for about so long (docs: 14 days), and has them some minutes late. */
const KEPT_MS = 14 * 24 * 60 * 60 * 1000;
const LATE_MS = 30 * 60 * 1000;

/** What the sources told. `changes` is undefined where they could not be read: then every write could have been one. */
export interface HistorySources {
  readonly changes: readonly IdentityChangeEvent[] | undefined;
  readonly writes: readonly WriteEvent[];
  readonly own: readonly Extract<HistoryEvent, { kind: "own" }>[];
  readonly now: number;
}

/**
 * What happened, the newest first. A write that is in the log and not among the changes, in the time of which all changes are known, did not concern
 * identities, and is left out. What the log knows better of a change, its caller, is taken from there.
 */
export function timeline({ changes, writes, own, now }: HistorySources): readonly HistoryEvent[] {
  const byCorrelation = new Map(writes.map((write) => [write.correlationId, write]));
  const known = (changes ?? []).map((change): HistoryEvent => {
    const write = change.correlationId === undefined ? undefined : byCorrelation.get(change.correlationId);
    return { kind: "changed", ...change, by: write?.by ?? change.by };
  });
  const correlations = new Set(changes?.map(({ correlationId }) => correlationId));
  const open = writes.filter(({ at, correlationId }) => {
    const isTold = correlationId !== undefined && correlations.has(correlationId);
    const isCovered = changes !== undefined && at > now - KEPT_MS && at < now - LATE_MS;
    return !isTold && !isCovered;
  });
  return [...known, ...open.map((write): HistoryEvent => ({ kind: "written", ...write })), ...own].sort(
    (left, right) => right.at - left.at,
  );
}

/** What an entry of the journal did to a resource. */
export function ownEvents(entry: JournalEntry, resourceId: string): HistorySources["own"] {
  return entry.records
    .filter((record) => sameResourceId(record.resourceId, resourceId))
    .map((record) => ({ kind: "own", at: entry.startedAt, record, entryId: entry.id }));
}
