import { isExpressionText } from "../expression/expression";
import type { IdentityBlock, IdentityEntry } from "../read/identityReading";
import type { Slot, SyntaxNode } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { removeSlots } from "./slotEdits";
import type { TextEdit } from "../../textEdit";

/** What Azure sets in an identity, and templates that were exported hold (docs/azure-behaviour.md#values-that-only-azure-sets). */
const READ_ONLY: ReadonlySet<string> = new Set(["principalid", "tenantid", "clientid"]);

/** The members of a block that only Azure sets; not those that say nothing. */
export function readOnlyMembers(tree: SyntaxTree, { node }: IdentityBlock): readonly Slot[] {
  return tree.slots(node).slots.filter(({ name, value }) => {
    const saysNothing = value === undefined || (value.kind === "word" && value.text === "null");
    return READ_ONLY.has(name.toLowerCase()) && !saysNothing;
  });
}

/** The entries of a dictionary whose values are more than an empty object; `null` and expressions are left open. */
export function filledEntries(
  tree: SyntaxTree,
  { dictionary }: IdentityBlock,
): readonly (IdentityEntry & { readonly value: SyntaxNode })[] {
  const entries = dictionary.kind === "list" ? dictionary.entries : [];
  return entries.flatMap((entry) => {
    const { value } = entry;
    return value !== undefined && isFilled(tree, value) ? [{ ...entry, value }] : [];
  });
}

function isFilled(tree: SyntaxTree, value: SyntaxNode): boolean {
  switch (value.kind) {
    case "object":
      return tree.slots(value).slots.length > 0;
    case "array":
      return true;
    case "string":
      return value.isTerminated && !isExpressionText(tree.decoded(value));
    case "word":
      // A bare word that is no value does not parse, and is not judged.
      return /^(?:true|false|-?\d.*)$/.test(value.text);
  }
}

/** Takes from a block the members that only Azure sets. */
export function dropReadOnly(tree: SyntaxTree, block: IdentityBlock): readonly TextEdit[] {
  const gone = readOnlyMembers(tree, block);
  return gone.length === 0 ? [] : removeSlots(tree, block.node, new Set(gone));
}

/** Makes empty objects of the values of a dictionary; what holds a comment is left. */
export function emptyValues(tree: SyntaxTree, block: IdentityBlock): readonly TextEdit[] {
  return filledEntries(tree, block)
    .map(({ value: { start, end } }) => ({ offset: start, length: end - start, text: "{}" }))
    .filter(({ offset, length }) => !/\/[/*]/.test(tree.text.slice(offset, offset + length)));
}
