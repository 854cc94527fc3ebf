import type { PlannedTarget } from "./batchPlan";
import { readState } from "../../identity/readIdentity";
import type { ChangeRecord, RecordedBlock, RecordedOutcome } from "../journal/journalEntry";
import { recordedFailure } from "../journal/recordedFailure";
import type { MutationRefusal } from "../mutationError";
import type { Outcome } from "../outcome";
import type { ResourcePlan } from "../resourcePlan";

/** What the journal says of a resource once its batch is planned and agreed to. */
export function recordOfPlanned(planned: PlannedTarget): ChangeRecord {
  const { subscription, resource, change } = planned.target;
  const base = { resourceId: resource.id, tenantId: subscription.tenant.tenantId, change };
  switch (planned.kind) {
    case "toChange":
      return { ...base, ...statesOf(planned.plan), outcome: { kind: "waiting" } };
    case "noChange":
      return { ...base, ...statesOf(planned.plan), outcome: { kind: "noChange" } };
    case "blocked":
      return {
        ...base,
        ...statesOf(planned.plan),
        outcome: { kind: "blocked", because: { kind: "hazards", hazards: planned.hazards } },
      };
    case "unreadable":
      return {
        ...base,
        before: undefined,
        after: undefined,
        outcome: { kind: "blocked", because: { kind: "unreadableIdentity" } },
      };
    case "failed": {
      const outcome: RecordedOutcome = { kind: "failed", because: recordedFailure(planned.error) };
      return { ...base, before: undefined, after: undefined, outcome };
    }
  }
}

/** What the journal says of a resource once its change has ended. */
export function recordOfOutcome(record: ChangeRecord, outcome: Outcome): ChangeRecord {
  switch (outcome.kind) {
    case "changed": {
      const { identity } = outcome.resource;
      // The read after the change names the principals that the plan could not know.
      const after = readState(identity) ?? outcome.applied.plan.after;
      const leftOut = outcome.leftOut.map(({ error }) => recordedFailure(error));
      return {
        ...record,
        ...statesOf(outcome.applied),
        after,
        outcome: { kind: "changed", leftOut, despite: outcome.despite && recordedFailure(outcome.despite) },
      };
    }
    case "differs": {
      const { identity } = outcome.resource;
      const found = readState(identity);
      return {
        ...record,
        ...statesOf(outcome.applied),
        outcome: { kind: "differs", found, because: outcome.because && recordedFailure(outcome.because) },
      };
    }
    case "failed": {
      const states = outcome.planned ? statesOf(outcome.planned) : {};
      return { ...record, ...states, outcome: { kind: "failed", because: recordedFailure(outcome.error) } };
    }
    case "unknown": {
      const { planned, error, isAccepted, isOpen } = outcome;
      const because = recordedFailure(error);
      const isWritten = error.written === "yes";
      return { ...record, ...statesOf(planned), outcome: { kind: "unknown", because, isWritten, isAccepted, isOpen } };
    }
    case "blocked":
      return { ...record, outcome: { kind: "blocked", because: recordedBlock(outcome.refusal) } };
    case "noChange":
    case "changedMeanwhile":
    case "notStarted":
      return { ...record, outcome: { kind: outcome.kind } };
  }
}

function statesOf({ plan }: ResourcePlan): Pick<ChangeRecord, "before" | "after"> {
  return { before: plan.before, after: plan.after };
}

function recordedBlock(refusal: MutationRefusal): RecordedBlock {
  return refusal.reason === "blocked" ? { kind: "hazards", hazards: refusal.hazards } : { kind: "unreadableIdentity" };
}
