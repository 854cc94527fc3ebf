import type { TypedIdentityProblem } from "../../knownIdentity";
import { isUserAssignedIdentityId, sameResourceId } from "../../../identity/resourceId";
import { parseTemplateText } from "../expression/parseExpression";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { allEntries } from "../../plan/knowledge";
import { editedBlock } from "../write/editedBlock";
import { wrongType } from "../../plan/wrongIdentity";

/** What is wrong with a typed identity; undefined where nothing is, as far as can be known. */
export function typedIdentityProblem(
  template: ArmTemplate,
  resource: TemplateResource,
  typed: string,
): TypedIdentityProblem | undefined {
  const text = typed.trim();
  const read = parseTemplateText(text);
  switch (read.kind) {
    case "literal":
      return isUserAssignedIdentityId(text) ? undefined : "notAnId";
    case "invalid":
      return "notAnExpression";
    case "expression":
      return wrongType(template.canonical.resourceType(text, resource.resource.scope)) === undefined
        ? undefined
        : "otherType";
  }
}

/** Whether a resource's block names an identity by its id, itself or through variables. */
export function namesId(resource: TemplateResource, id: string): boolean {
  const block = editedBlock(resource);
  return block !== undefined && allEntries(block).some(({ key }) => sameResourceId(key, id));
}
