import type { Disposable } from "../../azure/accounts";
import { Listeners } from "../../azure/listeners";
import type { Clock } from "../clock";
import { BEAT_MS, isBeating } from "./journalBeat";
import { resourceIdKey } from "../../identity/resourceId";
import { type ChangeRecord, type JournalEntry, orderOf } from "./journalEntry";
import { haveWaited, OwnEntry, type Saving } from "./journalOwn";

/** Where entries are kept. Several windows use one store at the same time. */
export interface JournalStore {
  /** The newest first. */
  list(): Promise<readonly JournalEntry[]>;
  /** Adds an entry, or replaces it. `changed`: the places of the records that are not as they were last written; all without it. */
  write(entry: JournalEntry, changed?: readonly number[]): Promise<void>;
  /** Reads the records of a listed entry, where they are not read yet. Without it they come with the list. */
  open?(entry: JournalEntry): Promise<void>;
  remove(entry: JournalEntry): Promise<void>;
}

/** The changes made from this window and from others. A store that fails never stops a change: it is told to `onStoreError`. */
export class Journal implements Disposable {
  private readonly own = new Map<string, OwnEntry>();
  private readonly listeners = new Listeners<string | undefined>();
  private readonly abort = new AbortController();
  private readonly saving: Saving;
  private stored: readonly JournalEntry[] = [];
  /** What came to nothing: a reading of the store that was under way then still holds it. */
  private readonly discarded = new Set<string>();
  private isWatching = false;
  private isLoaded = false;

  constructor(
    private readonly store: JournalStore,
    clock: Clock,
    private readonly onStoreError: (error: unknown) => void,
  ) {
    this.saving = {
      clock,
      closing: this.abort.signal,
      write: (entry, changed) => this.orTell(store.write(entry, changed)),
    };
  }

  /** The newest first. */
  get entries(): readonly JournalEntry[] {
    const own = [...this.own.values()].map(({ latest }) => latest);
    const others = this.stored.filter(({ id }) => !this.own.has(id));
    return [...own, ...others].sort((left, right) => orderOf(right) - orderOf(left));
  }

  entry(id: string): JournalEntry | undefined {
    return this.own.get(id)?.latest ?? this.stored.find((entry) => entry.id === id);
  }

  /** Whether a window is still working on it: this one or another. */
  isRunning(id: string): boolean {
    return this.own.get(id)?.isRunning ?? this.runsElsewhere(id);
  }

  /** Whether another window is still working on it, as far as the store was read. */
  runsElsewhere(id: string): boolean {
    const entry = this.own.has(id) ? undefined : this.entry(id);
    return entry !== undefined && isBeating(entry, this.saving.clock.now());
  }

  /** Fires with the id of an entry that has gone a step further; with nothing where any of them may be another. */
  onDidChange(listener: (entryId: string | undefined) => void): Disposable {
    return this.listeners.add(listener);
  }

  /** Reads what the store holds: other windows write to it too. Files that have not changed are not read again. */
  async reload(): Promise<void> {
    try {
      this.isLoaded = true;
      const ended = [...this.own.values()].filter(({ isSaved }) => isSaved);
      this.stored = (await this.store.list()).filter(({ id }) => !this.discarded.has(id));
      this.release(ended);
    } catch (error) {
      this.onStoreError(error);
    }
    this.notify();
    void this.watchOthers();
  }

  /** Reads what the store holds, unless that was done already. */
  async load(): Promise<void> {
    if (!this.isLoaded) {
      await this.reload();
    }
  }

  /** Adds an entry that is being worked on, before anything is sent: a window that closes in the midst of it leaves its trace. */
  async begin(begun: JournalEntry): Promise<void> {
    await this.load();
    const newest = Math.max(0, ...this.entries.map(orderOf));
    const entry = { ...begun, order: Math.max(begun.startedAt, newest + 1) };
    const own = new OwnEntry(entry, this.saving);
    this.own.set(entry.id, own);
    this.notify();
    await own.begin();
  }

  /** Reads the records of an entry, so that whoever asks for them need not wait for the disk. */
  async open(id: string): Promise<void> {
    const entry = this.entry(id);
    if (entry !== undefined) {
      await this.store.open?.(entry);
    }
  }

  /** Replaces an entry that is being worked on. `changed`: the places of the records that are others; all without it. */
  update(entry: JournalEntry, changed?: readonly number[]): void {
    const own = this.own.get(entry.id);
    own?.update({ ...entry, order: orderOf(own.latest) }, changed);
    this.notify(entry.id);
  }

  /** Replaces an entry for the last time. `changed` as in `update`. */
  async end(entry: JournalEntry, changed?: readonly number[]): Promise<void> {
    const own = this.own.get(entry.id);
    const saved = own?.end({ ...entry, order: orderOf(own.latest) }, changed);
    this.notify();
    await saved;
  }

  /** Puts right what an entry says of a resource, after it has ended: in this window or in an earlier one. */
  amend(id: string, resourceId: string, change: (record: ChangeRecord) => ChangeRecord): void {
    const key = resourceIdKey(resourceId);
    const entry = this.entry(id);
    if (entry === undefined) {
      return;
    }
    const { outline, ...rest } = entry;
    const records = [...rest.records];
    const changed = records.flatMap((each, index) => (resourceIdKey(each.resourceId) === key ? [index] : []));
    if (outline !== undefined && outline.count !== records.length) {
      // What cannot be read of it must not be lost by writing it anew.
      return;
    }
    for (const index of changed) {
      const record = records[index];
      if (record !== undefined) {
        records[index] = change(record);
      }
    }
    const amended = { ...rest, records };
    const own = this.own.get(id);
    if (own) {
      own.update(amended, changed);
    } else {
      this.stored = this.stored.map((each) => (each.id === id ? amended : each));
      void this.saving.write(amended, changed);
    }
    this.notify(id);
  }

  /** Forgets an entry that came to nothing. */
  async discard(id: string): Promise<void> {
    const own = this.own.get(id);
    if (own) {
      this.own.delete(id);
      this.discarded.add(id);
      this.stored = this.stored.filter((entry) => entry.id !== id);
      const saved = own.drop();
      this.notify();
      await saved;
      await this.orTell(this.store.remove(own.latest));
    }
  }

  /** Saves what is not saved yet: the window closes, and what comes after it nobody will write down. */
  async close(): Promise<void> {
    this.abort.abort();
    await Promise.all([...this.own.values()].map((own) => own.close()));
  }

  dispose(): void {
    this.listeners.clear();
    void this.close();
  }

  /** Nobody tells of the steps of another window: the store is read until it has ended, or has fallen silent. */
  private async watchOthers(): Promise<void> {
    if (!this.isWatching && this.stored.some(({ id }) => this.runsElsewhere(id))) {
      this.isWatching = true;
      const isOpen = await haveWaited(this.saving, BEAT_MS);
      this.isWatching = false;
      if (isOpen) {
        await this.reload();
      }
    }
  }

  /** What has ended, and is stored as it ended, need not be kept here as well. */
  private release(ended: readonly OwnEntry[]): void {
    for (const own of ended) {
      const { id } = own.latest;
      if (own.isSaved && this.stored.some((entry) => entry.id === id && entry.beatAt === undefined)) {
        this.own.delete(id);
      }
    }
  }

  /** @returns whether it was done */
  private async orTell(done: Promise<void>): Promise<boolean> {
    try {
      await done;
      return true;
    } catch (error) {
      this.onStoreError(error);
      return false;
    }
  }

  private notify(entryId?: string): void {
    this.listeners.notify(entryId);
  }
}
