import type { Disposable } from "../azure/accounts";
import type { JournalEntry } from "./journalEntry";
import type { Wait } from "./mutationService";

/** Where entries are kept. Several windows use one store at the same time. */
export interface JournalStore {
  /** The newest first. */
  list(): Promise<readonly JournalEntry[]>;
  /** Adds an entry, or replaces it. */
  write(entry: JournalEntry): Promise<void>;
  remove(entry: JournalEntry): Promise<void>;
}

/** A long batch tells its steps in memory at once, and on the disk at most this often. */
const WRITE_EVERY_MS = 1_000;

/** An entry that this window is working on, or has worked on. */
interface OwnEntry {
  latest: JournalEntry;
  isRunning: boolean;
  /** Whether the store holds less than `latest`. */
  isUnsaved: boolean;
  /** The writes of this entry, one after the other. */
  saving: Promise<void>;
  isWaiting: boolean;
}

/** The changes made from this window and from others. A store that fails never stops a change: it is told to `onStoreError`. */
export class Journal implements Disposable {
  private readonly own = new Map<string, OwnEntry>();
  private readonly listeners = new Set<(entryId: string | undefined) => void>();
  private readonly abort = new AbortController();
  private stored: readonly JournalEntry[] = [];

  constructor(
    private readonly store: JournalStore,
    private readonly wait: Wait,
    private readonly onStoreError: (error: unknown) => void,
  ) {}

  /** The newest first. */
  get entries(): readonly JournalEntry[] {
    const own = [...this.own.values()].map(({ latest }) => latest);
    const others = this.stored.filter(({ id }) => !this.own.has(id));
    return [...own, ...others].sort((left, right) => right.startedAt - left.startedAt);
  }

  entry(id: string): JournalEntry | undefined {
    return this.own.get(id)?.latest ?? this.stored.find((entry) => entry.id === id);
  }

  /** Whether this window is still working on it. */
  isRunning(id: string): boolean {
    return this.own.get(id)?.isRunning ?? false;
  }

  /** Fires with the id of an entry that has gone a step further; with nothing where any of them may be another. */
  onDidChange(listener: (entryId: string | undefined) => void): Disposable {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Reads what the store holds: other windows write to it too. */
  async reload(): Promise<void> {
    try {
      this.stored = await this.store.list();
    } catch (error) {
      this.onStoreError(error);
      return;
    }
    this.tell();
  }

  /** Adds an entry that is being worked on, before anything is sent: a window that closes in the midst of it leaves its trace. */
  async begin(entry: JournalEntry): Promise<void> {
    const own: OwnEntry = {
      latest: entry,
      isRunning: true,
      isUnsaved: true,
      saving: Promise.resolve(),
      isWaiting: false,
    };
    this.own.set(entry.id, own);
    this.tell();
    await this.save(own);
  }

  /** Replaces an entry that is being worked on. */
  update(entry: JournalEntry): void {
    const own = this.own.get(entry.id);
    if (own) {
      own.latest = entry;
      own.isUnsaved = true;
      this.tell(entry.id);
      void this.saveSoon(own);
    }
  }

  /** Replaces an entry for the last time. */
  async end(entry: JournalEntry): Promise<void> {
    const own = this.own.get(entry.id);
    if (own) {
      own.latest = entry;
      own.isRunning = false;
      own.isUnsaved = true;
      this.tell();
      await this.save(own);
    }
  }

  /** Forgets an entry that came to nothing. */
  async discard(id: string): Promise<void> {
    const own = this.own.get(id);
    if (own) {
      this.own.delete(id);
      own.isUnsaved = false;
      this.tell();
      await own.saving;
      await this.orTell(this.store.remove(own.latest));
    }
  }

  /** Saves what is not saved yet: the window closes, and what comes after it nobody will write down. */
  async close(): Promise<void> {
    this.abort.abort();
    await Promise.all([...this.own.values()].map((own) => this.save(own)));
  }

  dispose(): void {
    this.listeners.clear();
    void this.close();
  }

  private save(own: OwnEntry): Promise<void> {
    own.saving = own.saving.then(async () => {
      if (own.isUnsaved) {
        own.isUnsaved = false;
        await this.orTell(this.store.write(own.latest));
      }
    });
    return own.saving;
  }

  private async saveSoon(own: OwnEntry): Promise<void> {
    if (own.isWaiting) {
      return;
    }
    own.isWaiting = true;
    try {
      await this.wait(WRITE_EVERY_MS, this.abort.signal);
    } catch {
      // The window closes: there is no later.
    } finally {
      own.isWaiting = false;
    }
    await this.save(own);
  }

  private async orTell(done: Promise<void>): Promise<void> {
    try {
      await done;
    } catch (error) {
      this.onStoreError(error);
    }
  }

  private tell(entryId?: string): void {
    for (const listener of this.listeners) {
      listener(entryId);
    }
  }
}
