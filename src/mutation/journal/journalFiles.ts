import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { JournalStore } from "./journal";
import { type JournalEntry, orderOf } from "./journalEntry";
import { type EntryHead, readHead, writeHead } from "./journalHead";
import { outlineOf } from "./journalOutlineOf";
import { isEntryId, readEntry } from "./journalRead";
import { writeEntry } from "./journalWrite";
import { KeptRecords, RecordFile } from "./keptRecords";
import { appendRecords, writeRecordFile } from "./recordFile";

/** The oldest entries go when there are more. */
const MOST_ENTRIES = 200;
/** An entry with more records has them in a file of their own, which is read when somebody asks for them. */
const FEW_RECORDS = 8;
const DAY_MS = 24 * 60 * 60 * 1000;
/** No program that wrote entries whole could write a larger one as one text. */
const LARGEST_FILE = 512 * 1024 * 1024;
/** Larger files, of earlier versions, are read one after the other. */
const LARGE_FILE = 256 * 1024;

/** The order comes first, so that names sort as the entries do. */
const FILE_NAME = /^(?<order>\d{15})-(?<id>[A-Za-z0-9-]{1,64})\.json$/;
const RECORDS_NAME = /^(?<stem>(?<order>\d{15})-[A-Za-z0-9-]{1,64})\.records$/;

function stemOf(entry: JournalEntry): string {
  return `${String(Math.max(0, Math.trunc(orderOf(entry)))).padStart(15, "0")}-${entry.id}`;
}

const recordsName = (name: string): string => name.replace(/\.json$/, ".records");

/** What was read of a file, and what the file was like then: while it is the same, it is not read again. */
interface ReadFile {
  readonly version: string;
  readonly entry: JournalEntry | undefined;
}

/**
 * A folder with one file an entry, and a second one for the records of a batch: several windows write to it at once, and none touches
 * another's file. A file is put in place whole, so that no reader finds a part of one; to the records of a batch lines are added.
 */
export class JournalFiles implements JournalStore {
  private known: ReadonlyMap<string, ReadFile> = new Map();
  private readonly kept = new KeptRecords();
  private readonly recordFiles = new WeakMap<JournalEntry, RecordFile>();
  /** The writes of each entry, one after the other. */
  private readonly writing = new Map<string, Promise<void>>();

  constructor(
    private readonly folder: string,
    private readonly now: () => number = Date.now,
  ) {}

  async list(): Promise<readonly JournalEntry[]> {
    const names = entryNames(await this.names());
    const tooOld = new Set(this.tooOld(names));
    const read = new Map<string, ReadFile>();
    const large: string[] = [];
    await Promise.all(
      names
        .filter((name) => !tooOld.has(name))
        .map(async (name) => {
          const size = await this.readUnlessKnown(name, read, LARGE_FILE);
          if (size !== undefined && size > LARGE_FILE) {
            large.push(name);
          }
        }),
    );
    for (const name of large) {
      await this.readUnlessKnown(name, read, LARGEST_FILE);
    }
    this.known = read;
    // A file that somebody has copied must not stand in for an entry a second time: the newest counts.
    const entries = new Map<string, JournalEntry>();
    for (const name of names) {
      const entry = read.get(name)?.entry;
      if (entry !== undefined && !entries.has(entry.id)) {
        entries.set(entry.id, entry);
      }
    }
    return [...entries.values()];
  }

  async open(entry: JournalEntry): Promise<void> {
    await this.recordFiles.get(entry)?.load();
  }

  async write(entry: JournalEntry, changed?: readonly number[]): Promise<void> {
    if (!isEntryId(entry.id)) {
      throw new RangeError("An entry's id has to be usable in a file name.");
    }
    await this.inOrder(entry.id, async () => {
      await mkdir(this.folder, { recursive: true });
      await this.put(entry, changed);
      await this.prune();
    });
  }

  async remove(entry: JournalEntry): Promise<void> {
    await this.inOrder(entry.id, () => this.removeFiles(`${stemOf(entry)}.json`));
  }

  private async inOrder(id: string, task: () => Promise<void>): Promise<void> {
    const before = this.writing.get(id);
    const turn = (async () => {
      // Whoever asked for it hears of a failure.
      await before?.catch(() => undefined);
      await task();
    })();
    this.writing.set(id, turn);
    try {
      await turn;
    } finally {
      if (this.writing.get(id) === turn) {
        this.writing.delete(id);
      }
    }
  }

  private async put(entry: JournalEntry, changed: readonly number[] | undefined): Promise<void> {
    const stem = path.join(this.folder, stemOf(entry));
    const { records } = entry;
    if (records.length <= FEW_RECORDS) {
      await putInPlace(`${stem}.json`, (file) => writeFile(file, writeEntry(entry), { mode: 0o600 }));
      return;
    }
    const file = `${stem}.records`;
    const isAdded = changed !== undefined && (await appendRecords(file, records, changed));
    if (!isAdded) {
      await putInPlace(file, (unfinished) => writeRecordFile(unfinished, records));
    }
    const head: EntryHead = { ...headOf(entry), outline: outlineOf(entry) };
    await putInPlace(`${stem}.json`, (unfinished) => writeFile(unfinished, writeHead(head), { mode: 0o600 }));
  }

  private async prune(): Promise<void> {
    const all = await this.names();
    const names = entryNames(all);
    const present = new Set(names);
    // Left behind by a window that ended before it had written the entry itself.
    const orphans = all.filter((name) => {
      const { stem, order } = RECORDS_NAME.exec(name)?.groups ?? {};
      return stem !== undefined && !present.has(`${stem}.json`) && Number(order) < this.now() - DAY_MS;
    });
    await Promise.all([
      ...this.tooOld(names).map((name) => this.removeFiles(name)),
      ...orphans.map((name) => rm(path.join(this.folder, name), { force: true })),
    ]);
  }

  private async removeFiles(name: string): Promise<void> {
    await rm(path.join(this.folder, name), { force: true });
    await rm(path.join(this.folder, recordsName(name)), { force: true });
  }

  /** What a clock that ran ahead has left is counted for itself: it must not crowd out what is written now. */
  private tooOld(names: readonly string[]): readonly string[] {
    const soon = this.now() + DAY_MS;
    const isAhead = (name: string): boolean => Number(FILE_NAME.exec(name)?.groups?.["order"]) > soon;
    const [ahead, others] = [names.filter(isAhead), names.filter((name) => !isAhead(name))];
    return [...ahead.slice(MOST_ENTRIES), ...others.slice(MOST_ENTRIES)];
  }

  /** All files of the folder. */
  private async names(): Promise<readonly string[]> {
    try {
      return await readdir(this.folder);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") {
        return [];
      }
      throw error;
    }
  }

  /** @returns the size of the file; undefined where it is gone */
  private async readUnlessKnown(name: string, read: Map<string, ReadFile>, most: number): Promise<number | undefined> {
    const file = path.join(this.folder, name);
    try {
      const { size, mtimeMs, ino } = await stat(file);
      const version = `${ino} ${size} ${mtimeMs}`;
      const known = this.known.get(name);
      if (known?.version === version) {
        read.set(name, known);
        return undefined;
      }
      if (size <= most) {
        read.set(name, { version, entry: await this.read(name, await readFile(file, "utf8")) });
      }
      return size;
    } catch {
      // Another window has removed it.
      return undefined;
    }
  }

  /** Undefined for what is no entry. */
  private async read(name: string, text: string): Promise<JournalEntry | undefined> {
    const { order, id } = FILE_NAME.exec(name)?.groups ?? {};
    const head = readHead(text);
    if (head !== undefined) {
      return head.id === id ? this.stored(name, head, Number(order)) : undefined;
    }
    const whole = readEntry(text);
    if (whole?.id !== id || whole === undefined) {
      return undefined;
    }
    const entry = { ...whole, order: Number(order) };
    return entry.records.length > FEW_RECORDS && entry.beatAt === undefined ? await this.convert(name, entry) : entry;
  }

  /** Stores a batch that an earlier version has written whole as batches are stored now. */
  private async convert(name: string, entry: JournalEntry): Promise<JournalEntry> {
    try {
      await this.inOrder(entry.id, () => this.put(entry, undefined));
    } catch {
      // It stays as it is, and whole in memory.
      return entry;
    }
    return this.stored(name, { ...headOf(entry), outline: outlineOf(entry) }, orderOf(entry));
  }

  private stored(name: string, head: EntryHead, order: number): JournalEntry {
    const file = new RecordFile(path.join(this.folder, recordsName(name)), head.outline.count, this.kept);
    const entry: JournalEntry = {
      ...head,
      order,
      get records() {
        return file.records;
      },
    };
    this.recordFiles.set(entry, file);
    return entry;
  }
}

/** The names of entries, the newest first. */
function entryNames(names: readonly string[]): readonly string[] {
  return names
    .filter((name) => FILE_NAME.test(name))
    .sort()
    .reverse();
}

function headOf({ id, startedAt, origin, beatAt }: JournalEntry): Omit<EntryHead, "outline"> {
  return { id, startedAt, origin, ...(beatAt === undefined ? {} : { beatAt }) };
}

/** Writes a file beside its place and then puts it there whole. */
async function putInPlace(file: string, write: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  await write(unfinished);
  await rename(unfinished, file);
}
