import { randomUUID } from "node:crypto";
import { resourceIdKey } from "../../identity/resourceId";
import type { PlannedTarget } from "../batch/batchPlan";
import { recordOfOutcome, recordOfPlanned } from "../batch/batchRecord";
import type { Journal } from "./journal";
import { type ChangeOrigin, type ChangeRecord, hasChanged, type JournalEntry } from "./journalEntry";
import type { Outcome } from "../outcome";
import type { ResourcePlan } from "../resourcePlan";

/** Keeps the journal's entry of a change, of one resource or of many, in step with what happens to its resources. */
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

  ended({ resource }: ResourcePlan, outcome: Outcome): void {
    this.change(resource.id, (record) => recordOfOutcome(record, outcome));
    this.journal.update(this.latest);
  }

  /** Keeps the entry. What came to nothing at a single resource leaves no trace: the user was told, and there is nothing to go back to. */
  async end(): Promise<void> {
    await (this.isKept() ? this.journal.end(this.latest) : this.journal.discard(this.id));
  }

  private isKept(): boolean {
    const [only, another] = this.latest.records;
    // That a taking back, or another attempt, found everything as wished is worth noting: the entry that it is for is done with.
    const isAnswer = only?.outcome.kind === "noChange" && "entryId" in this.entry.origin;
    return only === undefined || another !== undefined || hasChanged(only) || isAnswer;
  }

  private change(resourceId: string, change: (record: ChangeRecord) => ChangeRecord): void {
    const key = resourceIdKey(resourceId);
    const record = this.records.get(key);
    if (record) {
      this.records.set(key, change(record));
    }
  }
}
