import { AzureError } from "../../azure/azureError";
import { resourceName } from "../../identity/resourceId";
import type { AppliedChange } from "../../mutation/changePipeline";
import { tallyOf } from "../../mutation/journal/journalTally";
import { canBeUndone } from "../../mutation/journal/journalUndo";
import { type ErrorLog, showError } from "../../ui/errorBoundary";
import { PromptCancelled } from "../../ui/prompts";
import { formatTally } from "../../ui/words/batch";
import { describeOutcome, describeReason } from "../../ui/words/journalWords";
import type { ChangeIdentities, ChangeOptions } from "../changeIdentities/deps";

const DECLINED = {
  outcome: "declined",
  written: "nothing",
  advice: "The user did not agree. Do not try again, and do not look for another way, unless the user asks for it.",
};

/** Changes identities as an agent that asked for it: how it is asked, shown and recorded follows from that. */
export type ChangeAsAgent = (change: ChangeIdentities) => ChangeIdentities;

/**
 * Runs what writes, and tells the model what came of it. The user is told by the same notifications as of a change of their own, errors too.
 * @throws AzureError `cancelled` where nothing was written, and whatever failed
 */
export async function writtenAnswer(
  log: ErrorLog,
  signal: AbortSignal,
  write: (asAgent: ChangeAsAgent) => Promise<void>,
): Promise<object> {
  const done: AppliedChange[] = [];
  const outcomes: ("applied" | "noChange")[] = [];
  const asAgent: ChangeAsAgent = (change) => async (targets, options) => {
    const resources = await change(targets, agentOptions(options, signal, done));
    outcomes.push(done.length === 0 ? "noChange" : "applied");
    return resources;
  };
  try {
    await write(asAgent);
  } catch (error) {
    if (error instanceof PromptCancelled && done.length === 0) {
      if (signal.aborted) {
        throw new AzureError({ reason: "cancelled", sent: false });
      }
      return DECLINED;
    }
    if (!(error instanceof PromptCancelled)) {
      showError(error, log);
    }
    if (done.length === 0) {
      throw error;
    }
  }
  const [applied] = done;
  if (applied === undefined) {
    return outcomes.includes("noChange")
      ? { outcome: "noChange", written: "nothing", advice: "Everything is as it was to be." }
      : { outcome: "notPossible", written: "nothing", advice: "The user was told why." };
  }
  return appliedAnswer(applied);
}

function agentOptions(options: ChangeOptions = {}, signal: AbortSignal, done: AppliedChange[]): ChangeOptions {
  return {
    ...options,
    origin: { ...(options.origin ?? { kind: "change" }), by: "agent" },
    signal,
    onApplied: (applied) => {
      done.push(applied);
      options.onApplied?.(applied);
    },
  };
}

function appliedAnswer({ entry }: AppliedChange): object {
  return {
    outcome: formatTally(tallyOf(entry, false)),
    ...(canBeUndone(entry) ? { changeId: entry.id } : { canBeUndone: false }),
    resources: entry.records.map((record) => ({
      name: resourceName(record.resourceId),
      id: record.resourceId,
      outcome: record.outcome.kind,
      meaning: describeOutcome(record.outcome, false),
      why: describeReason(record, false).join(" ") || undefined,
    })),
  };
}
