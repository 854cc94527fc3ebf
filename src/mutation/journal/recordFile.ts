import { closeSync, createReadStream, createWriteStream, openSync, readSync } from "node:fs";
import { appendFile, stat } from "node:fs/promises";
import { finished } from "node:stream/promises";
import type { ChangeRecord } from "./journalEntry";
import { firstRecordLine, recordLine, RecordLines } from "./recordLines";

const PIECE_BYTES = 1024 * 1024;
/** So many records are turned into text at a stretch. */
const RECORDS_AT_A_STRETCH = 100;

/** Writes the records of a batch into a new file, in short turns. */
export async function writeRecordFile(file: string, records: readonly ChangeRecord[]): Promise<void> {
  const stream = createWriteStream(file, { mode: 0o600 });
  const ended = finished(stream);
  // Awaited below: a failure meanwhile must not go unheard.
  ended.catch(() => undefined);
  for (let start = 0; start < records.length && !stream.destroyed; start += RECORDS_AT_A_STRETCH) {
    const some = records.slice(start, start + RECORDS_AT_A_STRETCH);
    const text = some.map((record, offset) => `${firstRecordLine(start + offset, record)}\n`).join("");
    await new Promise<void>((resolve) => {
      stream.write(text, () => {
        resolve();
      });
    });
  }
  stream.end();
  await ended;
}

/**
 * Adds what is new of some records. Begins with a new line: an earlier line may be torn.
 * @returns whether the file was there
 */
export async function appendRecords(
  file: string,
  records: readonly ChangeRecord[],
  changed: readonly number[],
): Promise<boolean> {
  if (!(await isThere(file))) {
    return false;
  }
  const lines = changed.flatMap((index) => {
    const record = records[index];
    return record === undefined ? [] : [`${recordLine(index, record)}\n`];
  });
  await appendFile(file, `\n${lines.join("")}`);
  return true;
}

async function isThere(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** Reads the records that could be read. @throws where the file cannot be read */
export async function readRecordFile(file: string, count: number): Promise<readonly ChangeRecord[]> {
  const lines = new RecordLines();
  for await (const piece of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
    lines.push(piece as Buffer);
  }
  return lines.end(count);
}

/** The same at once, for whoever cannot wait. @throws where the file cannot be read */
export function readRecordFileNow(file: string, count: number): readonly ChangeRecord[] {
  const lines = new RecordLines();
  const descriptor = openSync(file, "r");
  try {
    for (;;) {
      const piece = Buffer.alloc(PIECE_BYTES);
      const length = readSync(descriptor, piece);
      if (length === 0) {
        return lines.end(count);
      }
      lines.push(piece.subarray(0, length));
    }
  } finally {
    closeSync(descriptor);
  }
}
