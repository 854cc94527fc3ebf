import { randomUUID } from "node:crypto";
import { resourceIdKey } from "../../identity/resourceId";
import type { PlannedTarget } from "../batch/batchPlan";
import { recordOfOutcome, recordOfPlanned } from "../batch/batchRecord";
import type { Journal } from "./journal";
import { type ChangeOrigin, type ChangeRecord, type JournalEntry } from "./journalEntry";
import type { Outcome } from "../outcome";
import type { ResourcePlan } from "../resourcePlan";

/** Keeps the journal's entry of a change, of one resource or of many, in step with what happens to its resources. */
export class JournalRecorder {
  /** Its records are replaced in their places: to copy a long batch at each of its steps would take longer than the steps. */
  private readonly entry: JournalEntry;
  private readonly records: ChangeRecord[];
  private readonly places: ReadonlyMap<string, number>;

  constructor(
    private readonly journal: Journal,
    planned: readonly PlannedTarget[],
    origin: ChangeOrigin,
  ) {
    const records = planned.map(recordOfPlanned);
    // Each resource once.
    this.records = [...new Map(records.map((record) => [resourceIdKey(record.resourceId), record])).values()];
    this.places = new Map(this.records.map(({ resourceId }, index) => [resourceIdKey(resourceId), index]));
    this.entry = { id: randomUUID(), startedAt: Date.now(), origin, records: this.records };
  }

  get id(): string {
    return this.entry.id;
  }

  /** The entry as it is now. */
  get latest(): JournalEntry {
    return { ...this.entry, records: [...this.records] };
  }

  begin(): Promise<void> {
    return this.journal.begin(this.entry);
  }

  running({ resource }: ResourcePlan): void {
    this.change(resource.id, (record) => ({ ...record, outcome: { kind: "running" } }));
  }

  ended({ resource }: ResourcePlan, outcome: Outcome): void {
    this.change(resource.id, (record) => recordOfOutcome(record, outcome));
  }

  /** Keeps the entry, except where the user stopped a change of one resource before anything was sent, or it needed no change. */
  async end(): Promise<void> {
    await (this.isKept() ? this.journal.end(this.entry, []) : this.journal.discard(this.id));
  }

  private isKept(): boolean {
    const [only, another] = this.records;
    if (only === undefined || another !== undefined) {
      return true;
    }
    switch (only.outcome.kind) {
      case "noChange":
        // That a taking back, or another attempt, found everything as wished is worth noting: the entry that it is for is done with.
        return "entryId" in this.entry.origin;
      case "notStarted":
      case "changedMeanwhile":
        return false;
      case "failed":
      case "blocked":
      case "waiting":
      case "running":
      case "changed":
      case "differs":
      case "unknown":
        return true;
    }
  }

  private change(resourceId: string, change: (record: ChangeRecord) => ChangeRecord): void {
    const index = this.places.get(resourceIdKey(resourceId));
    const record = index === undefined ? undefined : this.records[index];
    if (index !== undefined && record !== undefined) {
      this.records[index] = change(record);
      this.journal.update(this.entry, [index]);
    }
  }
}
