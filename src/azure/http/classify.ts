import type { AzureFailure } from "../azureError";
import { type Asked, askedSubscription, isAboutAsked } from "./asked";
import { type Answer, isSuccess, retryAfterSeconds } from "./answer";
import { meaningOfCode } from "./errorCodes";
import {
  denial,
  lockedScopes,
  missingIdentities,
  missingLinkedPermission,
  missingNamespace,
  missingPermission,
  secondsToWait,
  tellsOfDenial,
} from "./errorFacts";
import type { ServiceError } from "./serviceError";

/** What an answer that is no success means. The code decides, and the status where there is none; the text only adds facts. */
export function failureOfAnswer(answer: Answer, error: ServiceError, tenantId: string | undefined): AzureFailure {
  const { status } = answer;
  switch (status) {
    case 401:
      return { reason: "notSignedIn", tenantId };
    // A request that was not whole in time: for a write nobody knows what became of it.
    case 408:
      return { reason: "network" };
    case 412:
      return { reason: "preconditionFailed" };
    // Compute's own throttling says `OperationNotAllowed` (docs/azure-behaviour.md#compute-limits), so that the status comes before the code.
    case 429:
      return {
        reason: "throttled",
        retryAfterSeconds: retryAfterSeconds(answer) ?? secondsToWait(error.message ?? ""),
      };
  }
  const meaning = meaningOfCode(error.code);
  if (meaning === "notFound" && status === 404) {
    return isAboutAsked(error.message ?? "", answer.asked)
      ? { reason: "notFound" }
      : { reason: "invalid", target: error.target };
  }
  const byCode = failureOfCode(error, answer.asked);
  if (byCode !== undefined) {
    return byCode;
  }
  if (isSuccess(answer) || status < 400) {
    return { reason: "badAnswer", detail: `status ${status}` };
  }
  if (status >= 500) {
    return { reason: "serverError" };
  }
  return failureOfStatus(status, error);
}

/** A refusal whose code says no more than that it is one, or that has none: only without a code does the status tell more. */
function failureOfStatus(status: number, { code, message = "", target }: ServiceError): AzureFailure {
  if (status === 403) {
    const refused = refusedPermission(message);
    if (code === undefined || refused.reason === "denied" || refused.action !== undefined) {
      return refused;
    }
  }
  if (code === undefined && status === 404) {
    return { reason: "notFound" };
  }
  return code === undefined && status === 409 ? { reason: "conflict" } : { reason: "invalid", target };
}

/** What the error of a failed long-running operation means. Its poll was answered 200, so that only the code is there. */
export function failureOfOperation(error: ServiceError, asked?: Asked): AzureFailure {
  return failureOfCode(error, asked) ?? { reason: "operationFailed" };
}

/** A right that is missing, or one that is there and that a deny assignment overrules. */
function refusedPermission(message: string): Extract<AzureFailure, { reason: "denied" | "forbidden" }> {
  return tellsOfDenial(message)
    ? { reason: "denied", ...denial(message) }
    : { reason: "forbidden", ...missingPermission(message) };
}

/** What the code alone tells; undefined where it tells no more than that the service refuses or fails. */
function failureOfCode({ code, message = "", detailTarget }: ServiceError, asked?: Asked): AzureFailure | undefined {
  switch (meaningOfCode(code)) {
    case "authorizationFailed":
      return refusedPermission(message);
    case "deniedByAssignment":
      return { reason: "denied", ...denial(message) };
    case "deploymentRefused": {
      // A deployment that is refused before it begins, for many reasons; the words about a right are in one of them (unverified).
      const refused = refusedPermission(message);
      return refused.reason === "forbidden" && refused.action === undefined ? undefined : refused;
    }
    case "linkedAuthorizationFailed":
      return tellsOfDenial(message)
        ? { reason: "denied", ...denial(message) }
        : { reason: "linkedForbidden", ...missingLinkedPermission(message) };
    case "locked":
      return { reason: "locked", lockedScopes: lockedScopes(message) };
    case "conflict":
      return { reason: "conflict" };
    case "failedIdentityOperation": {
      // The code also stands for troubles of the identity service itself; dead are only those that the text names.
      const identityIds = missingIdentities(message);
      return identityIds.length > 0 ? { reason: "deadIdentity", identityIds } : undefined;
    }
    case "notRegistered":
      return {
        reason: "notRegistered",
        namespace: missingNamespace(detailTarget, message),
        subscriptionId: askedSubscription(asked),
      };
    case "readOnlySubscription":
      return { reason: "readOnlySubscription" };
    case "beingDeleted":
      return { reason: "beingDeleted" };
    case "notFound":
    case "refused":
    case undefined:
      return undefined;
  }
}
