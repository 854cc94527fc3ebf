import type { MutationProgress } from "../mutationService";

/**
 * A signal that fires when a batch is stopped, but not while a write is under way: what was sent is followed to its end, so that its
 * outcome is known, and the waits between two attempts end at once.
 */
export class BetweenWrites {
  private readonly abort = new AbortController();
  private isUnderWay = false;

  constructor(private readonly stop: AbortSignal) {
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
  }

  private readonly check = (): void => {
    if (this.stop.aborted && !this.isUnderWay) {
      this.abort.abort();
    }
  };
}
