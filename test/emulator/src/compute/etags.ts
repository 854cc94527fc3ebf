import { preconditionFailed } from "../serviceErrors";
import { type ArmRequest } from "../http/exchange";
import { type StoredResource } from "../store";

/** Virtual machines and scale sets have etags since this API version (docs/azure-behaviour.md#etags). */
export function hasEtag(apiVersion: string): boolean {
  return apiVersion >= "2023-09-01";
}

/** A quoted counter. */
export function etagOf({ version }: StoredResource): string {
  return `"${version}"`;
}

/** Refuses a write whose If-Match names another state of the resource. Versions without etags ignore the header. */
export function checkIfMatch(request: ArmRequest, resource: StoredResource): void {
  const sent = request.headers["if-match"];
  if (sent === undefined || sent === "*" || !hasEtag(request.apiVersion)) {
    return;
  }
  const current = etagOf(resource);
  if (unquoted(sent) !== unquoted(current)) {
    throw preconditionFailed(sent, current);
  }
}

function unquoted(etag: string): string {
  return etag.trim().replace(/^"(.*)"$/, "$1");
}
