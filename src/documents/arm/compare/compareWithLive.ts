import type { LiveComparison } from "../../liveComparison";
import type { IdentityState } from "../../../identity/identityState";
import type { TemplateResource } from "../locate/templateResource";
import { knowledgeOf } from "../../plan/knowledge";
import { compareWithLive as compare } from "../../plan/compareWithLive";
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
  const knowledge = knowledgeOf(resource.identity);
  return knowledge.kind === "unreadable"
    ? undefined
    : compare(
        {
          knowledge,
          openTexts: openTexts(resource),
          isSilent: resource.identity.kind === "absent",
          mayBe: ({ key }, id) => mayBe(key, id),
        },
        live,
      );
}
