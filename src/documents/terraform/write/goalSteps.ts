import { readIdentityType } from "../../../identity/readIdentity";
import type { Machine } from "../locate/machines";
import type { TerraformModel } from "../model";
import { identityTexts } from "../plan/identityTexts";
import { keyedLines, listLines } from "../print/identityText";
import type { IdentityBlock, Member, TypeReading } from "../read/identityReading";
import { quotedText } from "../syntax/quotedText";
import { align, holderAt, isAligned } from "./alignment";
import { editsOf, type EditResult, replacing } from "./edit";
import { blockOf, type Goal } from "./goal";
import { indentAt, newlineAt } from "./lines";
import { addToList, takeFromList, type WantedIdentity } from "./listEdits";
import { insertMember, removeMember } from "./memberEdits";
import { indentIn, membersOf } from "./members";
import type { Step } from "./steps";
import { insertWhole, removeWhole, replaceWhole } from "./wholeEdits";

const NOTHING: EditResult = { kind: "edits", edits: [] };

function wanted(model: TerraformModel, texts: readonly string[]): readonly WantedIdentity[] {
  const said = identityTexts(model);
  return texts.map((text) => ({ text, key: said.key(text) }));
}

/** Writes the whole identity. */
function writeWhole(goal: Goal): Step {
  return ({ configuration: { main } }, machine) => {
    const { identity, block } = machine;
    const { whole } = goal;
    if (whole === undefined || block === undefined) {
      return NOTHING;
    }
    if (identity.kind === "absent") {
      return insertWhole(machine, block, main, whole);
    }
    if (identity.kind === "unreadable" || identity.kind === "block") {
      return NOTHING;
    }
    const isInRequest = machine.form === "azapi" && "nameRange" in identity.whole;
    return whole.type === "None" && !isInRequest
      ? removeWhole(identity.whole, main)
      : replaceWhole(machine, identity.whole, main, whole);
  };
}

/** Where no identity is left, the block or attribute goes. */
const removeAll: Step = ({ configuration: { main } }, { identity }) =>
  identity.kind === "block" ? removeWhole(identity.whole, main) : NOTHING;

function typeText({ dialect }: IdentityBlock, type: Exclude<Goal["type"], "keep">): string {
  const classes = readIdentityType(type);
  return dialect.type === "type" ? quotedText(type) : String(classes?.systemAssigned === true);
}

/** Whether a type says these classes already, in whatever spelling. */
function saysType({ dialect }: IdentityBlock, stated: TypeReading, type: Exclude<Goal["type"], "keep">): boolean {
  const classes = readIdentityType(type);
  if (stated.kind === "absent") {
    return dialect.type !== "type" && classes?.systemAssigned === false;
  }
  return (
    stated.kind === "known" &&
    stated.systemAssigned === classes?.systemAssigned &&
    (dialect.type !== "type" || stated.userAssigned === classes.userAssigned)
  );
}

function setType(goal: Goal): Step {
  return (_model, machine) => {
    const block = blockOf(machine, goal);
    if (goal.type === "keep" || block === undefined || saysType(block, block.type, goal.type)) {
      return NOTHING;
    }
    const text = typeText(block, goal.type);
    switch (block.type.kind) {
      case "absent": {
        const line = `${block.dialect.type} = ${text}`;
        return insertMember(block, () => [line], { before: membersOf(block).list });
      }
      case "known":
        return editsOf(replacing(block.type.file.path, block.type.value, text));
      case "expression":
      case "unknownValue":
        return editsOf(replacing(block.file.path, block.type.member.value, text));
    }
  };
}

/** The lines of a list with its name. */
function linesOf({ dialect: { list } }: IdentityBlock, texts: readonly string[], unit: string): readonly string[] {
  return list === "userAssignedIdentities" ? keyedLines(list, texts, unit) : listLines(list, texts, unit);
}

/** Writes a list in the place of a value. */
function replaceList(block: IdentityBlock, member: Member, texts: readonly string[]): EditResult {
  const { text, path } = block.file;
  const { unit } = indentIn(block);
  const indent = indentAt(text, member.start);
  const [first = "", ...rest] = linesOf(block, texts, unit);
  const lines = [first.slice(`${block.dialect.list} = `.length), ...rest.map((line) => indent + line)];
  return editsOf(replacing(path, member.value, lines.join(newlineAt(text, member.start))));
}

function addIdentities(goal: Goal): Step {
  return (model, machine) => {
    const block = blockOf(machine, goal);
    if (goal.list === "keep" || goal.list.length === 0 || block === undefined) {
      return NOTHING;
    }
    const { list } = block;
    const texts = goal.list;
    switch (list.kind) {
      case "list":
        return addToList(list, wanted(model, texts));
      case "absent":
        return insertMember(block, (unit) => linesOf(block, texts, unit), {
          behind: membersOf(block).type,
        });
      case "null":
      case "malformed":
        return replaceList(block, list.member, texts);
      case "expression":
        return goal.replaces ? replaceList(block, list.member, texts) : NOTHING;
    }
  };
}

function takeIdentities(goal: Goal): Step {
  return (model, machine) => {
    const block = blockOf(machine, goal);
    if (goal.list === "keep" || block === undefined) {
      return NOTHING;
    }
    const { list } = block;
    const isGone = goal.list.length === 0;
    if (list.kind === "absent" || (list.kind === "null" && !isGone)) {
      return NOTHING;
    }
    // A list that is declared elsewhere stays, and holds nothing.
    const isHere = list.kind !== "list" || list.parts.some(({ node }) => node === list.member.value);
    if (isGone && isHere) {
      return list.kind === "expression" && !goal.replaces ? NOTHING : removeMember(block, list.member);
    }
    return list.kind === "list" ? takeFromList(list, wanted(model, goal.list)) : NOTHING;
  };
}

/** What holds the members of an identity, and what holds the values that they are declared as, each with its file. */
function holdersOf(block: IdentityBlock | undefined) {
  if (block === undefined) {
    return [];
  }
  const { file, holder, type, list } = block;
  const own = { file, holder: holder.kind === "body" ? holder.block : holder.object };
  const places = [
    ...(type.kind === "known" ? [{ file: type.file, at: type.value.start }] : []),
    ...(list.kind === "list" ? list.parts.map((part) => ({ file: part.file, at: part.node.start })) : []),
  ];
  const declared = places.flatMap((place) => {
    const around = holderAt(place.file, place.at);
    return around === undefined ? [] : [{ file: place.file, holder: around }];
  });
  // Two that are one would be lined up twice.
  const distinct = new Map([own, ...declared].map((each) => [`${each.holder.start} ${each.file.path ?? ""}`, each]));
  return [...distinct.values()];
}

/** Lines up what the steps have left, where it was in line before. */
function inLine(goal: Goal, steps: readonly Step[]): readonly Step[] {
  let wasAligned = false;
  const look: Step = (_model, machine) => {
    wasAligned = holdersOf(blockOf(machine, goal)).every(({ file, holder }) => isAligned(file, holder));
    return NOTHING;
  };
  const lineUp: Step = (_model, machine) => {
    const edits = holdersOf(blockOf(machine, goal)).flatMap(({ file, holder }) => align(file, holder));
    return editsOf(...(wasAligned ? edits : []));
  };
  return [look, ...steps, lineUp];
}

/** Whether what is in the machine's own block goes as a whole where nothing is left. */
function isOwnBlock({ identity }: Machine): boolean {
  // A request without an identity would leave the one that is there.
  return identity.kind === "block" && identity.block.dialect.list !== "userAssignedIdentities";
}

/** The steps that lead to a goal. */
export function stepsTo(goal: Goal, machine: Machine): readonly Step[] {
  if (goal.whole !== undefined) {
    return [writeWhole(goal)];
  }
  if (goal.type === "None" && isOwnBlock(machine)) {
    return [removeAll];
  }
  return inLine(goal, [setType(goal), addIdentities(goal), takeIdentities(goal)]);
}
