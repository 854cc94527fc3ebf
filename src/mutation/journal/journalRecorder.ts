import { randomUUID } from "node:crypto";
import { resourceIdKey } from "../../identity/resourceId";
import { type BatchOutcome, batchOutcome } from "../batch/batchOutcome";
import { asAzureError, type PlannedTarget } from "../batch/batchPlan";
import { recordOfOutcome, recordOfPlanned } from "../batch/batchRecord";
import type { Journal } from "./journal";
import { type ChangeOrigin, type ChangeRecord, type JournalEntry, mayHaveArrived } from "./journalEntry";
import type { MutationOutcome } from "../mutationService";
import type { ResourcePlan } from "../resourcePlan";

/** Keeps the journal's entry of a batch in step with what happens to its resources. */
export class JournalRecorder {
  private readonly entry: Omit<JournalEntry, "records">;
  private readonly records: Map<string, ChangeRecord>;

  constructor(
    private readonly journal: Journal,
    planned: readonly PlannedTarget[],
    origin: ChangeOrigin,
  ) {
    this.entry = { id: randomUUID(), startedAt: Date.now(), origin };
    const records = planned.map(recordOfPlanned);
    this.records = new Map(records.map((record) => [resourceIdKey(record.resourceId), record]));
  }

  get id(): string {
    return this.entry.id;
  }

  get latest(): JournalEntry {
    return { ...this.entry, records: [...this.records.values()] };
  }

  begin(): Promise<void> {
    return this.journal.begin(this.latest);
  }

  running({ resource }: ResourcePlan): void {
    this.change(resource.id, (record) => ({ ...record, outcome: { kind: "running" } }));
    this.journal.update(this.latest);
  }

  ended({ resource }: ResourcePlan, outcome: BatchOutcome): void {
    this.change(resource.id, (record) => recordOfOutcome(record, outcome));
    this.journal.update(this.latest);
  }

  end(): Promise<void> {
    return this.journal.end(this.latest);
  }

  discard(): Promise<void> {
    return this.journal.discard(this.id);
  }

  private change(resourceId: string, change: (record: ChangeRecord) => ChangeRecord): void {
    const key = resourceIdKey(resourceId);
    const record = this.records.get(key);
    if (record) {
      this.records.set(key, change(record));
    }
  }
}

/**
 * Notes that a taking back, or another attempt, found everything as wished: the entry that it is for is done with. A change of its own
 * that does nothing leaves no trace.
 */
export async function recordNothingToDo(
  journal: Journal,
  planned: readonly PlannedTarget[],
  origin: ChangeOrigin,
): Promise<void> {
  if (origin.kind !== "change") {
    const recorder = new JournalRecorder(journal, planned, origin);
    await recorder.begin();
    await recorder.end();
  }
}

function isKept({ kind }: MutationOutcome, origin: ChangeOrigin): boolean {
  return kind === "verified" || kind === "differs" || (kind === "noOp" && origin.kind !== "change");
}

/**
 * Runs one change with an entry in the journal, which stays where something was, or may have been, written.
 * @returns what came of it, and the id of the entry
 */
export async function recordOne(
  journal: Journal,
  plan: ResourcePlan,
  origin: ChangeOrigin,
  apply: () => Promise<MutationOutcome>,
): Promise<{ readonly outcome: MutationOutcome; readonly entryId: string }> {
  const { subscription, resource, change } = plan;
  const recorder = new JournalRecorder(
    journal,
    [{ kind: "toChange", target: { subscription, resource, change }, plan }],
    origin,
  );
  await recorder.begin();
  recorder.running(plan);
  try {
    const outcome = await apply();
    recorder.ended(plan, batchOutcome(outcome));
    await (isKept(outcome, origin) ? recorder.end() : recorder.discard());
    return { outcome, entryId: recorder.id };
  } catch (error) {
    const known = asAzureError(error);
    recorder.ended(plan, { kind: "failed", error: known, planned: plan });
    await (mayHaveArrived(known.failure) ? recorder.end() : recorder.discard());
    throw error;
  }
}
