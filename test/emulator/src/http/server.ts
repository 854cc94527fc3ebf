import { type IncomingMessage, type ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { ArmError } from "../armError";
import { cloudMetadata } from "../auth/metadata";
import { answerSignIn } from "../auth/signIn";
import { answerGraph } from "../graph/graphRoutes";
import { type World } from "../world";
import { queryValue, type Answer } from "./exchange";
import { type Intercept } from "./intercept";
import { type FaultEffect, type Faults } from "./faults";
import { answerArm, refusal, type RawRequest } from "./pipeline";
import { redactedBody, redactedHeaders, type RequestLog } from "./requestLog";
import { decode, type FindRoute } from "./router";
import { preemptAsThirdParty } from "../thirdParty";
import { type Waiting } from "./waiting";
import { BodyTooLarge, plainHeaders, readText, send, sendPart } from "./wire";

export interface ServerParts {
  readonly world: World;
  readonly findRoute: FindRoute;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly waiting: Waiting;
  /** Asked about each request before the scripted failures are. */
  readonly intercept: Intercept;
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
  await parts.waiting.pause(response, parts.world.settings.latencyMs);
  const outcome = await answerWithFaults(parts, raw, response);
  record(parts.log, raw, outcome);
  switch (outcome.kind) {
    case "closed":
      response.destroy();
      return;
    case "whole":
      send(response, outcome.answer);
      return;
    case "part":
      sendPart(response, outcome.answer, outcome.sent, (sendRest) => {
        if (outcome.then === "close") {
          response.destroy();
        } else {
          parts.waiting.hold(response, sendRest);
        }
      });
  }
}

/** What becomes of a request. */
type Outcome =
  | { readonly kind: "closed" }
  | { readonly kind: "whole"; readonly answer: Answer }
  | {
      readonly kind: "part";
      readonly answer: Answer;
      readonly sent: "head" | "half";
      readonly then: "close" | "stall";
    };

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

async function answerWithFaults(parts: ServerParts, raw: RawRequest, response: ServerResponse): Promise<Outcome> {
  const address = `${raw.url.pathname}${raw.url.search}`;
  const effect = parts.intercept(raw) ?? parts.faults.take(raw.method, address);
  switch (effect?.kind) {
    case "answer":
      if (effect.isCarriedOut) {
        await answerAny(parts, raw);
      }
      return { kind: "whole", answer: scripted(effect) };
    case "part":
      return { kind: "part", answer: await answerAny(parts, raw), sent: effect.sent, then: effect.then };
    case "close":
      return { kind: "closed" };
    case "delay":
      await parts.waiting.pause(response, effect.milliseconds);
      return { kind: "whole", answer: await answerAny(parts, raw) };
    case "closeAfter":
      await answerAny(parts, raw);
      return { kind: "closed" };
    case "endOperation":
      parts.world.operations.failNext(effect.ending);
      try {
        return { kind: "whole", answer: await answerAny(parts, raw) };
      } finally {
        parts.world.operations.failNext(undefined);
      }
    case "preemptOperation": {
      const answer = await answerAny(parts, raw);
      preemptAsThirdParty(parts.world, decode(raw.url.pathname), effect.patch);
      return { kind: "whole", answer };
    }
    case undefined:
      return { kind: "whole", answer: await answerAny(parts, raw) };
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

function record(log: RequestLog, raw: RawRequest, outcome: Outcome): void {
  log.add({
    method: raw.method,
    path: raw.url.pathname,
    query: Object.fromEntries(raw.url.searchParams),
    headers: redactedHeaders(raw.headers),
    body: readable(raw.text),
    status: outcome.kind === "closed" ? 0 : outcome.answer.status,
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
