import { AzureError } from "../../azure/azureError";
import type { TokenBucket } from "./batchBucket";
import type { Clock } from "../clock";

/**
 * How much a read matters. `begin`: it plans a change, or lets one begin. `due`: it asks after a change that should be done by now.
 * `early`: it asks after one that may not be done yet, and takes only what nobody else will need.
 */
export type ReadUrgency = "begin" | "due" | "early";

interface Waiter {
  readonly go: () => void;
}

const ORDER: readonly ReadUrgency[] = ["begin", "due", "early"];

/**
 * Hands out the reads of one subscription: the more urgent first, and in turn among equals. All that is in the bucket can be had at once;
 * what is kept back (`keep`) only by those that are not early.
 */
export class ReadQueue {
  private readonly waiting: Readonly<Record<ReadUrgency, Set<Waiter>>> = {
    begin: new Set(),
    due: new Set(),
    early: new Set(),
  };
  private kept = 0;
  private timer: AbortController | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly bucket: TokenBucket,
  ) {}

  /** Waits for one read, and counts it. @throws AzureError `cancelled` */
  take(urgency: ReadUrgency, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const line = this.waiting[urgency];
      const stop = (): void => {
        line.delete(waiter);
        reject(new AzureError({ reason: "cancelled", sent: false }));
      };
      const waiter: Waiter = {
        go: () => {
          signal.removeEventListener("abort", stop);
          resolve();
        },
      };
      if (signal.aborted) {
        stop();
        return;
      }
      signal.addEventListener("abort", stop, { once: true });
      line.add(waiter);
      this.serve();
    });
  }

  /** Keeps so many reads more back from those that are early; fewer where negative. */
  keep(more: number): void {
    this.kept += more;
    this.serve();
  }

  /** Counts a read that was sent without waiting. */
  spend(): void {
    this.bucket.spend(1, this.clock.now());
  }

  private serve(): void {
    this.timer?.abort();
    this.timer = undefined;
    for (;;) {
      const urgency = ORDER.find((each) => this.waiting[each].size > 0);
      const [next] = urgency === undefined ? [] : this.waiting[urgency];
      if (urgency === undefined || next === undefined) {
        return;
      }
      const now = this.clock.now();
      const delay = this.bucket.delayUntil(urgency === "early" ? 1 + this.kept : 1, now);
      if (delay > 0) {
        void this.serveAfter(delay);
        return;
      }
      this.bucket.spend(1, now);
      this.waiting[urgency].delete(next);
      next.go();
    }
  }

  private async serveAfter(milliseconds: number): Promise<void> {
    const timer = (this.timer = new AbortController());
    try {
      await this.clock.wait(milliseconds, timer.signal);
    } catch {
      // Somebody more urgent has come, and has set another timer.
      return;
    }
    this.serve();
  }
}
