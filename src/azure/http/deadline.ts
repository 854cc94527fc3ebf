import { setTimeout as sleep } from "node:timers/promises";
import type { HttpClient, PipelinePolicy, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";

/** For a whole answer, head and body. ARM itself gives up on a service after a minute or so (unverified). */
const LONGEST_ANSWER_MS = 120_000;

/** Settles when the time is over, or rejects when the signal fires. */
export type Timer = (milliseconds: number, signal: AbortSignal) => Promise<unknown>;

const realTimer: Timer = (milliseconds, signal) => sleep(milliseconds, undefined, { signal });

/**
 * A client whose answers come within a deadline: `timeout` of the request, or two minutes. The transport's own timeout ends with the head
 * of an answer, and an abort does not reach a body that has stalled: it would be waited for for ever.
 */
export function withinDeadline(client: HttpClient, timer?: Timer): HttpClient {
  return {
    sendRequest: async (request) => {
      const given = request.abortSignal;
      const longest = request.timeout > 0 ? request.timeout : LONGEST_ANSWER_MS;
      try {
        return await endingWithin(longest, given, timer, (signal) => {
          request.abortSignal = signal;
          return client.sendRequest(request);
        });
      } finally {
        if (given === undefined) {
          delete request.abortSignal;
        } else {
          request.abortSignal = given;
        }
      }
    },
  };
}

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

/** Ends a request as soon as it is aborted, whatever it waits for: the head, the body, a token, the next attempt. */
export const abortable: PipelinePolicy = {
  name: "abortable",
  sendRequest: (request: PipelineRequest, next: (request: PipelineRequest) => Promise<PipelineResponse>) => {
    const { abortSignal } = request;
    return abortSignal instanceof AbortSignal ? unlessAborted(next(request), abortSignal) : next(request);
  },
};

async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
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
