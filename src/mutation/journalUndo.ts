import { type IdentityChange, inverseChange } from "../identity/identityChange";
import { identityDifference, sameIdentities } from "../identity/identityState";
import { type ChangeRecord, hasChanged, type JournalEntry } from "./journalEntry";

/** Whether what was done to a resource can be taken back, and by which change. */
export type RecordUndo =
  | { readonly kind: "possible"; readonly change: IdentityChange }
  /** All but the system-assigned identity: enabled again it would be a new principal (azure-behaviour section 8). */
  | { readonly kind: "partly"; readonly change: IdentityChange }
  | { readonly kind: "impossible" }
  /** Nothing was changed. */
  | { readonly kind: "nothing" };

/**
 * The change that takes back what a record tells, and only that. It is planned on what the resource carries when it is applied, so
 * that what others have done since stays.
 */
export function undoOfRecord(record: ChangeRecord): RecordUndo {
  const { before, after } = record;
  if (!hasChanged(record) || before === undefined || after === undefined || sameIdentities(before, after)) {
    return { kind: "nothing" };
  }
  if (identityDifference(before, after).systemAssigned !== "disabled") {
    return { kind: "possible", change: inverseChange(before, after) };
  }
  const rest = { ...before, systemAssigned: undefined };
  return sameIdentities(rest, after) ? { kind: "impossible" } : { kind: "partly", change: inverseChange(rest, after) };
}

/** Whether an entry can be taken back as a whole, in part, or not; `nothing` where it changed nothing. */
export function undoOfEntry({ records }: Pick<JournalEntry, "records">): RecordUndo["kind"] {
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
export function canBeUndone(entry: Pick<JournalEntry, "records">): boolean {
  const kind = undoOfEntry(entry);
  return kind === "possible" || kind === "partly";
}
