import { findUserAssigned, type IdentityState } from "../../../identity/identityState";
import { resourceName } from "../../../identity/resourceId";
import { parseTemplateText } from "../expression/parseExpression";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { knowledgeOf } from "../plan/knowledge";
import type { IdentityEntry } from "../read/identityReading";

/** What deploying a template would do to the identities of a live resource, as far as the text tells. */
export type LiveComparison =
  | { readonly kind: "unknown" }
  | {
      readonly kind: "compared";
      readonly systemAssigned: "same" | "added" | "dropped" | "unknown";
      /** What the template says that the resource does not carry. */
      readonly added: readonly string[];
      /** Ids that the resource carries and the template does not say: a deployment would drop them without a word. */
      readonly dropped: readonly string[];
      /** Expressions that may stand for any identity, one of `dropped` too. */
      readonly unresolved: readonly string[];
    };

/** The name at the end of an expression for an id, where the text spells it out. */
function nameIn({ canonical }: ArmTemplate, entry: IdentityEntry, resource: TemplateResource): string | undefined {
  return canonical.lastResourceName(entry.text, resource.resource.scope);
}

/** Compares what a template says with what a resource carries. */
export function compareWithLive(
  template: ArmTemplate,
  resource: TemplateResource,
  live: IdentityState,
): LiveComparison {
  const known = knowledgeOf(resource.identity);
  if (known.kind !== "known" || known.userAssigned === "unknown") {
    return { kind: "unknown" };
  }
  const said = new Set<string>();
  const added: string[] = [];
  const unresolved: string[] = [];
  for (const entry of known.userAssigned) {
    const literal = parseTemplateText(entry.text).kind === "literal" || !entry.key.startsWith("[");
    const name = literal ? undefined : nameIn(template, entry, resource);
    // A `resourceId` with a plain name is the live identity of that name: where it lies is known at deployment only.
    const match = literal
      ? findUserAssigned(live, entry.key)
      : live.userAssigned.find(({ id }) => name !== undefined && resourceName(id).toLowerCase() === name);
    if (match !== undefined) {
      said.add(match.id);
    } else if (literal || name !== undefined) {
      added.push(entry.text);
    } else {
      unresolved.push(entry.text);
    }
  }
  const [is, was] = [known.systemAssigned, live.systemAssigned !== undefined];
  return {
    kind: "compared",
    systemAssigned: is === "unknown" ? "unknown" : is === was ? "same" : is ? "added" : "dropped",
    added,
    dropped: live.userAssigned.map(({ id }) => id).filter((id) => !said.has(id)),
    unresolved,
  };
}
