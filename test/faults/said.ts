import { AzureError } from "../../src/azure/azureError";
import { type IdentityState } from "../../src/identity/identityState";
import { type IdentityReading } from "../../src/identity/readIdentity";
import { type Outcome } from "../../src/mutation/outcome";

/**
 * What a user is told of a write, whatever the types of the code under test are called. The one place to adapt when the outcomes of
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
  /** It was written, and could not be read again. */
  | { readonly kind: "writtenUnread"; readonly error: AzureError }
  /** Azure took it and failed at it. `tellsWhatStands`: whether the message says what the resource carries now. */
  | { readonly kind: "operationFailed"; readonly tellsWhatStands: boolean; readonly error: AzureError };

/** What is said of an outcome. */
export function saidOf(outcome: Outcome): Said {
  switch (outcome.kind) {
    case "changed":
      if (outcome.despite !== undefined) {
        return { kind: "operationFailed", tellsWhatStands: true, error: outcome.despite };
      }
      return { kind: "verified", found: outcome.resource.identity, planned: outcome.applied.plan.after };
    case "differs":
      if (outcome.because !== undefined) {
        const { because: error } = outcome;
        return AzureError.is(error, "operationFailed")
          ? { kind: "operationFailed", tellsWhatStands: true, error }
          : { kind: "mayBeWritten", why: error.failure.reason, error };
      }
      return { kind: "differs", found: outcome.resource.identity };
    case "failed":
      return { kind: "nothingWritten", why: outcome.error.failure.reason, error: outcome.error };
    case "noChange":
    case "changedMeanwhile":
    case "blocked":
    case "notStarted":
      return { kind: "nothingWritten", why: outcome.kind };
    case "unknown":
      if (outcome.error.written === "yes") {
        return { kind: "writtenUnread", error: outcome.error };
      }
      return AzureError.is(outcome.error, "operationFailed")
        ? { kind: "operationFailed", tellsWhatStands: false, error: outcome.error }
        : { kind: "mayBeWritten", why: outcome.error.failure.reason, error: outcome.error };
  }
}
