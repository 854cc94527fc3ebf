import { setTimeout as sleep } from "node:timers/promises";

/** Settles when the time is over, or rejects when the signal fires. */
export type Timer = (milliseconds: number, signal: AbortSignal) => Promise<unknown>;

const realTimer: Timer = (milliseconds, signal) => sleep(milliseconds, undefined, { signal });

/**
 * Runs a task that ends at once, with an `AbortError`, when so many milliseconds are over or `given` fires, whatever it waits for.
 * The task is handed a signal that fires at the same moment.
 */
export async function endingWithin<Value>(
  milliseconds: number,
  given: unknown,
  timer: Timer | undefined,
  task: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const over = new AbortController();
  const done = new AbortController();
  const signal = AbortSignal.any(given instanceof AbortSignal ? [given, over.signal] : [over.signal]);
  void (timer ?? realTimer)(milliseconds, done.signal).then(
    () => {
      over.abort();
    },
    () => undefined,
  );
  try {
    return await unlessAborted(task(signal), signal);
  } finally {
    done.abort();
  }
}

/** The same value, or an `AbortError` as soon as the signal fires. */
export async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    // The name is what tells an abort from other errors, here as in the SDK.
    aborted.reject(Object.assign(new Error("The request was aborted."), { name: "AbortError" }));
  };
  if (signal.aborted) {
    abort();
  }
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
    // Whichever comes second has nobody who waits for it.
    promise.catch(() => undefined);
    aborted.promise.catch(() => undefined);
  }
}
