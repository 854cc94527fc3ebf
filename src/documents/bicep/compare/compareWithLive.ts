import type { IdentityState } from "../../../identity/identityState";
import type { LiveComparison } from "../../liveComparison";
import { compareWithLive as compare, openTexts } from "../../plan/compareWithLive";
import { knowledgeOf } from "../../plan/knowledge";
import type { BicepFile, BicepResource } from "../model";

/** Compares what a file says of a resource with what a live one carries; undefined where its identity cannot be understood. */
export function compareWithLive(
  { canonical }: BicepFile,
  { identity }: BicepResource,
  live: IdentityState,
): LiveComparison | undefined {
  const knowledge = knowledgeOf(identity);
  return knowledge.kind === "unreadable"
    ? undefined
    : compare(
        {
          knowledge,
          openTexts: openTexts(identity),
          isSilent: identity.kind === "absent",
          mayBe: ({ text }, id) => canonical.mayBe(text, id),
        },
        live,
      );
}
