import type { AzureFailure } from "../../azure/azureError";
import type { ChangeRecord, JournalEntry, RecordedOutcome } from "./journalEntry";
import type { RecordedFailure } from "./recordedFailure";
import type { ActRecord } from "./journalAct";
import { JOURNAL_VERSION } from "./journalRead";

/** An entry as it is stored: ids, times and codes. The service's texts stay out of it. */
export function writeEntry({ id, startedAt, origin, records, act, beatAt }: JournalEntry): string {
  return JSON.stringify({
    version: JOURNAL_VERSION,
    id,
    startedAt,
    origin,
    beatAt,
    records: records.map(storedRecord),
    act: act && storedAct(act),
  });
}

/** A record as it is stored. */
export function storedRecord({ resourceId, tenantId, change, before, after, outcome }: ChangeRecord): object {
  return { resourceId, tenantId, change, before, after, outcome: storedOutcome(outcome) };
}

function storedAct({ act, tenantId, subscriptionId, outcome }: ActRecord): ActRecord {
  const kept = outcome.kind === "unknown" ? { ...outcome, because: stored(outcome.because) } : outcome;
  return { act, tenantId, subscriptionId, outcome: kept };
}

function storedOutcome(outcome: RecordedOutcome): object {
  switch (outcome.kind) {
    case "changed":
      return { ...outcome, leftOut: outcome.leftOut.map(storedFailure), despite: stored(outcome.despite) };
    case "failed":
      // Earlier versions called what may have arrived the same.
      return { kind: outcome.kind, because: storedFailure(outcome.because), isNothingWritten: true };
    case "unknown":
    case "differs":
      return { ...outcome, because: stored(outcome.because) };
    case "waiting":
    case "running":
    case "noChange":
    case "changedMeanwhile":
    case "blocked":
    case "notStarted":
      return outcome;
  }
}

const stored = (failure: RecordedFailure | undefined): RecordedFailure | undefined => failure && storedFailure(failure);

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
