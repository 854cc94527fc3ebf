import type { IdentityChange } from "../../identity/identityChange";
import type { SystemAssignedIdentity, UserAssignedIdentity } from "../../identity/identityState";
import { resourceIdKey } from "../../identity/resourceId";
import { type ChangeRecord, hasChanged, type JournalEntry } from "./journalEntry";
import { isUndone, laterAttempts } from "./journalQuery";
import { enabledBy, type LostIdentities, undoOfRecord } from "./journalUndo";

/** What taking an entry back means for one resource: the record that tells of it, and the change that takes it back. */
export interface UndoWish {
  readonly record: ChangeRecord;
  readonly change: IdentityChange;
}

/** What a change has taken from a resource for good. */
export interface LostPart {
  readonly record: ChangeRecord;
  readonly identities: LostIdentities;
}

/** What is to be done to take an entry back. */
export interface UndoWishes {
  /** Each resource once. */
  readonly wishes: readonly UndoWish[];
  /** What cannot be brought back. */
  readonly lost: readonly LostPart[];
  /** Those of the wishes that take back what a later attempt has done. */
  readonly takenAlong: readonly ChangeRecord[];
}

/**
 * What taking back an entry means, or one of its records. What later attempts have done at its failed resources goes with it: for a
 * user the attempts are one act, and half of it left behind would be a surprise. An attempt that is still running, or has been taken
 * back itself, is left alone.
 */
export function undoWishes(
  entries: readonly JournalEntry[],
  entry: JournalEntry,
  index: number | undefined,
  isRunning: (id: string) => boolean,
  isLost: (identity: UserAssignedIdentity) => boolean = () => false,
): UndoWishes {
  const only = index === undefined ? undefined : entry.records[index];
  if (entry.origin.kind === "repair") {
    return { wishes: [], lost: [], takenAlong: [] };
  }
  const isMeant = ({ resourceId }: ChangeRecord): boolean =>
    only === undefined || resourceIdKey(resourceId) === resourceIdKey(only.resourceId);
  const attempts = laterAttempts(entries, entry).filter((each) => !isRunning(each.id) && !isUndone(entries, each));
  const later = attempts.flatMap(({ records }) => records.filter(isMeant));
  // The newest first: what was done last has to be taken back first.
  const records = [...later, ...entry.records.filter(isMeant)];
  const enabled = seenEnabled(records);
  const undos = records.map((record) => {
    const seen = enabledBy(record) && enabled.get(resourceIdKey(record.resourceId));
    return { record, undo: undoOfRecord(record, { enabled: seen, isLost }) };
  });
  const wishes = undos.flatMap(({ record, undo }) => ("change" in undo ? [{ record, change: undo.change }] : []));
  const byResource = [...Map.groupBy(wishes, ({ record }) => resourceIdKey(record.resourceId)).values()];
  return {
    wishes: byResource.flatMap((same) => together(same)),
    lost: undos.flatMap(({ record, undo }) => ("lost" in undo ? [{ record, identities: undo.lost }] : [])),
    takenAlong: wishes.flatMap(({ record }) => (later.includes(record) ? [record] : [])),
  };
}

/** The system-assigned identity that attempts have enabled at a resource, from the last that has seen its principal. */
function seenEnabled(records: readonly ChangeRecord[]): ReadonlyMap<string, SystemAssignedIdentity> {
  const seen = records.toReversed().flatMap((record) => {
    const identity = hasChanged(record) ? enabledBy(record) : undefined;
    return identity?.principalId === undefined ? [] : [[resourceIdKey(record.resourceId), identity] as const];
  });
  return new Map(seen);
}

/** An attempt that failed may have arrived all the same, so that two attempts can ask for the same: it is wished once. */
function together(wishes: readonly UndoWish[]): readonly UndoWish[] {
  const changes = [...new Map(wishes.map(({ change }) => [JSON.stringify(change), change])).values()];
  const [first] = wishes;
  const [change] = changes;
  if (first === undefined || change === undefined) {
    return [];
  }
  return [{ record: first.record, change: changes.length === 1 ? change : { kind: "several", changes } }];
}
