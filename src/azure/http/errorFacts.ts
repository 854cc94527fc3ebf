import { isProviderNamespace } from "../deployments/providers";
import { isUserAssignedIdentityId, resourceIdKey } from "../../identity/resourceId";
import { withoutSecrets } from "../withoutSecrets";

// Facts that the services give in their texts only (errors-catalog.json). Each is read with indexOf between fixed words, which is
// linear on any text. A text that reads otherwise gives no fact; it never changes which error it is.

function between(text: string, before: string, after: string): string | undefined {
  const start = text.indexOf(before);
  if (start < 0) {
    return undefined;
  }
  const end = text.indexOf(after, start + before.length);
  return end < 0 ? undefined : text.slice(start + before.length, end);
}

function identityIds(candidates: readonly string[]): string[] {
  const ids = candidates.map((candidate) => candidate.trim()).filter(isUserAssignedIdentityId);
  return [...new Map(ids.map((id) => [resourceIdKey(id), id])).values()];
}

/** The right that is missing, and where, from the text of `AuthorizationFailed`, or of what a deployment says before it begins. */
export function missingPermission(message: string): { action: string | undefined; scope: string | undefined } {
  return {
    action: between(message, "perform action '", "'"),
    scope: between(message, "over scope '", "'") ?? between(message, "at scope '", "'"),
  };
}

function linkedIdentities(text: string): string[] {
  return identityIds(between(text, "linked scope(s) '", "'")?.split(",") ?? []);
}

/** The right that is missing, and on which identities, from the text of `LinkedAuthorizationFailed`. */
export function missingLinkedPermission(message: string): { action: string | undefined; identityIds: string[] } {
  return {
    action: between(message, "does not have permission to perform action '", "'"),
    identityIds: linkedIdentities(message),
  };
}

/** Where a text begins to say that a deny assignment is in the way, or -1. Neither phrase is in a recording (unverified). */
function startOfDenial(message: string): number {
  return Math.max(message.indexOf("because of the deny assignment"), message.indexOf("blocked by deny assignment"));
}

/** Whether a text says that a deny assignment is in the way of somebody who has the right. */
export function tellsOfDenial(message: string): boolean {
  return startOfDenial(message) >= 0;
}

/** The deny assignment, and the identities that it keeps from being assigned, from the text of a refusal that tells of one. */
export function denial(message: string): {
  name: string | undefined;
  scope: string | undefined;
  identityIds: string[];
} {
  // What comes before is about the right that is there, and about linked scopes on which one is missing.
  const text = message.slice(Math.max(0, startOfDenial(message)));
  // The name of a deployment stack's holds quotes of its own.
  const name = between(text, "deny assignment with name '", "' and Id '");
  return {
    name: name === undefined ? undefined : withoutSecrets(name),
    scope: between(text, "' at scope '", "'"),
    identityIds: linkedIdentities(text),
  };
}

/** The identities that are not there, from the text of `FailedIdentityOperation`. */
export function missingIdentities(message: string): string[] {
  const pieces = message.split("Resource '").slice(1);
  const named = pieces.map((piece) => [piece.indexOf("'"), piece] as const);
  return identityIds(
    named.filter(([end, piece]) => piece.startsWith("' was not found", end)).map(([end, piece]) => piece.slice(0, end)),
  );
}

/** The scopes that carry the locks, from the text of `ScopeLocked`. */
export function lockedScopes(message: string): string[] {
  const list = between(message, "are locked: '", "'. ") ?? "";
  return list.split(",").flatMap((scope) => {
    const id = scope.replaceAll("'", "").trim();
    return id === "" ? [] : [id];
  });
}

/** The provider that a subscription is not registered for, from the target or the text of `MissingSubscriptionRegistration`. */
export function missingNamespace(target: string | undefined, message: string): string | undefined {
  const candidates = [target, between(message, "to use namespace '", "'")];
  return candidates.find((name) => name !== undefined && isProviderNamespace(name));
}

/** The seconds to wait, from the text of `SubscriptionRequestsThrottled`. */
export function secondsToWait(message: string): number | undefined {
  const seconds = Number(between(message, "try again after '", "'") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}
