import type { ChangeRecord } from "./journalEntry";
import { readRecordFile, readRecordFileNow } from "./recordFile";

/** Some 1.5 KB each. The batch that was asked for last is kept whatever its size. */
const MOST_RECORDS = 10_000;

/** The records of the batches that were opened last: of others they are read again when they are asked for. */
export class KeptRecords {
  private readonly kept = new Map<RecordFile, readonly ChangeRecord[]>();

  get(file: RecordFile): readonly ChangeRecord[] | undefined {
    const records = this.kept.get(file);
    if (records !== undefined) {
      this.kept.delete(file);
      this.kept.set(file, records);
    }
    return records;
  }

  set(file: RecordFile, records: readonly ChangeRecord[]): void {
    this.kept.delete(file);
    this.kept.set(file, records);
    let count = 0;
    for (const [each, { length }] of [...this.kept].toReversed()) {
      count += length;
      if (count > MOST_RECORDS && each !== file) {
        this.kept.delete(each);
      }
    }
  }
}

/** The records of one stored batch, which are read when somebody asks for them. What cannot be read is left out. */
export class RecordFile {
  private reading: Promise<void> | undefined;

  constructor(
    private readonly file: string,
    private readonly count: number,
    private readonly kept: KeptRecords,
  ) {}

  /** Reads them without stopping the process, so that `records` has them. */
  load(): Promise<void> {
    this.reading ??= this.kept.get(this) === undefined ? this.read() : Promise.resolve();
    return this.reading.finally(() => (this.reading = undefined));
  }

  get records(): readonly ChangeRecord[] {
    const known = this.kept.get(this);
    if (known !== undefined) {
      return known;
    }
    let records: readonly ChangeRecord[] = [];
    try {
      records = readRecordFileNow(this.file, this.count);
    } catch {
      // Another window has removed it.
    }
    this.kept.set(this, records);
    return records;
  }

  private async read(): Promise<void> {
    try {
      this.kept.set(this, await readRecordFile(this.file, this.count));
    } catch {
      this.kept.set(this, []);
    }
  }
}
