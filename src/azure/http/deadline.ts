import type { HttpClient, PipelinePolicy, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { endingWithin, type Timer, unlessAborted } from "../endingWithin";

/** For a whole answer, head and body. ARM itself gives up on a service after a minute or so (unverified). */
const LONGEST_ANSWER_MS = 120_000;

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

/** Ends a request as soon as it is aborted, whatever it waits for: the head, the body, a token, the next attempt. */
export const abortable: PipelinePolicy = {
  name: "abortable",
  sendRequest: (request: PipelineRequest, next: (request: PipelineRequest) => Promise<PipelineResponse>) => {
    const { abortSignal } = request;
    return abortSignal instanceof AbortSignal ? unlessAborted(next(request), abortSignal) : next(request);
  },
};
