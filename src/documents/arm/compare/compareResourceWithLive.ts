import type { LiveComparison } from "../../liveComparison";
import type { IdentityState } from "../../../identity/identityState";
import type { TemplateResource } from "../locate/templateResource";
import { knowledgeOf } from "../../plan/knowledge";
import { compareWithLive, openTexts } from "../../plan/compareWithLive";
import { mayBe } from "../reference/idInKey";

/** Compares what a template says of a resource with what a live one carries; undefined where its block cannot be understood. */
export function compareResourceWithLive(resource: TemplateResource, live: IdentityState): LiveComparison | undefined {
  const knowledge = knowledgeOf(resource.identity);
  return knowledge.kind === "unreadable"
    ? undefined
    : compareWithLive(
        {
          knowledge,
          openTexts: openTexts(resource.identity),
          isSilent: resource.identity.kind === "absent",
          mayBe: ({ key }, id) => mayBe(key, id),
        },
        live,
      );
}
