import type { IdentityState, UserAssignedIdentity } from "../identity/identityState";

/** What deploying a document would change about the identities of a live resource. */
export interface LiveComparison {
  readonly systemAssigned: "same" | "enabled" | "disabled" | "unknown";
  /** What the resource would get, as the document says it. */
  readonly added: readonly string[];
  /** What the resource has and the document does not name. */
  readonly dropped: readonly UserAssignedIdentity[];
  /** What the document says in a way that cannot be told from here; any of `dropped` may be one of them. */
  readonly unknown: readonly string[];
  /** Those of `unknown` that are single entries of a list that is spelled out. */
  readonly unknownEntries: readonly string[];
  /** The text for each identity that both have. */
  readonly matched: ReadonlyMap<UserAssignedIdentity, string>;
  /** The document says nothing at all about identities; what a deployment does then is unverified. */
  readonly isSilent: boolean;
}

/** Whether anything is certain to change. What is not known counts as the same. */
export function differs({ systemAssigned, added, dropped, unknown }: LiveComparison): boolean {
  return (
    systemAssigned === "enabled" ||
    systemAssigned === "disabled" ||
    added.length > 0 ||
    (dropped.length > 0 && unknown.length === 0)
  );
}

/**
 * The state to write for a live resource, in which what the document already names keeps its text. What cannot be told from here
 * stays beside it: it may name an identity of the live resource, or one that the document is to add.
 */
export function stateToImport(live: IdentityState, { matched, unknownEntries }: LiveComparison): IdentityState {
  const named = live.userAssigned.map((identity) => ({ id: matched.get(identity) ?? identity.id }));
  return {
    systemAssigned: live.systemAssigned === undefined ? undefined : {},
    userAssigned: [...named, ...unknownEntries.map((id) => ({ id }))],
  };
}
