import { setImmediate as macrotask } from "node:timers/promises";
import { AzureError } from "../../../src/azure/azureError";
import type { Clock } from "../../../src/mutation/clock";

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** A clock that jumps from one wait to the next, so that hours pass in no time. */
export class VirtualClock implements Clock {
  private time = 0;
  private timers: Timer[] = [];

  now(): number {
    return this.time;
  }

  readonly wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const cancelled = (): void => {
        this.timers = this.timers.filter((each) => each !== timer);
        reject(new AzureError({ reason: "cancelled", sent: false }));
      };
      const timer: Timer = {
        at: this.time + milliseconds,
        fire: () => {
          signal.removeEventListener("abort", cancelled);
          resolve();
        },
      };
      if (signal.aborted) {
        cancelled();
        return;
      }
      signal.addEventListener("abort", cancelled, { once: true });
      this.timers.push(timer);
    });

  /** Lets time pass until a promise is settled. */
  async run<Value>(promise: Promise<Value>): Promise<Value> {
    const state = { isDone: false };
    const end = (): void => {
      state.isDone = true;
    };
    promise.then(end, end);
    await macrotask();
    while (!state.isDone) {
      const next = this.timers.reduce<Timer | undefined>(
        (first, each) => (first === undefined || each.at < first.at ? each : first),
        undefined,
      );
      if (next === undefined) {
        throw new Error("Nothing is left to wait for, and the promise is not settled.");
      }
      this.timers = this.timers.filter((each) => each !== next);
      this.time = Math.max(this.time, next.at);
      next.fire();
      await macrotask();
    }
    return await promise;
  }
}
