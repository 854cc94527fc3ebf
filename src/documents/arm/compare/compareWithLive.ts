import type { IdentityState, UserAssignedIdentity } from "../../../identity/identityState";
import type { TemplateResource } from "../locate/templateResource";
import { knowledgeOf } from "../plan/knowledge";
import { mayBe } from "../reference/idInKey";

/** What deploying a template would change about the identities of a live resource. */
export interface LiveComparison {
  readonly systemAssigned: "same" | "enabled" | "disabled" | "unknown";
  /** What the resource would get, as the template says it. */
  readonly added: readonly string[];
  /** What the resource has and the template does not name. */
  readonly dropped: readonly UserAssignedIdentity[];
  /** What the template says in a way that cannot be told from here; any of `dropped` may be one of them. */
  readonly unknown: readonly string[];
  /** Those of `unknown` that are single entries of a list that is spelled out. */
  readonly unknownEntries: readonly string[];
  /** The text for each identity that both have. */
  readonly matched: ReadonlyMap<UserAssignedIdentity, string>;
  /** The template says nothing at all about identities; what a deployment does then is unverified. */
  readonly isSilent: boolean;
}

/** The expressions that decide about the list of a resource. */
function openTexts({ identity }: TemplateResource): readonly string[] {
  if (identity.kind !== "block") {
    return identity.kind === "expression" ? [identity.text] : [];
  }
  const { type, dictionary, array } = identity.block;
  const texts = [type, dictionary, array].flatMap((each) => (each.kind === "expression" ? [each.text] : []));
  return [...new Set(texts)];
}

/** Compares what a template says of a resource with what a live one carries; undefined where its block cannot be understood. */
export function compareWithLive(resource: TemplateResource, live: IdentityState): LiveComparison | undefined {
  const known = knowledgeOf(resource.identity);
  if (known.kind === "unreadable") {
    return undefined;
  }
  const entries = known.userAssigned === "unknown" ? [] : known.userAssigned;
  const matched = new Map<UserAssignedIdentity, string>();
  const added: string[] = [];
  const unknownEntries: string[] = [];
  for (const { text, key } of entries) {
    // A `resourceId` with a plain name is the live identity of that name: where it lies is known at deployment only.
    const match = live.userAssigned.find(({ id }) => mayBe(key, id) === true);
    if (match !== undefined) {
      matched.set(match, text);
    } else {
      (mayBe(key, "") === "unknown" ? unknownEntries : added).push(text);
    }
  }
  const isOn = live.systemAssigned !== undefined;
  return {
    systemAssigned:
      known.systemAssigned === "unknown"
        ? "unknown"
        : known.systemAssigned === isOn
          ? "same"
          : isOn
            ? "disabled"
            : "enabled",
    added,
    dropped: live.userAssigned.filter((identity) => !matched.has(identity)),
    unknown: known.userAssigned === "unknown" ? openTexts(resource) : unknownEntries,
    unknownEntries,
    matched,
    isSilent: resource.identity.kind === "absent",
  };
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
 * The state to write for a live resource, in which what the template already names keeps its text. What cannot be told from here
 * stays beside it: it may name an identity of the live resource, or one that the template is to add.
 */
export function stateToImport(live: IdentityState, { matched, unknownEntries }: LiveComparison): IdentityState {
  const named = live.userAssigned.map((identity) => ({ id: matched.get(identity) ?? identity.id }));
  return {
    systemAssigned: live.systemAssigned === undefined ? undefined : {},
    userAssigned: [...named, ...unknownEntries.map((id) => ({ id }))],
  };
}
