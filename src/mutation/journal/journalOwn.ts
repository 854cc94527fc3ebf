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
  /** Never throws. */
  write(entry: JournalEntry): Promise<void>;
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

  /** Replaces the entry, and saves it before long. */
  update(entry: JournalEntry): void {
    this.latest = entry;
    this.isUnsaved = true;
    void this.saveSoon();
  }

  /** Replaces the entry for the last time. */
  end(entry: JournalEntry): Promise<void> {
    this.latest = entry;
    this.isRunning = false;
    this.isUnsaved = true;
    return this.save();
  }

  /** Ends without saving. Afterwards nothing is written any more. */
  drop(): Promise<void> {
    this.isRunning = false;
    this.isUnsaved = false;
    return this.saving;
  }

  /** Saves what is not saved yet, and that the window no longer works on it. */
  close(): Promise<void> {
    this.isUnsaved ||= this.isRunning;
    return this.save();
  }

  private save(): Promise<void> {
    this.saving = this.saving.then(async () => {
      if (this.isUnsaved) {
        this.isUnsaved = false;
        const isAtWork = this.isRunning && !this.means.closing.aborted;
        await this.means.write(isAtWork ? { ...this.latest, beatAt: this.means.clock.now() } : this.latest);
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
