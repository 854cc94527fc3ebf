import { AzureError, type ServiceAnswer } from "../azureError";
import { isWire, textMember } from "../../identity/wire";
import { type Answer, readAnswer } from "./answer";
import { failureOfAnswer, failureOfOperation } from "./classify";
import { readServiceError } from "./serviceError";
import { withoutSecrets } from "../withoutSecrets";

/** What was going on when an error came. */
export interface ErrorContext {
  readonly tenantId: string | undefined;
  readonly signal: AbortSignal;
}

/** Errors of @azure/identity, by the names that they carry: the module itself must not be loaded to tell them. */
const SIGN_IN_ERRORS = new Set([
  "AuthenticationError",
  "AuthenticationRequiredError",
  "AggregateAuthenticationError",
  "CredentialUnavailableError",
]);

/** The error that an answer stands for which is no success. */
export function errorOfAnswer(answer: Answer, tenantId: string | undefined, cause?: unknown): AzureError {
  const failure = failureOfAnswer(answer, readServiceError(answer.body), tenantId);
  return new AzureError(failure, serviceAnswer(answer), cause);
}

/** The error of a long-running operation that ended as `Failed` or `Canceled`. */
export function errorOfOperation(answer: Answer): AzureError {
  return new AzureError(failureOfOperation(readServiceError(answer.body), answer.asked), serviceAnswer(answer));
}

/** A success whose body is not what it should be. */
export function badAnswer(detail: string, cause?: unknown): AzureError {
  return new AzureError({ reason: "badAnswer", detail: withoutSecrets(detail) }, undefined, cause);
}

/** Makes of whatever the SDK, a credential or the network throws the one error that leaves this room. */
export function toAzureError(error: unknown, { tenantId, signal }: ErrorContext): AzureError {
  if (AzureError.is(error)) {
    return error;
  }
  const name = error instanceof Error ? error.name : "";
  const detail = withoutSecrets(error instanceof Error ? error.message : String(error));
  if (name === "AbortError") {
    // The pipeline also aborts a request that takes too long; then nobody has asked for it.
    return new AzureError(
      signal.aborted ? { reason: "cancelled", sent: false } : { reason: "network" },
      undefined,
      error,
    );
  }
  if (SIGN_IN_ERRORS.has(name)) {
    return new AzureError({ reason: "notSignedIn", tenantId }, described(detail), error);
  }
  if (name !== "RestError" || !isWire(error)) {
    // Deserialisers of the SDK meet answers that they were not made for with a TypeError.
    return badAnswer(detail, error);
  }
  const answer = answerOf(error);
  if (answer !== undefined && answer.status >= 300) {
    return errorOfAnswer(answer, tenantId, error);
  }
  if (answer !== undefined || typeof error["statusCode"] === "number") {
    return badAnswer("the body is not what the service's description promises", error);
  }
  return new AzureError({ reason: "network" }, described(detail), error);
}

function answerOf(error: Readonly<Record<string, unknown>>): Answer | undefined {
  const response = error["response"];
  if (!isWire(response) || typeof response["status"] !== "number" || !hasGet(response["headers"])) {
    return undefined;
  }
  const text = textMember(response, "bodyAsText");
  const { status, headers, request } = {
    status: response["status"],
    headers: response["headers"],
    request: response["request"],
  };
  const asked =
    isWire(request) && typeof request["method"] === "string" && typeof request["url"] === "string"
      ? { request: { method: request["method"], url: request["url"] } }
      : {};
  return readAnswer({ status, headers, bodyAsText: text, ...asked });
}

function hasGet(headers: unknown): headers is Answer["headers"] {
  return isWire(headers) && typeof headers["get"] === "function";
}

function described(message: string): ServiceAnswer {
  return { status: undefined, code: undefined, message, correlationId: undefined };
}

function serviceAnswer({ status, headers, body }: Answer): ServiceAnswer {
  const { code, message } = readServiceError(body);
  return {
    status,
    code: code?.slice(0, 200),
    message: withoutSecrets(message ?? `HTTP ${status}`),
    correlationId: headers.get("x-ms-correlation-request-id") ?? headers.get("x-ms-request-id"),
  };
}
