import { createHash } from "node:crypto";
import { resourceIdKey } from "../../identity/resourceId";

/** What is noted of a record, so that lists need not read it. */
export const MARKS = {
  /** Something of it can be taken back. */
  undoable: 1,
  /** It ended as was wished, seen to its end. */
  asWished: 2,
  /** Another attempt may help. */
  retryable: 4,
  /** Looking at its resource may tell more. */
  open: 8,
  /** It was planned. */
  planned: 16,
} as const;

export type Mark = keyof typeof MARKS;

const KEY_BYTES = 6;
const BYTES = KEY_BYTES + 1;

/** What is noted of one record. */
export interface MarkedResource {
  readonly digest: number;
  /** A sum of `MARKS`. */
  readonly marks: number;
}

/**
 * The marks of the records of an entry, in their order, seven bytes each: six name the resource, as a part of a digest, and one holds the
 * marks. Two resources of one name in six bytes are as good as impossible, and would be no harm: what is done to a resource is
 * decided by its record.
 */
export class RecordMarks {
  private constructor(private readonly bytes: Buffer) {}

  static of(records: readonly MarkedResource[]): RecordMarks {
    const bytes = Buffer.alloc(records.length * BYTES);
    records.forEach(({ digest, marks }, index) => {
      bytes.writeUIntBE(digest, index * BYTES, KEY_BYTES);
      bytes.writeUInt8(marks, index * BYTES + KEY_BYTES);
    });
    return new RecordMarks(bytes);
  }

  /** Undefined for what is none of an entry with so many records. */
  static read(text: string, count: number): RecordMarks | undefined {
    const bytes = Buffer.from(text, "base64");
    return bytes.length === count * BYTES ? new RecordMarks(bytes) : undefined;
  }

  toText(): string {
    return this.bytes.toString("base64");
  }

  has(mark: Mark): boolean {
    for (let at = KEY_BYTES; at < this.bytes.length; at += BYTES) {
      if ((this.bytes.readUInt8(at) & MARKS[mark]) !== 0) {
        return true;
      }
    }
    return false;
  }

  /** The digests of the resources whose records bear a mark; of all without one. */
  digests(mark?: Mark): ReadonlySet<number> {
    const digests = new Set<number>();
    for (let at = 0; at < this.bytes.length; at += BYTES) {
      if (mark === undefined || (this.bytes.readUInt8(at + KEY_BYTES) & MARKS[mark]) !== 0) {
        digests.add(this.bytes.readUIntBE(at, KEY_BYTES));
      }
    }
    return digests;
  }
}

/** A resource in six bytes. */
export function resourceDigest(resourceId: string): number {
  return createHash("sha256").update(resourceIdKey(resourceId)).digest().readUIntBE(0, KEY_BYTES);
}
