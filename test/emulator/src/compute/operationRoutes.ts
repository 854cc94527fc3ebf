import { ArmError } from "../armError";
import { param, queryValue, type Answer, type ArmRequest } from "../http/exchange";
import { type Route } from "../http/router";
import { operationBody } from "../operations";

const path =
  "/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}/operations/{operationId}";

/** Polling: the poll itself is 200, also for an operation that failed (docs/azure-behaviour.md#long-running-patch). */
export const operationRoutes: readonly Route[] = [{ method: "GET", path, bucket: "GetOperation", handle: poll }];

function poll(request: ArmRequest): Answer {
  const operation = request.world.operations.find(param(request, "operationId"));
  if (operation === undefined) {
    throw new ArmError(404, "NotFound", `Operation ${param(request, "operationId")} not found.`);
  }
  if (queryValue(request.url, "s") !== operation.signature) {
    // What the service says to a changed URL is unverified; that it has to be followed verbatim is documented.
    throw new ArmError(400, "InvalidOperationUrl", "The signature of the operation URL does not match.");
  }
  if (queryValue(request.url, "monitor") === "true") {
    const running = operation.status === "InProgress";
    return running ? { status: 202, headers: { location: request.url.href } } : { status: 200 };
  }
  return { status: 200, body: operationBody(operation) };
}
