import { setTimeout as sleep } from "node:timers/promises";
import { AzureError } from "../azureError";
import type { FollowOptions } from "../longRunning";
import { isWire, textMember } from "../../identity/wire";
import { type Answer, retryAfterSeconds } from "./answer";
import type { ArmConnection } from "./armConnection";
import { pollWaitMs } from "../pollWait";
import { badAnswer, errorOfOperation } from "./toAzureError";

const LONGEST_ASKED_WAIT_MS = 60_000;

/**
 * Follows the long-running operation that a write's answer names to its end, and gives the last answer. Returns at once where it names none.
 * Our own follower, because the SDK's gives the error of a failed operation as text only, and that of a cancelled one not at all.
 * @throws AzureError where the operation fails or does not say how it stands, and whatever the pipeline throws
 */
export async function followOperation(
  connection: ArmConnection,
  accepted: Answer,
  { signal, onProgress, beforeRead }: FollowOptions,
): Promise<Answer> {
  const started = performance.now();
  let latest = accepted;
  let at = operationOf(accepted);
  while (at !== undefined) {
    const asked = Math.min((retryAfterSeconds(latest) ?? 0) * 1000, LONGEST_ASKED_WAIT_MS);
    const wait = Math.max(pollWaitMs(performance.now() - started), asked);
    await sleep(wait, undefined, { signal });
    await beforeRead?.("poll");
    latest = await poll(connection, at.url, signal);
    const state = readState(latest, at.saysStatus);
    if (state.kind === "done") {
      return latest;
    }
    onProgress({ kind: "running", status: state.status, elapsedMs: performance.now() - started });
    at = operationOf(latest) ?? at;
  }
  return latest;
}

/** The address is signed and goes out as it came (docs/azure-behaviour.md#signed-operation-addresses); the connection keeps it to the cloud's host. */
export function operationOf({ headers }: Answer): OperationAddress | undefined {
  const [status, location] = [headers.get("azure-asyncoperation"), headers.get("location")];
  if (status !== undefined) {
    return { url: status, saysStatus: true };
  }
  return location === undefined ? undefined : { url: location, saysStatus: false };
}

/** Where to look at an operation, and whether what is there says how it stands; the addresses of `Location` answer 202 until the end. */
interface OperationAddress {
  readonly url: string;
  readonly saysStatus: boolean;
}

async function poll(connection: ArmConnection, url: string, signal: AbortSignal): Promise<Answer> {
  try {
    return await connection.get(url, signal);
  } catch (error) {
    // It is the operation that is not found, not the resource.
    throw AzureError.is(error) && error.answer?.status === 404 ? badAnswer("the operation is not known", error) : error;
  }
}

function readState(
  answer: Answer,
  saysStatus: boolean,
): { readonly kind: "done" } | { readonly kind: "running"; readonly status: string } {
  const { body, status: httpStatus } = answer;
  if (typeof body === "string") {
    throw badAnswer("the status of the operation is no JSON");
  }
  const status = isWire(body) ? textMember(body, "status") : undefined;
  switch (status?.toLowerCase()) {
    case "succeeded":
      return { kind: "done" };
    case "failed":
    case "canceled":
    case "cancelled":
      throw errorOfOperation(answer);
    case undefined:
      if (saysStatus && httpStatus !== 202) {
        throw badAnswer("the operation does not say how it stands");
      }
      return httpStatus === 202 ? { kind: "running", status: "InProgress" } : { kind: "done" };
    default:
      return { kind: "running", status: status ?? "" };
  }
}
