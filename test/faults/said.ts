import { AzureError } from "../../src/azure/azureError";
import { type IdentityState } from "../../src/identity/identityState";
import { type IdentityReading } from "../../src/identity/readIdentity";
import { type BatchOutcome } from "../../src/mutation/batch/batchOutcome";
import { mayHaveArrived } from "../../src/mutation/journal/journalEntry";
import { MutationError } from "../../src/mutation/mutationError";
import { type MutationOutcome } from "../../src/mutation/mutationService";

/**
 * What a person is told of a write, whatever the types of the code under test are called. The one place to adapt when the outcomes of
 * the mutation service change.
 */
export type Said =
  /** The resource was read, and carries what was planned. */
  | { readonly kind: "verified"; readonly found: IdentityReading; readonly planned: IdentityState }
  /** It was made, and the resource carries something else. */
  | { readonly kind: "differs"; readonly found: IdentityReading }
  | { readonly kind: "nothingWritten"; readonly why: string; readonly error?: AzureError }
  /** It is not known whether it was, or will be, written. */
  | { readonly kind: "mayBeWritten"; readonly why: string; readonly error: AzureError }
  /** Azure took it and failed at it. `tellsWhatStands`: whether the message says what the resource carries now. */
  | { readonly kind: "operationFailed"; readonly tellsWhatStands: boolean; readonly error: AzureError };

/** What is said of one change. */
export function saidOfOutcome(outcome: MutationOutcome): Said {
  switch (outcome.kind) {
    case "verified":
      return { kind: "verified", found: outcome.resource.identity, planned: outcome.applied.plan.after };
    case "differs":
      return { kind: "differs", found: outcome.resource.identity };
    case "noOp":
    case "declined":
      return { kind: "nothingWritten", why: outcome.kind };
  }
}

/** What is said of one resource of many. */
export function saidOfBatch(outcome: BatchOutcome): Said {
  switch (outcome.kind) {
    case "changed":
      return { kind: "verified", found: outcome.resource.identity, planned: outcome.applied.plan.after };
    case "differs":
      return { kind: "differs", found: outcome.resource.identity };
    case "failed":
      return saidOfError(outcome.error);
    case "noOp":
    case "changedMeanwhile":
    case "blocked":
    case "unreadable":
    case "notStarted":
      return { kind: "nothingWritten", why: outcome.kind };
  }
}

/** What is said of an error. Anything but the two kinds that leave the room is a fault of the program, and is thrown on. */
export function saidOfError(error: unknown): Said {
  if (error instanceof MutationError) {
    return { kind: "nothingWritten", why: error.refusal.reason };
  }
  if (!AzureError.is(error)) {
    throw error;
  }
  const why = error.failure.reason;
  if (why === "operationFailed") {
    return { kind: "operationFailed", tellsWhatStands: false, error };
  }
  return mayHaveArrived(error.failure) ? { kind: "mayBeWritten", why, error } : { kind: "nothingWritten", why, error };
}
