import type { AzureFailure } from "../azureError";
import { type Answer, isSuccess, retryAfterSeconds } from "./answer";
import {
  denial,
  lockedScopes,
  missingIdentities,
  missingLinkedRight,
  missingRight,
  secondsToWait,
  tellsOfDenial,
} from "./errorFacts";
import type { ServiceError } from "./serviceError";

/** What an answer that is no success means. Status and code decide (errors-catalog.json); the text only adds facts. */
export function failureOfAnswer(answer: Answer, error: ServiceError, tenantId: string | undefined): AzureFailure {
  const { status } = answer;
  switch (status) {
    case 401:
      return { reason: "notSignedIn", tenantId };
    case 412:
      return { reason: "preconditionFailed" };
    // Compute's own throttling says `OperationNotAllowed` (azure-behaviour section 4), so that the status comes before the code.
    case 429:
      return {
        reason: "throttled",
        retryAfterSeconds: retryAfterSeconds(answer) ?? secondsToWait(error.message ?? ""),
      };
  }
  const byCode = failureOfCode(error);
  if (byCode !== undefined) {
    return byCode;
  }
  if (isSuccess(answer) || status < 400) {
    return { reason: "badAnswer", detail: `status ${status}` };
  }
  if (status >= 500) {
    return { reason: "serverError" };
  }
  switch (status) {
    case 403:
      return refusedRight(error.message ?? "");
    case 404:
      return { reason: "notFound" };
    case 409:
      return { reason: "conflict" };
    default:
      return { reason: "invalid", target: error.target };
  }
}

/** What the error of a failed long-running operation means. Its poll was answered 200, so that only the code is there. */
export function failureOfOperation(error: ServiceError): AzureFailure {
  return failureOfCode(error) ?? { reason: "operationFailed" };
}

/** A right that is missing, or one that is there and that a deny assignment overrules. */
function refusedRight(message: string): AzureFailure {
  return tellsOfDenial(message)
    ? { reason: "denied", ...denial(message) }
    : { reason: "forbidden", ...missingRight(message) };
}

function failureOfCode({ code, message = "", target }: ServiceError): AzureFailure | undefined {
  switch (code?.toLowerCase()) {
    case "authorizationfailed":
      return refusedRight(message);
    // In no recording; the code and its text are known from public reports only (unverified).
    case "denyassignmentauthorizationfailed":
      return { reason: "denied", ...denial(message) };
    case "invalidtemplatedeployment": {
      // A deployment that is refused before it begins, for many reasons; the words about a right are in one of them (unverified).
      const refused = refusedRight(message);
      return refused.reason === "forbidden" && refused.action === undefined ? undefined : refused;
    }
    case "linkedauthorizationfailed":
      return tellsOfDenial(message)
        ? { reason: "denied", ...denial(message) }
        : { reason: "linkedForbidden", ...missingLinkedRight(message) };
    // A policy refuses with 403; no right would help. The code is Azure Policy's; it is in no recording (unverified).
    case "requestdisallowedbypolicy":
      return { reason: "invalid", target };
    case "scopelocked":
      return { reason: "locked", lockedScopes: lockedScopes(message) };
    case "conflict":
    case "operationpreempted":
      return { reason: "conflict" };
    case "failedidentityoperation": {
      // The code also stands for troubles of the identity service itself; dead are only those that the text names.
      const identityIds = missingIdentities(message);
      return identityIds.length > 0 ? { reason: "deadIdentity", identityIds } : undefined;
    }
    default:
      return undefined;
  }
}
