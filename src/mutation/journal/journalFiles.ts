import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { JournalStore } from "./journal";
import { type JournalEntry, orderOf } from "./journalEntry";
import { isEntryId, readEntry } from "./journalRead";
import { writeEntry } from "./journalWrite";

/** The oldest entries go when there are more. */
const MOST_ENTRIES = 200;
const DAY_MS = 24 * 60 * 60 * 1000;
/** A larger file is nothing that this program has written. */
const LARGEST_FILE = 32 * 1024 * 1024;

/** The order comes first, so that names sort as the entries do. */
const FILE_NAME = /^(?<order>\d{15})-(?<id>[A-Za-z0-9-]{1,64})\.json$/;

function fileName(entry: JournalEntry): string {
  return `${String(Math.max(0, Math.trunc(orderOf(entry)))).padStart(15, "0")}-${entry.id}.json`;
}

/**
 * A folder with one file an entry: several windows write to it at once, and none touches another's file. A file is put in place whole,
 * so that no reader finds a part of one.
 */
export class JournalFiles implements JournalStore {
  constructor(
    private readonly folder: string,
    private readonly now: () => number = Date.now,
  ) {}

  async list(): Promise<readonly JournalEntry[]> {
    const names = await this.names();
    const tooOld = new Set(this.tooOld(names));
    const entries = await Promise.all(names.filter((name) => !tooOld.has(name)).map((name) => this.read(name)));
    // A file that somebody has copied must not stand in for an entry a second time: the newest counts.
    return entries.filter(
      (entry, index): entry is JournalEntry =>
        entry !== undefined && entries.findIndex((each) => each?.id === entry.id) === index,
    );
  }

  async write(entry: JournalEntry): Promise<void> {
    if (!isEntryId(entry.id)) {
      throw new RangeError("An entry's id has to be usable in a file name.");
    }
    await mkdir(this.folder, { recursive: true });
    const file = path.join(this.folder, fileName(entry));
    const unfinished = `${file}.${process.pid}.tmp`;
    await writeFile(unfinished, writeEntry(entry), { mode: 0o600 });
    await rename(unfinished, file);
    const tooOld = this.tooOld(await this.names());
    await Promise.all(tooOld.map((name) => rm(path.join(this.folder, name), { force: true })));
  }

  async remove(entry: JournalEntry): Promise<void> {
    await rm(path.join(this.folder, fileName(entry)), { force: true });
  }

  /** What a clock that ran ahead has left is counted for itself: it must not crowd out what is written now. */
  private tooOld(names: readonly string[]): readonly string[] {
    const soon = this.now() + DAY_MS;
    const isAhead = (name: string): boolean => Number(FILE_NAME.exec(name)?.groups?.["order"]) > soon;
    const [ahead, others] = [names.filter(isAhead), names.filter((name) => !isAhead(name))];
    return [...ahead.slice(MOST_ENTRIES), ...others.slice(MOST_ENTRIES)];
  }

  /** The newest first. */
  private async names(): Promise<readonly string[]> {
    try {
      const names = await readdir(this.folder);
      return names
        .filter((name) => FILE_NAME.test(name))
        .sort()
        .reverse();
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") {
        return [];
      }
      throw error;
    }
  }

  /** Undefined for a file that another window has removed, or that is no entry. */
  private async read(name: string): Promise<JournalEntry | undefined> {
    const file = path.join(this.folder, name);
    try {
      if ((await stat(file)).size > LARGEST_FILE) {
        return undefined;
      }
      const entry = readEntry(await readFile(file, "utf8"));
      const { order, id } = FILE_NAME.exec(name)?.groups ?? {};
      return entry !== undefined && entry.id === id ? { ...entry, order: Number(order) } : undefined;
    } catch {
      return undefined;
    }
  }
}
