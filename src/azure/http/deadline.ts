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
export function withinDeadline(client: HttpClient, timer: Timer = realTimer): HttpClient {
  return {
    sendRequest: async (request) => {
      const over = new AbortController();
      const done = new AbortController();
      const given = request.abortSignal;
      const signals = given instanceof AbortSignal ? [given, over.signal] : [over.signal];
      const abort = AbortSignal.any(signals);
      const longest = request.timeout > 0 ? request.timeout : LONGEST_ANSWER_MS;
      void timer(longest, done.signal).then(
        () => {
          over.abort();
        },
        () => undefined,
      );
      request.abortSignal = abort;
      try {
        return await unlessAborted(client.sendRequest(request), abort);
      } finally {
        done.abort();
        if (given === undefined) {
          delete request.abortSignal;
        } else {
          request.abortSignal = given;
        }
      }
    },
  };
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
