import { type IncomingMessage, type ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";
import { type Answer } from "./exchange";

/** Larger bodies are refused, as Azure Resource Manager does from 4 MB on. */
const bodyLimit = 4 * 1024 * 1024;

export class BodyTooLarge extends Error {}

export async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) {
      throw new BodyTooLarge();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Header names are lower-case already; a repeated header is joined. */
export function plainHeaders(message: IncomingMessage): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}

/** Sends an answer with the headers that Azure Resource Manager puts on each (recordings of 2026). */
export function send(response: ServerResponse, answer: Answer): void {
  response.end(begin(response, answer));
}

/**
 * Sends the head of an answer and perhaps the first half of its body, and then hands over what sends the rest. The length in the head
 * is that of the whole body, so that a client can tell that something is missing.
 */
export function sendPart(
  response: ServerResponse,
  answer: Answer,
  sent: "head" | "half",
  then: (sendRest: () => void) => void,
): void {
  const text = begin(response, answer);
  if (text === "") {
    response.end();
    return;
  }
  response.flushHeaders();
  const first = sent === "head" ? "" : text.slice(0, Math.ceil(text.length / 2));
  const goOn = (): void => {
    then(() => {
      response.end(text.slice(first.length));
    });
  };
  if (first === "") {
    goOn();
  } else {
    response.write(first, goOn);
  }
}

/** Puts the head in place and gives the text of the body. */
function begin(response: ServerResponse, answer: Answer): string {
  const requestId = randomUUID();
  const text =
    answer.body === undefined ? "" : typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
  const headers = {
    "cache-control": "no-cache",
    pragma: "no-cache",
    expires: "-1",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-ms-request-id": requestId,
    "x-ms-correlation-request-id": requestId,
    ...(text === "" ? {} : { "content-type": "application/json; charset=utf-8" }),
    ...answer.headers,
    "content-length": String(Buffer.byteLength(text)),
  };
  response.writeHead(answer.status, headers);
  return text;
}
