import fc from "fast-check";
import { type IdentityChange } from "../../../../../src/identity/identityChange";
import { type SyntaxNode } from "../../../../../src/documents/arm/syntax/syntaxNodes";
import { type SyntaxTree } from "../../../../../src/documents/arm/syntax/syntaxTree";
import { anyIdentity } from "./generated";

const simple: fc.Arbitrary<IdentityChange> = fc.oneof(
  fc.constantFrom<IdentityChange>(
    { kind: "enableSystemAssigned" },
    { kind: "disableSystemAssigned" },
    { kind: "removeAllUserAssigned" },
    { kind: "removeAll" },
  ),
  fc.array(anyIdentity, { maxLength: 3 }).map((ids): IdentityChange => ({ kind: "assignUserAssigned", ids })),
  fc.array(anyIdentity, { maxLength: 3 }).map((ids): IdentityChange => ({ kind: "removeUserAssigned", ids })),
  fc
    .tuple(fc.boolean(), fc.uniqueArray(anyIdentity, { maxLength: 3, selector: (text) => text.toLowerCase() }))
    .map(([isOn, ids]): IdentityChange => ({
      kind: "setTo",
      state: { systemAssigned: isOn ? {} : undefined, userAssigned: ids.map((id) => ({ id })) },
    })),
);
/** Any change, single or several in one. */
export const anyChange: fc.Arbitrary<IdentityChange> = fc.oneof(
  { weight: 4, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc.array(simple, { maxLength: 3 }).map((changes): IdentityChange => ({ kind: "several", changes })),
  },
);

/** Whether a list of identities stands there with nothing in it. */
export function hasEmptyList(text: string): boolean {
  return /(?:userAssignedIdentities|identityIds)["']\s*:\s*(?:\{\s*\}|\[\s*\])/.test(text);
}

/** Every fault of a text, wherever it stands. */
export function faults(tree: SyntaxTree): number {
  let count = tree.faults.length;
  const visit = (node: SyntaxNode | undefined) => {
    if (node?.kind === "object" || node?.kind === "array") {
      count += tree.slots(node).faults.length;
      tree.slots(node).slots.forEach((slot) => {
        visit(slot.value);
      });
    }
  };
  visit(tree.document);
  return count;
}

/** How many kinds of line ends a text has. */
export function lineEnds(text: string): number {
  return new Set(text.match(/\r?\n/g)).size;
}
