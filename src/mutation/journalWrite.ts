import type { ChangeRecord, JournalEntry, RecordedFailure, RecordedOutcome } from "./journalEntry";
import { JOURNAL_VERSION } from "./journalRead";

/** An entry as it is stored: ids, times and codes. The service's texts stay out of it. */
export function writeEntry({ id, startedAt, origin, records, beatAt }: JournalEntry): string {
  return JSON.stringify({
    version: JOURNAL_VERSION,
    id,
    startedAt,
    origin,
    beatAt,
    records: records.map(storedRecord),
  });
}

function storedRecord({ resourceId, tenantId, change, before, after, outcome }: ChangeRecord): ChangeRecord {
  return { resourceId, tenantId, change, before, after, outcome: storedOutcome(outcome) };
}

function storedOutcome(outcome: RecordedOutcome): RecordedOutcome {
  switch (outcome.kind) {
    case "changed":
      return { kind: outcome.kind, leftOut: outcome.leftOut.map(storedFailure) };
    case "failed":
      return { kind: outcome.kind, because: storedFailure(outcome.because) };
    case "waiting":
    case "running":
    case "differs":
    case "noOp":
    case "changedMeanwhile":
    case "blocked":
    case "unreadable":
    case "notStarted":
    case "notKnown":
      return outcome;
  }
}

function storedFailure({ failure, code, correlationId }: RecordedFailure): RecordedFailure {
  const stored = failure.reason === "badAnswer" ? { ...failure, detail: "" } : failure;
  return { failure: stored, code, correlationId, message: undefined };
}
