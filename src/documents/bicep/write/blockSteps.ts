import type { IdentityType } from "../../../identity/identityState";
import { readIdentityType } from "../../../identity/readIdentity";
import { RAISED_API_VERSION } from "../../plan/identityVersions";
import type { ListShape } from "../../planQuestion";
import type { TextEdit } from "../../textEdit";
import type { TextRange } from "../../textRange";
import { sameType, typeText } from "../../typeText";
import type { BicepFile, BicepResource } from "../model";
import { IDENTITY_MEMBER } from "../read/blockReader";
import type { IdentityBlock, IdentityEntry, ListReading } from "../read/identityReading";
import type { Node, ObjectNode } from "../syntax/nodes";
import { memberNamed, plainKey } from "../syntax/walk";
import { bicepString, idKey, idValue } from "./bicepString";
import { type DeclaredPart, editedBlock } from "./declaredParts";
import { insertItem, type Printed, removeItems } from "./itemEdits";
import { indentAt, isMultiline, layoutAt } from "./layout";
import {
  LIST_MEMBER,
  type ListForm,
  type Printable,
  printableBlock,
  printableList,
  printableManagedIdentities,
  printInline,
  printLines,
  printMember,
} from "./printBlock";
import type { Step } from "./steps";

/** What a block has to say in the end. */
export interface BlockGoal {
  readonly type: "keep" | IdentityType;
  /** As the file is to say them. */
  readonly list: "keep" | readonly string[];
  readonly shape: ListShape;
  /** The parts that are edited where they are declared. */
  readonly declared: readonly DeclaredPart[];
  readonly mayReplace: boolean;
}

/** What stands before `identity` in Bicep's own order of members, and what behind it. */
const BEFORE = [
  "parent",
  "scope",
  "name",
  "location",
  "extendedlocation",
  "zones",
  "sku",
  "kind",
  "scale",
  "plan",
  "type",
];
const AFTER = ["dependson", "tags", "properties"];

function printed(member: readonly [string, Printable]): Printed {
  return { lines: (unit) => printMember(member, unit), inline: `${member[0]}: ${printInline(member[1])}` };
}

function replace({ start, end }: TextRange, text: string): TextEdit {
  return { offset: start, length: end - start, text };
}

/** A value in the place of another one, with the indentation of its line. */
function replaceValue(file: BicepFile, holder: ObjectNode, value: Node, by: Printable): TextEdit {
  const { lineEnd, unit } = layoutAt(file.text, holder);
  const indent = indentAt(file.text, value.start);
  const text = isMultiline(file.text, holder) ? printLines(by, unit).join(lineEnd + indent) : printInline(by);
  return replace(value, text);
}

/** The item behind which a new identity stands: the last one before it in the order of members. */
function identityPlace({ form }: BicepResource, { items }: ObjectNode): TextRange | undefined {
  if (form === "module") {
    return items.at(-1);
  }
  const names = items.map((item) => (item.kind === "member" ? (plainKey(item) ?? "").toLowerCase() : ""));
  const end = names.findIndex((name) => AFTER.includes(name));
  const last = names.findLastIndex((name, index) => BEFORE.includes(name) && (end === -1 || index < end));
  return last !== -1 ? items[last] : end > 0 ? items[end - 1] : end === 0 ? undefined : items.at(-1);
}

/** Sets the API version of a declared resource. */
export const raiseApiVersion: Step = ({ text }, { node: { subject } }) => {
  const at = subject === undefined ? -1 : text.slice(subject.start, subject.end).indexOf("@");
  return subject === undefined || at === -1
    ? []
    : [replace({ start: subject.start + at + 1, end: subject.end - 1 }, RAISED_API_VERSION)];
};

function whole(resource: BicepResource, { type, list, shape }: BlockGoal): Printable {
  const texts = list === "keep" ? [] : list;
  const said = type === "keep" ? "None" : type;
  return resource.form === "module"
    ? printableManagedIdentities(readIdentityType(said)?.systemAssigned === true, texts)
    : printableBlock(said, shape, texts);
}

/** Writes the whole identity where there is none, or in the place of what is there. */
export function writeBlock(goal: BlockGoal): Step {
  return (file, resource) => {
    const { holder, identity, node } = resource;
    const block = whole(resource, goal);
    const name = IDENTITY_MEMBER[resource.form];
    if (holder === undefined) {
      // A module that is called without parameters.
      return resource.form === "module" && node.body !== undefined && memberNamed(node.body, "params") === undefined
        ? insertItem(
            file.text,
            node.body,
            node.body.items.at(-1),
            printed(["params", { kind: "object", members: [[name, block]] }]),
          )
        : [];
    }
    return identity.kind === "absent"
      ? insertItem(file.text, holder, identityPlace(resource, holder), printed([name, block]))
      : [replaceValue(file, holder, identity.member.value, block)];
  };
}

/** Removes the member with all of the identity. */
export const removeIdentity: Step = ({ text }, { holder, identity }) =>
  holder === undefined || identity.kind === "absent" ? [] : removeItems(text, holder, new Set([identity.member]));

function listOf(block: IdentityBlock, shape: ListShape): ListReading {
  return block.form === "module" ? block.dictionary : block[shape];
}

function formOf(block: IdentityBlock, shape: ListShape): ListForm {
  return block.form === "module" ? "moduleArray" : shape;
}

/** The identities of a list that a block does not name yet. */
export function missingFrom(file: BicepFile, block: IdentityBlock, texts: readonly string[]): readonly string[] {
  const present = new Set(
    [block.dictionary, block.array].flatMap((list) => (list.kind === "list" ? list.entries.map(({ key }) => key) : [])),
  );
  return texts.filter((text) => !present.has(file.canonical.key(text)));
}

/** Takes a list away that is an expression, where its identities are written out in the other shape. */
export function dropOpenList(goal: BlockGoal): Step {
  return ({ text }, { identity }) => {
    const block = editedBlock(identity, goal.declared);
    const other = block?.[goal.shape === "dictionary" ? "array" : "dictionary"];
    return block?.form === "resource" && goal.mayReplace && goal.list !== "keep" && other?.kind === "expression"
      ? removeItems(text, block.node, new Set([other.member]))
      : [];
  };
}

/** Adds what a list lacks, and the list itself where there is none. */
export function addToList(goal: BlockGoal): Step {
  return (file, resource) => {
    const block = editedBlock(resource.identity, goal.declared);
    if (block === undefined || goal.list === "keep" || goal.list.length === 0) {
      return [];
    }
    const form = formOf(block, goal.shape);
    const list = listOf(block, goal.shape);
    switch (list.kind) {
      case "absent": {
        const member = [LIST_MEMBER[form], printableList(form, goal.list)] as const;
        const after = block.type.kind === "absent" ? undefined : block.type.member;
        return insertItem(file.text, block.node, after ?? block.node.items.at(-1), printed(member));
      }
      case "list": {
        const added = missingFrom(file, block, goal.list);
        return added.length === 0 ? [] : addEntries(file, list.node, form, added);
      }
      case "null":
      case "malformed":
        return [replaceValue(file, block.node, list.member.value, printableList(form, goal.list))];
      case "expression":
        return goal.mayReplace
          ? [replaceValue(file, block.node, list.member.value, printableList(form, goal.list))]
          : [];
    }
  };
}

function addEntries(
  file: BicepFile,
  node: ObjectNode | (Node & { readonly kind: "array" }),
  form: ListForm,
  texts: readonly string[],
): readonly TextEdit[] {
  const lines = texts.map((text) =>
    form === "dictionary" && node.kind === "object" ? `${idKey(text)}: {}` : idValue(text),
  );
  return insertItem(file.text, node, node.items.at(-1), { lines: () => lines, inline: lines.join(", ") });
}

/** Takes from the lists what they are not to hold, and a list that would be empty. */
export function takeFromList(goal: BlockGoal): Step {
  return (file, resource) => {
    const block = editedBlock(resource.identity, goal.declared);
    if (block === undefined || goal.list === "keep") {
      return [];
    }
    const wanted = new Set(goal.list.map((text) => file.canonical.key(text)));
    const lists = [block.dictionary, block.array];
    if (wanted.size === 0) {
      const isDeclared = goal.declared.includes("list");
      const members = lists.flatMap((list) => (list.kind === "absent" ? [] : [list.member]));
      // A list that a parameter holds is emptied where that stands.
      return isDeclared
        ? lists.flatMap((list) =>
            list.kind === "list"
              ? removeItems(file.text, list.node, new Set(list.entries.map(({ slot }) => slot)))
              : [],
          )
        : removeItems(file.text, block.node, new Set<TextRange>(members));
    }
    return lists.flatMap((list) => {
      if (list.kind !== "list") {
        return [];
      }
      const gone = list.entries.filter(({ key }) => !wanted.has(key));
      return gone.length === 0 ? [] : removeItems(file.text, list.node, new Set(gone.map(({ slot }) => slot)));
    });
  };
}

/** Removes entries of a list, and the list itself where nothing is left in it. */
export function removeEntries(
  { text }: BicepFile,
  block: IdentityBlock,
  gone: readonly IdentityEntry[],
): readonly TextEdit[] {
  const slots = new Set<TextRange>(gone.map(({ slot }) => slot));
  return [block.dictionary, block.array].flatMap((list) => {
    if (list.kind !== "list" || !list.entries.some(({ slot }) => slots.has(slot))) {
      return [];
    }
    return list.entries.every(({ slot }) => slots.has(slot))
      ? removeItems(text, block.node, new Set([list.member]))
      : removeItems(text, list.node, slots);
  });
}

/** Sets the type of a block, or a module's `systemAssigned`. */
export function setType(goal: BlockGoal): Step {
  return (file, resource) => {
    const block = editedBlock(resource.identity, goal.declared);
    if (block === undefined || goal.type === "keep") {
      return [];
    }
    return block.form === "module" ? setSystemAssigned(file, block, goal.type) : setTypeText(file, block, goal.type);
  };
}

/** Sets the type where the block says it. */
export function setTypeText(file: BicepFile, block: IdentityBlock, wanted: IdentityType): readonly TextEdit[] {
  const { type } = block;
  switch (type.kind) {
    case "absent": {
      const member = memberNamed(block.node, "type");
      return member === undefined
        ? insertItem(file.text, block.node, undefined, printed(["type", { kind: "text", text: bicepString(wanted) }]))
        : [replace(member.value, bicepString(wanted))];
    }
    case "known":
      return type.node === undefined || sameType(type.text, wanted)
        ? []
        : [replace(type.node, bicepString(typeText(wanted, type.text)))];
    case "unknownValue":
    case "expression":
      return [replace(type.member.value, bicepString(wanted))];
  }
}

function setSystemAssigned(file: BicepFile, block: IdentityBlock, wanted: IdentityType): readonly TextEdit[] {
  const isOn = readIdentityType(wanted)?.systemAssigned === true;
  const { type } = block;
  const member = memberNamed(block.node, "systemAssigned");
  const says = { kind: "text", text: String(isOn) } as const;
  if (member === undefined) {
    const isEmpty = block.node.items.length === 0;
    return isOn || isEmpty ? insertItem(file.text, block.node, undefined, printed(["systemAssigned", says])) : [];
  }
  return type.kind === "known" && type.systemAssigned === isOn && type.node !== undefined
    ? []
    : [replace(member.value, says.text)];
}

/** Turns a list of a resource into the other shape. */
export function convertList(shape: ListShape): Step {
  return (file, { identity }) => {
    const block = editedBlock(identity, ["block"]);
    const other = block?.[shape === "dictionary" ? "array" : "dictionary"];
    if (block === undefined || block.form === "module" || other?.kind !== "list") {
      return [];
    }
    const own = block[shape];
    const texts = other.entries.map(({ text }) => text);
    if (own.kind === "list") {
      const added = missingFrom(file, { ...block, [shape === "dictionary" ? "array" : "dictionary"]: own }, texts);
      return [
        ...(added.length === 0 ? [] : addEntries(file, own.node, shape, added)),
        ...removeItems(file.text, block.node, new Set([other.member])),
      ];
    }
    return [replace(other.member.key, LIST_MEMBER[shape]), ...convertEntries(file, other.node, other.entries, shape)];
  };
}

/** The entries where they stand, so that comments and lines stay. */
function convertEntries(
  { text }: BicepFile,
  node: TextRange,
  entries: readonly IdentityEntry[],
  shape: ListShape,
): readonly TextEdit[] {
  const [open, close] = shape === "dictionary" ? (["{", "}"] as const) : (["[", "]"] as const);
  return [
    replace({ start: node.start, end: node.start + 1 }, open),
    ...entries.map(({ slot, text: said }) =>
      replace(slot, shape === "dictionary" ? `${idKey(said)}: {}` : idValue(said)),
    ),
    replace({ start: node.end - 1, end: node.end }, close),
  ].filter(({ offset, length, text: by }) => text.slice(offset, offset + length) !== by);
}
