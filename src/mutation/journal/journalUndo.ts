import { type IdentityChange, inverseChange } from "../../identity/identityChange";
import {
  identityDifference,
  type IdentityState,
  sameIdentities,
  type SystemAssignedIdentity,
  type UserAssignedIdentity,
} from "../../identity/identityState";
import { undoOfAct } from "./journalAct";
import { type ChangeRecord, hasChanged, type JournalEntry } from "./journalEntry";

/** Identities that cannot be brought back, because what would come is another principal (docs/azure-behaviour.md#enabling-again-makes-a-new-principal), or nothing. */
export interface LostIdentities {
  readonly systemAssigned: boolean;
  readonly userAssigned: readonly UserAssignedIdentity[];
}

/** Whether what was done to a resource can be taken back, and by which change. */
export type RecordUndo =
  | { readonly kind: "possible"; readonly change: IdentityChange }
  /** All but what is lost. */
  | { readonly kind: "partly"; readonly change: IdentityChange; readonly lost: LostIdentities }
  | { readonly kind: "impossible"; readonly lost: LostIdentities }
  /** Nothing was changed. */
  | { readonly kind: "nothing" };

/** What is known besides the record of what it is about. */
export interface UndoFacts {
  /** The system-assigned identity that was enabled, where another attempt has seen it. */
  readonly enabled?: SystemAssignedIdentity | undefined;
  /** Whether a user-assigned identity that would be assigned again is no longer the one that was removed. */
  readonly isLost?: (identity: UserAssignedIdentity) => boolean;
}

/**
 * The system-assigned identity that a change has enabled, as it was found afterwards: without a principal where nobody has seen it;
 * undefined where the change enabled none.
 */
export function enabledBy({ before, after, outcome }: ChangeRecord): SystemAssignedIdentity | undefined {
  if (before === undefined || before.systemAssigned !== undefined || after?.systemAssigned === undefined) {
    return undefined;
  }
  return outcome.kind === "differs" ? (outcome.found?.systemAssigned ?? {}) : after.systemAssigned;
}

/**
 * The change that takes back what a record tells, and only that. It is planned on what the resource carries when it is applied, so
 * that what others have done since stays.
 */
export function undoOfRecord(record: ChangeRecord, facts: UndoFacts = {}): RecordUndo {
  const { before } = record;
  const { enabled = enabledBy(record), isLost = () => false } = facts;
  const after = record.after && { ...record.after, systemAssigned: enabled ?? record.after.systemAssigned };
  if (!hasChanged(record) || before === undefined || after === undefined || sameIdentities(before, after)) {
    return { kind: "nothing" };
  }
  const difference = identityDifference(before, after);
  const lost: LostIdentities = {
    systemAssigned: difference.systemAssigned === "disabled",
    userAssigned: difference.removed.filter(isLost),
  };
  if (!lost.systemAssigned && lost.userAssigned.length === 0) {
    return { kind: "possible", change: inverseChange(before, after) };
  }
  const rest: IdentityState = {
    systemAssigned: lost.systemAssigned ? undefined : before.systemAssigned,
    userAssigned: before.userAssigned.filter((identity) => !lost.userAssigned.includes(identity)),
  };
  return sameIdentities(rest, after)
    ? { kind: "impossible", lost }
    : { kind: "partly", change: inverseChange(rest, after), lost };
}

type UndoneEntry = Pick<JournalEntry, "records" | "origin" | "act" | "outline">;

/** Whether an entry can be taken back as a whole, in part, or not; `nothing` where it changed nothing. */
export function undoOfEntry(entry: UndoneEntry): RecordUndo["kind"] {
  if (entry.outline !== undefined) {
    return entry.outline.undo;
  }
  const { records, origin, act } = entry;
  if (act !== undefined) {
    return undoOfAct(act) === undefined ? "nothing" : "possible";
  }
  if (origin.kind === "repair") {
    return "nothing";
  }
  const kinds = new Set(records.map((record) => undoOfRecord(record).kind));
  kinds.delete("nothing");
  if (kinds.size === 0) {
    return "nothing";
  }
  if (kinds.size > 1) {
    return "partly";
  }
  const [only = "nothing"] = kinds;
  return only;
}

/** Whether anything of an entry can be taken back. */
export function canBeUndone(entry: UndoneEntry): boolean {
  const kind = undoOfEntry(entry);
  return kind === "possible" || kind === "partly";
}
