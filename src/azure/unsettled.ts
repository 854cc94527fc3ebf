import { AzureError, type AzureFailure } from "./azureError";

/**
 * What remains known of a write when something goes wrong after it was sent, such as a refused look at what became of it: that it may
 * have arrived. The refusal is the `cause`; read as a refusal of the write, it would have the write sent again and not recorded.
 */
export function fateUnknown(error: AzureError): AzureError {
  switch (error.failure.reason) {
    case "cancelled":
      return new AzureError({ reason: "cancelled", sent: true }, undefined, error);
    case "network":
    case "badAnswer":
      return error;
    default:
      return new AzureError({ reason: "network" }, error.answer, error);
  }
}

/**
 * Whether an error that comes while an accepted write is followed is the operation's own. It says in an answer that is a success that it
 * has failed (docs/azure-behaviour.md#long-running-patch); any other error is of a poll.
 */
export function isOfOperation({ answer }: AzureError): boolean {
  const status = answer?.status ?? 0;
  return status >= 200 && status < 300;
}

/** What remains known of an accepted write when something goes wrong while it is followed. */
export function unsettled(error: AzureError): AzureError {
  return isOfOperation(error) ? error : fateUnknown(error);
}

/** Whether a write that ended with this error may have reached the resource all the same. */
export function mayHaveArrived(failure: AzureFailure): boolean {
  switch (failure.reason) {
    case "network":
    case "operationFailed":
    case "badAnswer":
    case "serverError":
      return true;
    case "cancelled":
      return failure.sent;
    case "notSignedIn":
    case "signInTimeout":
    case "forbidden":
    case "linkedForbidden":
    case "denied":
    case "directoryForbidden":
    case "principalNotFound":
    case "notFound":
    case "conflict":
    case "preconditionFailed":
    case "throttled":
    case "locked":
    case "invalid":
    case "deadIdentity":
    case "carriedIdentity":
    case "notRegistered":
    case "readOnlySubscription":
    case "beingDeleted":
    case "badSettings":
      return false;
  }
}

/** Reads what a write has left, once it has succeeded: where that fails, it was written all the same. @throws AzureError */
export async function readingBack<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw AzureError.is(error) ? error.ofWrite("yes") : error;
  }
}
