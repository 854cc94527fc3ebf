import type { IdentityChange } from "../../src/identity/identityChange";
import type { Knowledge, KnowledgeResult, StatedEntry } from "../../src/documents/plan/knowledge";

/** An id that stands in no file. */
export const LITERAL =
  "/subscriptions/9f9f9f9f-0000-4000-8000-000000000001/resourceGroups/rg-new/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-new";

/**
 * Every kind of change, with ids that a machine has and ids that it has not.
 * @param known what its file says of it
 * @param expression one that stands in no file
 */
export function everyChange(known: KnowledgeResult<StatedEntry>, expression: string): readonly IdentityChange[] {
  const listed: Knowledge["userAssigned"] = known.kind === "known" ? known.userAssigned : [];
  const present = listed === "unknown" ? [] : listed.map(({ text }) => text);
  const [first] = present;
  return [
    { kind: "enableSystemAssigned" },
    { kind: "disableSystemAssigned" },
    { kind: "assignUserAssigned", ids: [LITERAL] },
    { kind: "assignUserAssigned", ids: [expression, LITERAL] },
    { kind: "removeUserAssigned", ids: present.slice(0, 1) },
    { kind: "removeUserAssigned", ids: present.slice(-1) },
    { kind: "removeAllUserAssigned" },
    { kind: "removeAll" },
    { kind: "setTo", state: { systemAssigned: {}, userAssigned: [{ id: expression }] } },
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
    { kind: "assignUserAssigned", ids: [expression] },
  ];
}
