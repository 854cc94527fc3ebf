import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import type { ListReading } from "../read/identityReading";
import type { TextRange } from "../../textRange";
import type { ContainerNode, Slot, SyntaxNode } from "../syntax/syntaxNodes";
import { editedBlock } from "../write/editedBlock";

/** A place in an identity block where one of a few known texts is to stand. */
export interface BlockPlace {
  readonly kind: "type" | "key" | "element";
  /** What stands there already, quotes included; empty where nothing does. */
  readonly replaces: TextRange;
  /** A key that is new wants its value with it. */
  readonly isNew: boolean;
}

/** Whether a container is a list, be it one that is being typed and holds something that is no string yet. */
function isListOf(list: ListReading, { container }: ContainerNode): boolean {
  const value = list.kind === "absent" || list.kind === "expression" ? undefined : list.member.value;
  return (value?.kind === "object" || value?.kind === "array") && value.container === container;
}

function holds({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Whether an offset is where the value of a key goes. */
function isBehindColon(text: string, key: TextRange, offset: number): boolean {
  return /^\s*:\s*$/.test(text.slice(key.end, offset));
}

/** The value of `type`, or the empty place behind its colon. */
function typePlace({ tree }: ArmTemplate, slot: Slot | undefined, offset: number): BlockPlace | undefined {
  if (slot?.key === undefined || slot.name.toLowerCase() !== "type") {
    return undefined;
  }
  const { key, value } = slot;
  if (value !== undefined) {
    return holds(value, offset) ? { kind: "type", replaces: value, isNew: false } : undefined;
  }
  return isBehindColon(tree.text, key, offset)
    ? { kind: "type", replaces: { start: offset, end: offset }, isNew: false }
    : undefined;
}

/** What can be completed at an offset of a resource's own identity block; undefined elsewhere. */
export function placeInBlock(
  template: ArmTemplate,
  resource: TemplateResource,
  offset: number,
): BlockPlace | undefined {
  const { tree } = template;
  const block = editedBlock(resource);
  const container = tree.containerAt(offset);
  const { slots } = tree.slots(container);
  if (block === undefined) {
    return undefined;
  }
  if (container.container === block.node.container) {
    const slot = slots.findLast(({ start }) => start <= offset);
    return typePlace(template, slot, offset);
  }
  if (!isListOf(block.dictionary, container) && !isListOf(block.array, container)) {
    return undefined;
  }
  const slot = slots.find((each) => holds(each, offset));
  if (slot === undefined) {
    const before = slots.findLast(({ end }) => end <= offset)?.key;
    if (before !== undefined && isBehindColon(tree.text, before, offset)) {
      return undefined;
    }
    return { kind: kindIn(container), replaces: { start: offset, end: offset }, isNew: container.kind === "object" };
  }
  // Where a key has no colon yet, a bare word is read as a value without a key.
  const there = slot.key ?? slot.value;
  const replaces =
    there === undefined || !isText(there) || !holds(there, offset) ? undefined : onLine(tree.text, there);
  const isNew = container.kind === "object" && (slot.key === undefined || slot.value === undefined);
  return replaces === undefined || !holds(replaces, offset) ? undefined : { kind: kindIn(container), replaces, isNew };
}

function kindIn({ kind }: ContainerNode): "key" | "element" {
  return kind === "object" ? "key" : "element";
}

function isText({ kind }: SyntaxNode): boolean {
  return kind === "string" || kind === "word";
}

/** A string that is not closed yet goes on to the next quote: what is replaced ends with the line. */
function onLine(text: string, { start, end }: TextRange): TextRange {
  const length = text.slice(start, end).search(/[\r\n]/);
  return { start, end: length < 0 ? end : start + length };
}
