import { type ArmRequest } from "../http/exchange";
import { textAt } from "../json";
import { parseId } from "../resourceId";
import { type Operation } from "../operations";
import { type StoredResource } from "../store";

/** The real parameter `c` is a certificate of some 2,700 characters; clients have to cope with the length (docs/azure-behaviour.md#signed-operation-addresses). */
const certificateFiller = "MIIH".repeat(675);

/** The headers that point at a running operation: signed and long, to be followed verbatim. */
export function asyncHeaders(
  request: ArmRequest,
  stored: StoredResource,
  operation: Operation,
): Readonly<Record<string, string>> {
  return {
    "azure-asyncoperation": operationUrl(request, stored, operation),
    "azure-asyncnotification": "Enabled",
  };
}

/** What is answered with 202 has a `Location` beside `Azure-AsyncOperation` (docs/azure-behaviour.md#operations-answered-with-202). */
export function acceptedHeaders(
  request: ArmRequest,
  stored: StoredResource,
  operation: Operation,
): Readonly<Record<string, string>> {
  const url = operationUrl(request, stored, operation);
  return { "azure-asyncoperation": url, location: `${url}&monitor=true` };
}

function operationUrl(request: ArmRequest, stored: StoredResource, operation: Operation): string {
  const subscriptionId = parseId(stored.id)?.subscriptionId ?? "";
  const location = textAt(stored.body, "location") ?? "global";
  const url = new URL(
    `${request.world.baseUrl()}/subscriptions/${subscriptionId}/providers/Microsoft.Compute/locations/${location}/operations/${operation.operationId}`,
  );
  url.searchParams.set("p", subscriptionId);
  url.searchParams.set("api-version", request.apiVersion);
  url.searchParams.set("t", String(operation.startTime));
  url.searchParams.set("c", certificateFiller);
  url.searchParams.set("s", operation.signature);
  url.searchParams.set("h", operation.signature.slice(0, 43));
  return url.href;
}
