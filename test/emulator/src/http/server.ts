import { type IncomingMessage, type ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { ArmError } from "../armError";
import { cloudMetadata } from "../auth/metadata";
import { answerSignIn } from "../auth/signIn";
import { answerGraph } from "../graph/graphRoutes";
import { type World } from "../world";
import { queryValue, type Answer } from "./exchange";
import { type FaultEffect, type Faults } from "./faults";
import { answerArm, pause, refusal, type RawRequest } from "./pipeline";
import { redactedBody, redactedHeaders, type RequestLog } from "./requestLog";
import { type FindRoute } from "./router";
import { BodyTooLarge, plainHeaders, readText, send } from "./wire";

export interface ServerParts {
  readonly world: World;
  readonly findRoute: FindRoute;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly tls: { readonly key: string; readonly cert: string };
  /** Answers what is not part of Azure: the control interface. */
  readonly beside: (raw: RawRequest) => Answer | undefined;
}

export function makeServer(parts: ServerParts): Server {
  return createServer({ key: parts.tls.key, cert: parts.tls.cert }, (message, response) => {
    serve(parts, message, response).catch((error: unknown) => {
      send(response, internalError(error));
    });
  });
}

async function serve(parts: ServerParts, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const raw = await readRequest(parts, message);
  if (raw === undefined) {
    send(
      response,
      refusal(new ArmError(413, "RequestContentTooLarge", "The request content size exceeds the maximum size.")),
    );
    return;
  }
  const beside = parts.beside(raw);
  if (beside !== undefined) {
    send(response, beside);
    return;
  }
  await pause(parts.world.settings.latencyMs);
  const answer = await answerWithFaults(parts, raw);
  record(parts.log, raw, answer);
  if (answer === "closed") {
    response.destroy();
  } else {
    send(response, answer);
  }
}

async function readRequest(parts: ServerParts, message: IncomingMessage): Promise<RawRequest | undefined> {
  try {
    const text = await readText(message);
    // The recorded .NET clients send two slashes in front of a scope; the SDK does for a resource without a parent.
    const [path = "", ...query] = (message.url ?? "").split("?");
    const target = [path.replace(/\/{2,}/g, "/"), ...query].join("?");
    const url = new URL(`${parts.world.baseUrl()}${target}`);
    return { method: message.method ?? "GET", url, headers: plainHeaders(message), text };
  } catch (error) {
    if (error instanceof BodyTooLarge) {
      return undefined;
    }
    throw error;
  }
}

async function answerWithFaults(parts: ServerParts, raw: RawRequest): Promise<Answer | "closed"> {
  const effect = parts.faults.take(raw.method, `${raw.url.pathname}${raw.url.search}`);
  switch (effect?.kind) {
    case "answer":
      return scripted(effect);
    case "close":
      return "closed";
    case "delay":
      await pause(effect.milliseconds);
      return answerAny(parts, raw);
    case "closeAfter":
      await answerAny(parts, raw);
      return "closed";
    case "failOperation":
      parts.world.operations.failNext(effect.error);
      try {
        return await answerAny(parts, raw);
      } finally {
        parts.world.operations.failNext(undefined);
      }
    case undefined:
      return answerAny(parts, raw);
  }
}

function scripted({ status, body, headers }: FaultEffect & { kind: "answer" }): Answer {
  const type = typeof body === "string" ? { "content-type": "text/html; charset=utf-8" } : {};
  return { status, body, headers: { ...type, ...headers } };
}

async function answerAny({ world, findRoute }: ServerParts, raw: RawRequest): Promise<Answer> {
  try {
    return (
      answerSignIn(world, raw) ??
      answerGraph(world, raw) ??
      (raw.url.pathname.toLowerCase() === "/metadata/endpoints"
        ? cloudMetadata(world, queryValue(raw.url, "api-version") ?? "2022-09-01")
        : await answerArm(world, findRoute, raw))
    );
  } catch (error) {
    return error instanceof ArmError ? refusal(error) : internalError(error);
  }
}

/** A fault of the emulator itself: said plainly, so that no test takes it for Azure's behaviour. */
function internalError(error: unknown): Answer {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, body: { error: { code: "EmulatorFault", message: text } } };
}

function record(log: RequestLog, raw: RawRequest, answer: Answer | "closed"): void {
  log.add({
    method: raw.method,
    path: raw.url.pathname,
    query: Object.fromEntries(raw.url.searchParams),
    headers: redactedHeaders(raw.headers),
    body: readable(raw.text),
    status: answer === "closed" ? 0 : answer.status,
  });
}

function readable(text: string): unknown {
  if (text === "") {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return redactedBody(text);
  }
}
