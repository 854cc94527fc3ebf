import { BEAT_MS } from "./journalBeat";
import type { JournalEntry } from "./journalEntry";
import type { Clock } from "../clock";

/** A long batch tells its steps in memory at once, and on the disk at most this often. */
const WRITE_EVERY_MS = 1_000;

/** What an entry is saved with. */
export interface Saving {
  /** The time of day, in milliseconds since 1970: all windows share it. */
  readonly clock: Clock;
  /** Fires when the window closes. */
  readonly closing: AbortSignal;
  /** Never throws. `changed` as for a store. @returns whether it was written */
  write(entry: JournalEntry, changed?: readonly number[]): Promise<boolean>;
}

/** Waits. @returns whether the time is over; otherwise the window closes */
export async function haveWaited({ clock, closing }: Omit<Saving, "write">, milliseconds: number): Promise<boolean> {
  try {
    await clock.wait(milliseconds, closing);
    return true;
  } catch {
    return false;
  }
}

/** An entry that this window is working on, or has worked on, and its way to the disk. */
export class OwnEntry {
  isRunning = true;
  /** Whether the store holds less than `latest`. */
  private isUnsaved = true;
  /** The places of the records that the store holds otherwise. */
  private changed: Set<number> | "all" = "all";
  private isWriting = false;
  private isDropped = false;
  private isWaiting = false;
  /** The writes of this entry, one after the other. */
  private saving = Promise.resolve();

  constructor(
    public latest: JournalEntry,
    private readonly means: Saving,
  ) {}

  /** Saves the entry as it begins. Until it ends other windows are told that this one is working on it, however long a step takes. */
  begin(): Promise<void> {
    void this.beat();
    return this.save();
  }

  /** Whether it has ended, and the store holds it as it ended. */
  get isSaved(): boolean {
    return !this.isRunning && !this.isUnsaved && !this.isWriting;
  }

  /** Replaces the entry, and saves it before long. `changed`: the places of the records that are others; all without it. */
  update(entry: JournalEntry, changed?: readonly number[]): void {
    this.replace(entry, changed);
    void this.saveSoon();
  }

  /** Replaces the entry for the last time. `changed` as in `update`. */
  end(entry: JournalEntry, changed?: readonly number[]): Promise<void> {
    this.replace(entry, changed);
    this.isRunning = false;
    return this.save();
  }

  /** Ends without saving. Afterwards nothing is written any more. */
  drop(): Promise<void> {
    this.isRunning = false;
    this.isUnsaved = false;
    this.isDropped = true;
    return this.saving;
  }

  /** Saves what is not saved yet, and that the window no longer works on it. */
  close(): Promise<void> {
    this.isUnsaved ||= this.isRunning;
    return this.save();
  }

  private replace(entry: JournalEntry, changed: readonly number[] | undefined): void {
    this.latest = entry;
    this.isUnsaved = true;
    this.note(changed);
  }

  private note(changed: readonly number[] | undefined): void {
    if (changed === undefined || this.changed === "all") {
      this.changed = "all";
      return;
    }
    for (const index of changed) {
      this.changed.add(index);
    }
  }

  private save(): Promise<void> {
    this.saving = this.saving.then(async () => {
      if (this.isUnsaved) {
        this.isUnsaved = false;
        this.isWriting = true;
        const isAtWork = this.isRunning && !this.means.closing.aborted;
        const entry = isAtWork ? { ...this.latest, beatAt: this.means.clock.now() } : this.latest;
        const changed = this.changed === "all" ? undefined : [...this.changed];
        this.changed = new Set();
        if (!(await this.means.write(entry, changed))) {
          // What of it has arrived is not known.
          this.isUnsaved = !this.isDropped;
          this.changed = "all";
        }
        this.isWriting = false;
      }
    });
    return this.saving;
  }

  private async saveSoon(): Promise<void> {
    if (!this.isWaiting) {
      this.isWaiting = true;
      // Where the window closes meanwhile there is no later.
      await haveWaited(this.means, WRITE_EVERY_MS);
      this.isWaiting = false;
      await this.save();
    }
  }

  private async beat(): Promise<void> {
    while ((await haveWaited(this.means, BEAT_MS)) && this.isRunning) {
      this.isUnsaved = true;
      await this.save();
    }
  }
}
