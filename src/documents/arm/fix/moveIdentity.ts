import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { isLineEnd } from "../syntax/characters";
import { indentIfFirst } from "../syntax/indentation";
import type { TextRange } from "../../textRange";
import type { ContainerNode, Slot } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { RepairOutcome } from "../write/changeOutcome";
import { insertSlot, removeSlots } from "../write/slotEdits";
import { ownStart, skipBlanksOnLine, trailing } from "../write/slotExtent";
import { faultIn } from "../write/syntaxCheck";
import { sortEdits } from "../../textEdit";

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

/** A member with the comments that belong to it. */
interface Moved {
  readonly range: TextRange;
  /** The comments above and in front of it, and itself. */
  readonly text: string;
  /** The comments behind it, which stand behind its comma. */
  readonly behind: string;
  /** Whether its comments need a line of their own. */
  readonly needsLine: boolean;
}

function withComments(tree: SyntaxTree, container: ContainerNode, member: Slot): Moved {
  const { slots } = tree.slots(container);
  const start = ownStart(tree, container, slots[slots.indexOf(member) - 1]);
  const { end, comments } = trailing(tree, container, member);
  const rest = tree.text.slice(member.end, end);
  const comma = member.comma - member.end;
  const behind = comma < 0 ? rest : rest.slice(0, comma) + rest.slice(comma + 1);
  return {
    range: { start, end },
    text: tree.text.slice(start, member.end),
    behind: behind.trimEnd(),
    needsLine: comments === "line" || /[\r\n]/.test(tree.text.slice(start, member.start) + behind),
  };
}

/** Moves an identity from `properties`, or from an object in it, to the resource itself, as it is spelled and with its comments. */
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
  const { slots } = tree.slots(resource.node);
  const before = slots[slots.indexOf(holder) - 1];
  const around = { start: ownStart(tree, resource.node, before), end: trailing(tree, resource.node, holder).end };
  const moved = withComments(tree, properties, member);
  const from = indentIfFirst(tree.text, moved.range.start);
  const to = indentIfFirst(tree.text, around.start);
  if (moved.needsLine && to === undefined) {
    return { kind: "refused", refusal: { reason: "commentInTheWay", range: moved.range } };
  }
  const [text, behind] = [shifted(moved.text, from, to), shifted(moved.behind, from, to)];
  const ownComments = tree.text.slice(around.start, moved.range.start) + tree.text.slice(moved.range.end, around.end);
  const endsLine = isLineEnd(tree.text.charCodeAt(skipBlanksOnLine(tree.text, around.end)));
  const isDirect = holder.value?.kind === "object" && holder.value.container === properties.container;
  const isAlone = isDirect && tree.slots(properties).slots.length === 1 && !/\/[/*]/.test(ownComments);
  if (isAlone && (endsLine || !moved.needsLine)) {
    const comma = holder.comma < 0 ? "" : ",";
    const replaced = `${text}${comma}${behind}`;
    return { kind: "edits", edits: [{ offset: around.start, length: around.end - around.start, text: replaced }] };
  }
  const inserted = insertSlot(tree, resource.node, before, () => (to === undefined ? text + behind : text));
  const commented = inserted.map((edit) => (to === undefined ? edit : { ...edit, text: edit.text + behind }));
  const removed = removeSlots(tree, properties, new Set([member]));
  return { kind: "edits", edits: sortEdits([...commented, ...removed]) };
}
