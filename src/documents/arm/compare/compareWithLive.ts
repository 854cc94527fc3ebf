import type { LiveComparison } from "../../liveComparison";
import type { IdentityState, UserAssignedIdentity } from "../../../identity/identityState";
import type { TemplateResource } from "../locate/templateResource";
import { knowledgeOf } from "../plan/knowledge";
import { mayBe } from "../reference/idInKey";

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
