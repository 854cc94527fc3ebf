import type { JournalEntry } from "./journalEntry";
import { RecordMarks } from "./journalMarks";
import type { EntryOutline, JournalTally } from "./journalOutline";
import { parseWire, readBase, readChange } from "./journalRead";
import { isWire, type Wire } from "../../identity/wire";

/** The shape of the files of a batch whose records lie in a file of their own. Earlier versions leave it alone and do not show it. */
const HEAD_VERSION = 2;

/** An entry without its records. */
export interface EntryHead extends Pick<JournalEntry, "id" | "startedAt" | "origin" | "beatAt"> {
  readonly outline: EntryOutline;
}

/** A head as it is stored. */
export function writeHead({ id, startedAt, origin, beatAt, outline }: EntryHead): string {
  return JSON.stringify({
    version: HEAD_VERSION,
    id,
    startedAt,
    origin,
    beatAt,
    outline: { ...outline, marks: outline.marks.toText() },
  });
}

/** Reads a stored head; undefined for what is none. */
export function readHead(text: string): EntryHead | undefined {
  const wire = parseWire(text);
  const base = wire?.["version"] === HEAD_VERSION ? readBase(wire) : undefined;
  const outline = wire && isWire(wire["outline"]) ? readOutline(wire["outline"]) : undefined;
  return base && outline && { ...base, outline };
}

function readOutline(wire: Wire): EntryOutline | undefined {
  const { count, undo, marks } = wire;
  const changes = readChanges(wire["changes"]);
  const tally = isWire(wire["tally"]) ? readTally(wire["tally"]) : undefined;
  if (!isCount(count) || count === 0 || typeof marks !== "string" || changes === undefined || tally === undefined) {
    return undefined;
  }
  const read = RecordMarks.read(marks, count);
  return isUndo(undo) && read !== undefined ? { count, changes, tally, undo, marks: read } : undefined;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const UNDO: Readonly<Record<EntryOutline["undo"], true>> = {
  possible: true,
  partly: true,
  impossible: true,
  nothing: true,
};

const isUndo = (value: unknown): value is EntryOutline["undo"] =>
  typeof value === "string" && Object.hasOwn(UNDO, value);

function readChanges(value: unknown): EntryOutline["changes"] | undefined {
  if (value === "several") {
    return value;
  }
  const read = Array.isArray(value) ? value.map((each: unknown) => readChange(each)) : [undefined];
  const known = read.filter((change) => change !== undefined);
  return known.length === read.length ? known : undefined;
}

function readTally({ changed, changedOtherwise, unchanged, failed, notStarted, notKnown, open }: Wire) {
  const tally = { changed, changedOtherwise, unchanged, failed, notStarted, notKnown, open };
  // Every member was looked at.
  return Object.values(tally).every(isCount) ? (tally as JournalTally) : undefined;
}
