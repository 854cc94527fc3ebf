import { randomUUID } from "node:crypto";
import { mayHaveArrived } from "../../azure/unsettled";
import type { OperationProgress } from "../../azure/longRunning";
import { asAzureError } from "../outcome";
import type { Journal } from "./journal";
import type { Act, ActOutcome } from "./journalAct";
import type { ChangeOrigin, JournalEntry } from "./journalEntry";
import { recordedFailure } from "./recordedFailure";

/** Where and why an act is done. */
export interface ActContext {
  readonly tenantId: string;
  readonly subscriptionId: string | undefined;
  readonly origin?: ChangeOrigin;
}

/**
 * Runs a write with an entry in the journal, which stays where something was, or may have been, written.
 * `write` tells when Azure has accepted a long operation: what fails afterwards may have left something.
 * `done`: the act with what its answer has told; undefined where the answer says that nothing was done.
 * @throws what the write throws: an AzureError that says whether anything was written
 */
export async function recordAct<Result>(
  journal: Journal,
  act: Act,
  { tenantId, subscriptionId, origin = { kind: "change" } }: ActContext,
  write: (onProgress: (progress: OperationProgress) => void) => Promise<Result>,
  done: (result: Result) => Act | undefined = () => act,
): Promise<Result> {
  const base = { id: randomUUID(), startedAt: Date.now(), origin, records: [] };
  const entry = (latest: Act, outcome: ActOutcome): JournalEntry => ({
    ...base,
    act: { act: latest, tenantId, subscriptionId, outcome },
  });
  const heard = { isAccepted: false };
  await journal.begin(entry(act, { kind: "running" }));
  try {
    const result = await write(({ kind }) => {
      heard.isAccepted ||= kind === "accepted";
    });
    const latest = done(result);
    await (latest === undefined ? journal.discard(base.id) : journal.end(entry(latest, { kind: "done" })));
    return result;
  } catch (thrown) {
    const error = asAzureError(thrown);
    if (heard.isAccepted || mayHaveArrived(error.failure)) {
      await journal.end(entry(act, { kind: "unknown", because: recordedFailure(error) }));
      throw error.ofWrite("maybe");
    }
    await journal.discard(base.id);
    throw error.ofWrite("no");
  }
}
