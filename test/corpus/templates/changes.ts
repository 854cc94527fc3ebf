import { type IdentityChange } from "../../../src/identity/identityChange";
import { type TemplateResource } from "../../../src/documents/arm/locate/templateResource";
import { knowledgeOf } from "../../../src/documents/plan/knowledge";

/** An id that stands in no template. */
export const LITERAL =
  "/subscriptions/9f9f9f9f-0000-4000-8000-000000000001/resourceGroups/rg-new/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-new";

/** An expression that stands in no template. */
export const EXPRESSION = "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('newIdentity'))]";

/** Every kind of change, with ids that the resource has and ids that it has not. */
export function changesFor(resource: TemplateResource): readonly IdentityChange[] {
  const known = knowledgeOf(resource.identity);
  const present =
    known.kind === "known" && known.userAssigned !== "unknown" ? known.userAssigned.map((entry) => entry.text) : [];
  const [first] = present;
  return [
    { kind: "enableSystemAssigned" },
    { kind: "disableSystemAssigned" },
    { kind: "assignUserAssigned", ids: [LITERAL] },
    { kind: "assignUserAssigned", ids: [EXPRESSION, LITERAL] },
    { kind: "removeUserAssigned", ids: present.slice(0, 1) },
    { kind: "removeUserAssigned", ids: present.slice(-1) },
    { kind: "removeAllUserAssigned" },
    { kind: "removeAll" },
    { kind: "setTo", state: { systemAssigned: {}, userAssigned: [{ id: EXPRESSION }] } },
    {
      kind: "setTo",
      state: { systemAssigned: undefined, userAssigned: [...(first ? [{ id: first }] : []), { id: LITERAL }] },
    },
    {
      kind: "several",
      changes: [
        { kind: "enableSystemAssigned" },
        { kind: "assignUserAssigned", ids: [LITERAL] },
        { kind: "removeUserAssigned", ids: present.slice(0, 1) },
      ],
    },
  ];
}
