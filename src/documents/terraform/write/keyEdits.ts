import { keyLine } from "../print/identityText";
import type { ListPart } from "../read/identityReading";
import type { Expression } from "../syntax/nodes";
import { editsOf, type EditResult, together } from "./edit";
import { insertMember, removeMember } from "./memberEdits";

/** Adds identities as keys behind the others. */
export function addKeys({ node, file }: ListPart, texts: readonly string[]): EditResult {
  return node.kind === "object" && texts.length > 0
    ? insertMember({ holder: { kind: "object", object: node }, file }, () => texts.map(keyLine), {})
    : editsOf();
}

/** Takes keys with what they hold. */
export function takeKeys({ node, file }: ListPart, gone: ReadonlySet<Expression>): EditResult {
  const members = node.kind === "object" ? node.members.filter(({ keyValue }) => gone.has(keyValue)) : [];
  return node.kind === "object"
    ? together(
        ...members.map((member) =>
          removeMember({ holder: { kind: "object", object: node }, file }, { ...member, nameRange: member.keyValue }),
        ),
      )
    : editsOf();
}
