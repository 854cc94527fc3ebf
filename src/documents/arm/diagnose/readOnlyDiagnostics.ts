import type { TemplateResource } from "../locate/templateResource";
import type { IdentityBlock } from "../read/identityReading";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { faultInBlock } from "../write/syntaxCheck";
import { filledEntries, readOnlyMembers } from "../write/readOnly";
import type { TemplateDiagnostic } from "./diagnostic";

/**
 * What only Azure sets in a block, as exported templates have it: it refuses ids that are not those of now (`principalId` "must be
 * empty or match the existing principalId"), and dictionary values that are not empty (docs/azure-behaviour.md#values-that-only-azure-sets). Quiet where a
 * bracket of the text is missing, wherever that is: a value may have been taken into another. A variable is not repaired: others may read what it holds.
 */
export function readOnlyDiagnostics(
  tree: SyntaxTree,
  resource: TemplateResource,
  block: IdentityBlock,
): readonly TemplateDiagnostic[] {
  if (tree.faults.length > 0 || faultInBlock(tree, block) !== undefined) {
    return [];
  }
  const isOwn = resource.identity.kind === "block";
  const [member] = readOnlyMembers(tree, block);
  const readOnly: readonly TemplateDiagnostic[] =
    member === undefined
      ? []
      : [
          {
            code: "readOnlyMember",
            range: member.key ?? member,
            fixes: isOwn ? [{ kind: "removeReadOnly", resource, block }] : [],
            member: member.name,
          },
        ];
  const filled = filledEntries(tree, block).map(({ text, value }): TemplateDiagnostic => ({
    code: "identityValueNotEmpty",
    range: value,
    fixes: isOwn ? [{ kind: "emptyValues", resource, block }] : [],
    id: text,
  }));
  return [...readOnly, ...filled];
}
