import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { JournalStore } from "./journal";
import type { JournalEntry } from "./journalEntry";
import { isEntryId, readEntry } from "./journalRead";
import { writeEntry } from "./journalWrite";

/** The oldest entries go when there are more. */
const MOST_ENTRIES = 200;
/** A larger file is nothing that this program has written. */
const LARGEST_FILE = 32 * 1024 * 1024;

/** The time comes first, so that names sort as the entries do. */
const FILE_NAME = /^\d{15}-([A-Za-z0-9-]{1,64})\.json$/;

function fileName({ id, startedAt }: JournalEntry): string {
  return `${String(Math.max(0, Math.trunc(startedAt))).padStart(15, "0")}-${id}.json`;
}

/**
 * A folder with one file an entry: several windows write to it at once, and none touches another's file. A file is put in place whole,
 * so that no reader finds a part of one.
 */
export class JournalFiles implements JournalStore {
  constructor(private readonly folder: string) {}

  async list(): Promise<readonly JournalEntry[]> {
    const names = (await this.names()).slice(0, MOST_ENTRIES);
    const entries = await Promise.all(names.map((name) => this.read(name)));
    return entries.filter((entry) => entry !== undefined);
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
    const tooOld = (await this.names()).slice(MOST_ENTRIES);
    await Promise.all(tooOld.map((name) => rm(path.join(this.folder, name), { force: true })));
  }

  async remove(entry: JournalEntry): Promise<void> {
    await rm(path.join(this.folder, fileName(entry)), { force: true });
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
      return entry !== undefined && fileName(entry) === name ? entry : undefined;
    } catch {
      return undefined;
    }
  }
}
