import type { AzureFailure } from "../../azure/azureError";
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
    case "unknown":
      return { kind: outcome.kind, because: outcome.because && storedFailure(outcome.because) };
    case "waiting":
    case "running":
    case "differs":
    case "noChange":
    case "changedMeanwhile":
    case "blocked":
    case "notStarted":
      return outcome;
  }
}

function storedFailure({ failure, code, correlationId }: RecordedFailure): RecordedFailure {
  return { failure: withoutText(failure), code, correlationId, message: undefined };
}

function withoutText(failure: AzureFailure): AzureFailure {
  switch (failure.reason) {
    case "badAnswer":
      return { ...failure, detail: "" };
    case "denied":
      return { ...failure, name: undefined };
    default:
      return failure;
  }
}
