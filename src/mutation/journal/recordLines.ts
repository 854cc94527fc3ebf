import type { ChangeRecord } from "./journalEntry";
import { readRecord } from "./journalRead";
import { storedRecord } from "./journalWrite";

const NEW_LINE = 0x0a;

/**
 * The line of a record in the file of a batch: its place, and the record; the place alone for one that is being changed, of which nothing
 * else is new. What comes later in the file counts.
 */
export function recordLine(index: number, record: ChangeRecord): string {
  return JSON.stringify(record.outcome.kind === "running" ? [index] : [index, storedRecord(record)]);
}

/** The same where nothing of the record was written before. */
export function firstRecordLine(index: number, record: ChangeRecord): string {
  return JSON.stringify([index, storedRecord(record)]);
}

/**
 * Reads a file of records piece by piece, however large it is. A line that is none is passed over: the last one is torn where the machine
 * stopped in the midst of it.
 */
export class RecordLines {
  private readonly found = new Map<number, ChangeRecord>();
  private rest: Buffer = Buffer.alloc(0);

  push(piece: Buffer): void {
    const bytes = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    let start = 0;
    for (let end = bytes.indexOf(NEW_LINE); end >= 0; end = bytes.indexOf(NEW_LINE, start)) {
      this.line(bytes.toString("utf8", start, end));
      start = end + 1;
    }
    this.rest = Buffer.from(bytes.subarray(start));
  }

  /** The records that could be read, in their order. */
  end(count: number): readonly ChangeRecord[] {
    this.line(this.rest.toString("utf8"));
    const records: ChangeRecord[] = [];
    for (let index = 0; index < count; index++) {
      const record = this.found.get(index);
      if (record !== undefined) {
        records.push(record);
      }
    }
    return records;
  }

  private line(text: string): void {
    if (text === "") {
      return;
    }
    let wire: unknown;
    try {
      wire = JSON.parse(text);
    } catch {
      return;
    }
    const [index, stored] = Array.isArray(wire) ? (wire as readonly unknown[]) : [];
    if (typeof index !== "number") {
      return;
    }
    const before = this.found.get(index);
    const record = stored === undefined ? before && { ...before, outcome: RUNNING } : readRecord(stored);
    if (record !== undefined) {
      this.found.set(index, record);
    }
  }
}

const RUNNING = { kind: "running" } as const;
