import type { DocumentResource } from "../../documentResource";
import type { CompletionPlace, HoverPlace } from "../../documentLanguage";
import type { TextRange } from "../../textRange";
import { placeInBlock } from "../complete/placeInBlock";
import { spelledIn } from "../expression/spelled";
import type { TemplateResource } from "../locate/templateResource";
import { type ArmTemplate, resourceAt } from "../model";
import { allEntries } from "../../plan/knowledge";
import { referenceToId, resourceIdText } from "../reference/identityReference";
import { findingIdentitiesToOffer } from "../reference/knownIdentities";
import { editedBlock } from "../write/editedBlock";
import { listedIdentity } from "./armResource";

/** The members that say which resource it is: there its actions are offered unasked. */
const HEAD_MEMBERS = ["type", "name", "apiVersion", "identity"];

function touches(range: TextRange | undefined, { start, end }: TextRange): boolean {
  return range !== undefined && range.start <= end && start <= range.end;
}

/** The resource around an offset, or else the first one whose identity is the variable or parameter default there. */
export function resourceMeantAt(template: ArmTemplate, offset: number): TemplateResource | undefined {
  return (
    resourceAt(template, offset) ??
    template.resources.find((resource) => {
      const block = editedBlock(resource);
      return block !== undefined && block.node.start <= offset && offset <= block.node.end;
    })
  );
}

/** Whether who has put the cursor here is likely to mean the resource's identities. */
export function isAtHead({ tree }: ArmTemplate, resource: TemplateResource, cursor: TextRange): boolean {
  const { node } = resource.resource;
  const opening = { start: node.start, end: node.start + 1 };
  const members = HEAD_MEMBERS.map((name) => tree.member(node, name));
  return [opening, ...members, editedBlock(resource)?.node].some((range) => touches(range, cursor));
}

/** What of a resource's identity stands at an offset. @param resource the one that is meant there, as it is shown in `shown` */
export function hoverPlace(
  resource: TemplateResource,
  shown: DocumentResource,
  offset: number,
): HoverPlace | undefined {
  if (resource.identity.kind === "absent") {
    return undefined;
  }
  const at = { start: offset, end: offset };
  const { member } = resource.identity;
  const block = editedBlock(resource);
  const place = [member, block?.node].find((each) => touches(each, at));
  if (place === undefined) {
    return undefined;
  }
  const entry = (block === undefined ? [] : allEntries(block)).find(({ node }) => touches(node, at));
  const range = entry?.node ?? (place === member ? (member.key ?? member) : place);
  return { resource: shown, range, listed: entry === undefined ? undefined : listedIdentity(entry) };
}

/** What can be completed at an offset of a resource's own block. @param resource the one that is meant there, as it is shown in `shown` */
export function completionPlace(
  template: ArmTemplate,
  resource: TemplateResource,
  shown: DocumentResource,
  offset: number,
): CompletionPlace | undefined {
  const place = placeInBlock(template, resource, offset);
  if (place === undefined) {
    return undefined;
  }
  const { scope } = resource.resource;
  const { start, end } = place.replaces;
  const first = template.text.slice(start, Math.min(end, start + 1));
  return {
    resource: shown,
    wants: place.kind === "type" ? "type" : "identity",
    replaces: place.replaces,
    filterPrefix: /["']/.test(first) ? first : "",
    written: (text) => (place.isNew ? `${JSON.stringify(text)}: {}` : JSON.stringify(text)),
    *known() {
      const known = yield* findingIdentitiesToOffer(template, resource);
      return known.map(({ kind, text }) => ({ kind, text: spelledIn(scope, text) }));
    },
    forms(id) {
      const reference = referenceToId(id, "resourceId");
      const text = reference.kind === "resourceId" ? spelledIn(scope, resourceIdText(reference)) : id;
      return [
        { form: "text", text: id },
        { form: "resourceId", text },
      ];
    },
  };
}
