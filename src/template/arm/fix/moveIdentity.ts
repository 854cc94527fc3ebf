import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { indentIfFirst } from "../syntax/indentation";
import type { ContainerNode } from "../syntax/nodes";
import type { RepairOutcome } from "../write/convertBlock";
import { insertSlot, removeSlots } from "../write/slotEdits";
import { faultIn } from "../write/syntaxCheck";
import { sortEdits } from "../write/textEdit";

/** Text of several lines under another indentation. */
function shifted(text: string, from: string | undefined, to: string | undefined): string {
  if (from === undefined || to === undefined) {
    return text;
  }
  return text
    .split("\n")
    .map((line, index) => (index > 0 && line.startsWith(from) ? to + line.slice(from.length) : line))
    .join("\n");
}

/** Moves an identity from `properties` to the resource itself, as it is spelled. */
export function moveIdentity(
  template: ArmTemplate,
  { resource }: TemplateResource,
  properties: ContainerNode,
): RepairOutcome {
  const { tree } = template;
  const holder = tree.member(resource.node, "properties");
  const member = tree.member(properties, "identity");
  const fault = faultIn(tree, resource.node) ?? faultIn(tree, properties);
  if (fault !== undefined) {
    return { kind: "refused", refusal: { reason: "syntaxError", range: fault } };
  }
  if (holder === undefined || member === undefined) {
    return { kind: "noOp" };
  }
  const text = shifted(
    tree.text.slice(member.start, member.end),
    indentIfFirst(tree.text, member.start),
    indentIfFirst(tree.text, holder.start),
  );
  if (tree.slots(properties).slots.length === 1) {
    return { kind: "edits", edits: [{ offset: holder.start, length: holder.end - holder.start, text }] };
  }
  const { slots } = tree.slots(resource.node);
  const inserted = insertSlot(tree, resource.node, slots[slots.indexOf(holder) - 1], () => text);
  const removed = removeSlots(tree, properties, new Set([member]));
  return { kind: "edits", edits: sortEdits([...inserted, ...removed]) };
}
