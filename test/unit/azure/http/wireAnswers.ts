import { createHttpHeaders, createPipelineRequest, RestError } from "@azure/core-rest-pipeline";
import { type Answer, readAnswer } from "../../../../src/azure/http/answer";

/** An answer as the pipeline gives it. A body that is text goes as it is, anything else as JSON. */
export function answer(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return readAnswer({ status, headers: createHttpHeaders(headers), bodyAsText: bodyText(body) });
}

/** The error that the SDK's clients throw for such an answer. */
export function restError(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): RestError {
  const request = createPipelineRequest({ url: "https://arm.local/x?sig=secret" });
  const text = bodyText(body);
  const response = { status, headers: createHttpHeaders(headers), request, bodyAsText: text ?? null };
  return new RestError(text ?? "", { statusCode: status, request, response });
}

function bodyText(body: unknown): string | undefined {
  return body === undefined || typeof body === "string" ? body : JSON.stringify(body);
}
