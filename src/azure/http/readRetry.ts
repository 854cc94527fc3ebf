import { setTimeout as sleep } from "node:timers/promises";
import type { PipelinePolicy, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { retryAfterSeconds } from "./answer";

const FIRST_WAIT_MS = 500;
const RETRIES = 4;
/** A service that asks for more is reported instead: the user decides whether to wait. */
const LONGEST_WAIT_MS = 60_000;

/** Troubles of a connection that pass. A certificate that is not trusted, or a name that is not known, is not among them. */
const PASSING_TROUBLES = new Set(["ECONNRESET", "ECONNREFUSED", "ETIMEDOUT", "EPIPE", "EAI_AGAIN"]);

/**
 * Repeats reads that failed for reasons that pass: 408, 429, 5xx, a lost connection. Everything else goes out once and only once:
 * whether a write that got no answer has arrived is found out by reading (docs/azure-behaviour.md#server-errors).
 * It stands in the place of the SDK's own policy, which repeats writes too and waits as long as a service tells it to.
 */
export function readRetry(): PipelinePolicy {
  return {
    name: "readRetry",
    sendRequest: async (request, next) => {
      if (request.method !== "GET") {
        return await next(request);
      }
      for (let retry = 0; ; retry++) {
        const outcome = await attempt(request, next);
        const wait = retry < RETRIES ? waitAfter(outcome, retry) : undefined;
        if (wait === undefined) {
          if (outcome.kind === "error") {
            throw outcome.error;
          }
          return outcome.response;
        }
        await sleep(wait, undefined, request.abortSignal instanceof AbortSignal ? { signal: request.abortSignal } : {});
      }
    },
  };
}

type Outcome =
  | { readonly kind: "response"; readonly response: PipelineResponse }
  | { readonly kind: "error"; readonly error: unknown };

async function attempt(
  request: PipelineRequest,
  next: (request: PipelineRequest) => Promise<PipelineResponse>,
): Promise<Outcome> {
  try {
    return { kind: "response", response: await next(request) };
  } catch (error) {
    return { kind: "error", error };
  }
}

/** Milliseconds until the next attempt; undefined where there is to be none. */
function waitAfter(outcome: Outcome, retry: number): number | undefined {
  const usual = FIRST_WAIT_MS * 2 ** retry;
  if (outcome.kind === "error") {
    return isPassingTrouble(outcome.error) ? usual : undefined;
  }
  const { status } = outcome.response;
  if (status !== 408 && status !== 429 && status < 500) {
    return undefined;
  }
  const asked = retryAfterSeconds(outcome.response);
  const wait = asked === undefined ? usual : asked * 1000;
  return wait <= LONGEST_WAIT_MS ? wait : undefined;
}

function isPassingTrouble(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== "RestError" || !("code" in error)) {
    return false;
  }
  // A body that breaks off is a PARSE_ERROR of the transport: this pipeline parses nothing itself.
  return typeof error.code === "string" && (PASSING_TROUBLES.has(error.code) || error.code === "PARSE_ERROR");
}
