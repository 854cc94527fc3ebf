import { type IdentityChange, inverseChange } from "../identity/identityChange";
import { identityDifference, sameIdentities, type SystemAssignedIdentity } from "../identity/identityState";
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
 * @param enabled the system-assigned identity that it has enabled, where another attempt has seen it
 */
export function undoOfRecord(record: ChangeRecord, enabled = enabledBy(record)): RecordUndo {
  const { before } = record;
  const after = record.after && { ...record.after, systemAssigned: enabled ?? record.after.systemAssigned };
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
