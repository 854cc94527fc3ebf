import { keyLine } from "../print/identityText";
import type { ListPart } from "../read/identityReading";
import type { Expression } from "../syntax/nodes";
import { commentsWithin } from "./comments";
import { editsOf, type EditResult, replacing, together } from "./edit";
import { isOnOneLine } from "./lines";
import { insertMember, removeMember } from "./memberEdits";

/** Adds identities as keys behind the others. */
export function addKeys({ node, file }: ListPart, texts: readonly string[]): EditResult {
  return node.kind === "object" && texts.length > 0
    ? insertMember({ holder: { kind: "object", object: node }, file }, () => texts.map(keyLine), {})
    : editsOf();
}

/** Takes keys with what they hold. */
export function takeKeys({ node, file }: ListPart, gone: ReadonlySet<Expression>): EditResult {
  if (node.kind !== "object" || !node.members.some(({ keyValue }) => gone.has(keyValue))) {
    return editsOf();
  }
  const { text, path } = file;
  const kept = node.members.filter(({ keyValue }) => !gone.has(keyValue));
  if (isOnOneLine(text, node) && commentsWithin(file, node).length === 0) {
    const inside = kept.map(({ start, end }) => text.slice(start, end)).join(", ");
    return editsOf(replacing(path, { start: node.start + 1, end: node.end - 1 }, inside === "" ? "" : ` ${inside} `));
  }
  return together(
    ...node.members
      .filter((member) => !kept.includes(member))
      .map((member) =>
        removeMember({ holder: { kind: "object", object: node }, file }, { ...member, nameRange: member.keyValue }),
      ),
  );
}
