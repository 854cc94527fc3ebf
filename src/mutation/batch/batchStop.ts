import type { Clock } from "../clock";
import type { MutationProgress } from "../mutationService";

/**
 * A signal that fires when a change is stopped, but not at once while a write is under way: what was sent is followed a while longer, so
 * that its outcome is known if it ends in time. The waits between two attempts end at once.
 */
export class BetweenWrites {
  private readonly abort = new AbortController();
  private readonly disposed = new AbortController();
  private isUnderWay = false;
  private isWaiting = false;

  /** `longest`: milliseconds that a write is followed after the stop. */
  constructor(
    private readonly stop: AbortSignal,
    private readonly clock: Clock,
    private readonly longest: number,
  ) {
    stop.addEventListener("abort", this.check);
    this.check();
  }

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Has to be told each step of the change. */
  onProgress({ kind }: MutationProgress): void {
    this.isUnderWay = kind === "sending" || kind === "accepted" || kind === "running";
    this.check();
  }

  dispose(): void {
    this.stop.removeEventListener("abort", this.check);
    this.disposed.abort();
  }

  private readonly check = (): void => {
    if (!this.stop.aborted) {
      return;
    }
    if (!this.isUnderWay || this.longest === 0) {
      this.abort.abort();
    } else if (!this.isWaiting) {
      this.isWaiting = true;
      void this.endSoon();
    }
  };

  private async endSoon(): Promise<void> {
    try {
      await this.clock.wait(this.longest, this.disposed.signal);
    } catch {
      // It has ended by itself.
      return;
    }
    this.abort.abort();
  }
}
