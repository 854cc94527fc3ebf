import type { IdentityType } from "../../../identity/identityState";
import type { ContainerNode, Slot } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { ListShape } from "../../planQuestion";
import { beforeValue, type Place, type Printable, print, printMember } from "./printer";
import { insertSlot } from "./slotEdits";
import { styleOf } from "./style";
import type { TextEdit } from "../../textEdit";
import { indentIfFirst } from "../syntax/indentation";

/** What a whole block says. */
export interface BlockContent {
  readonly type: IdentityType;
  readonly list: readonly string[];
  readonly shape: ListShape;
}

/** The name of the member that holds a list. */
export function listName(shape: ListShape): "userAssignedIdentities" | "identityIds" {
  return shape === "dictionary" ? "userAssignedIdentities" : "identityIds";
}

/** A list of identities. */
export function printableList(texts: readonly string[], shape: ListShape): Printable {
  return shape === "dictionary"
    ? { kind: "object", members: texts.map((text) => [text, { kind: "object", members: [] }] as const) }
    : { kind: "array", elements: texts.map((text) => ({ kind: "string", text })) };
}

/** The members of a whole block. */
export function blockMembers({ type, list, shape }: BlockContent): readonly (readonly [string, Printable])[] {
  const typeMember = ["type", { kind: "string", text: type }] as const;
  return list.length === 0 ? [typeMember] : [typeMember, [listName(shape), printableList(list, shape)]];
}

/** Behind which member a new `identity` belongs: directly before `properties`, else after `location` (docs/azure-behaviour.md#template-text). */
function naturalPlace(tree: SyntaxTree, resource: ContainerNode): Slot | undefined {
  const { slots } = tree.slots(resource);
  const properties = tree.member(resource, "properties");
  if (properties !== undefined) {
    return slots[slots.indexOf(properties) - 1];
  }
  return tree.member(resource, "location") ?? slots.at(-1);
}

/** Puts a block where a resource has none. */
export function insertBlock(tree: SyntaxTree, resource: ContainerNode, content: BlockContent): readonly TextEdit[] {
  return insertSlot(tree, resource, naturalPlace(tree, resource), (style, place) =>
    printMember("identity", { kind: "object", members: blockMembers(content) }, style, place),
  );
}

/** Puts a printed value in the place of a member's value. */
export function replaceValue(
  tree: SyntaxTree,
  holder: ContainerNode,
  member: Slot,
  value: Printable,
): readonly TextEdit[] {
  if (member.value === undefined) {
    return [];
  }
  const style = styleOf(tree, holder, member);
  const indent = indentIfFirst(tree.text, member.start);
  const place: Place = indent === undefined ? { kind: "inline" } : { kind: "lines", indent };
  const text = print(value, style, place);
  const { start, end } = member.value;
  const gap = beforeValue(value, style, place);
  const blanks =
    member.key === undefined ? undefined : /[ \t\u00a0]*$/.exec(tree.text.slice(member.key.end, start))?.[0];
  // What stands on the line of its name may have to get a line of its own.
  return /[\r\n]/.test(gap) && blanks !== undefined && tree.text.charAt(start - blanks.length - 1) === ":"
    ? [{ offset: start - blanks.length, length: end - start + blanks.length, text: gap + text }]
    : [{ offset: start, length: end - start, text }];
}
