import { type ChangeRecord, type JournalEntry } from "../../src/mutation/journal/journalEntry";
import { sameId } from "../emulator/src/resourceId";
import { type Act, type Violation } from "./act";
import { lasts } from "./checkActs";
import { resourceIds } from "./estate";
import { describeCarried, samePrincipals } from "./identities";
import { type Said } from "./said";

/** Checks that every write is on the disk, and that what stands there is what was said. */
export function checkJournal(
  acts: readonly Act[],
  entries: readonly JournalEntry[],
  /** Whether the journal is full of entries of a clock that ran ahead. */
  isCrowded: boolean,
  when: "whenSaid" | "inTheEnd" = "whenSaid",
): readonly Violation[] {
  return acts.flatMap((act) => {
    const writes = when === "whenSaid" ? act.written : act.inTheEnd();
    const record = recordOf(act, entries);
    return found(act, record, writes.some(lasts)).map(([check, detail]) => ({
      check: isCrowded && record === undefined && act.said?.kind !== "nothingWritten" ? "crowdedOut" : check,
      step: act.step,
      detail: `${act.resource}: ${detail}`,
    }));
  });
}

function recordOf(act: Act, entries: readonly JournalEntry[]): ChangeRecord | undefined {
  return entries
    .find(({ id }) => id === act.entryId)
    ?.records.find(({ resourceId }) => sameId(resourceId, resourceIds[act.resource]));
}

function found(
  { said, origin, isOfBatch }: Act,
  record: ChangeRecord | undefined,
  isWritten: boolean,
): readonly (readonly [string, string])[] {
  const kind = record?.outcome.kind;
  if (record === undefined) {
    if (isWritten) {
      return [
        ["writeNotInJournal", `a write stays, and the journal has nothing of it (${said?.kind ?? "nothing"} was said)`],
      ];
    }
    return said !== undefined && said.kind !== "nothingWritten" && said.kind !== "mayBeWritten"
      ? [["saidNotInJournal", `${said.kind} was said, and the journal has nothing of it`]]
      : [];
  }
  if (said === undefined) {
    return [];
  }
  if (isWritten && said.kind === "nothingWritten") {
    return [["writeNotInJournal", `a write stays, and the journal says ${kind ?? ""}`]];
  }
  if (said.kind === "nothingWritten" && !isOfBatch && origin === "change" && kind !== "failed" && kind !== "blocked") {
    return [["journalOtherwise", `nothing was written, and the journal keeps ${kind ?? ""}`]];
  }
  const expected = expectedKinds(said);
  if (kind !== undefined && !expected.includes(kind)) {
    return [["journalOtherwise", `${said.kind} was said, and the journal has ${kind}`]];
  }
  const after = record.after && describeCarried({ kind: "state", state: record.after });
  const saidAfter = said.kind === "verified" ? describeCarried(said.found) : undefined;
  if (after !== undefined && saidAfter !== undefined && !samePrincipals(after, saidAfter)) {
    return [["journalOtherwise", "the journal has another state than was said"]];
  }
  return [];
}

function expectedKinds(said: Said): readonly string[] {
  switch (said.kind) {
    case "verified":
      return ["changed"];
    case "differs":
      return ["differs"];
    case "mayBeWritten":
    case "operationFailed":
    case "writtenUnread":
      // What was not known at first may have been learnt since, in the background.
      return ["unknown", "differs", "changed"];
    case "nothingWritten":
      return ["failed", "noChange", "changedMeanwhile", "blocked", "notStarted"];
  }
}

/** Checks what the journal shows when it is opened: ids once each, and dates that a calendar knows. */
export function checkEntries(entries: readonly JournalEntry[], step: number): readonly Violation[] {
  const ids = entries.map(({ id }) => id);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  const impossible = entries.filter(({ startedAt }) => !isPossible(startedAt));
  return [
    ...repeated.map((id) => ({ check: "entryRepeated", step, detail: `two entries have the id ${id}` })),
    ...impossible.map(({ id, startedAt }) => ({
      check: "entryImpossible",
      step,
      detail: `${id} has the date ${startedAt}`,
    })),
  ];
}

/** Between the first version of the product and the year 9999, which is as far as dates are written. */
function isPossible(startedAt: number): boolean {
  return startedAt >= Date.UTC(2020, 0) && startedAt < Date.UTC(10_000, 0);
}
