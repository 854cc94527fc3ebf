import type { IdentityType } from "../../../identity/identityState";
import { readIdentityType } from "../../../identity/readIdentity";
import type { ArmTemplate } from "../model";
import type { IdentityBlock } from "../read/identityReading";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { DeclaredPart } from "./declaredParts";
import { editedBlock } from "./editedBlock";
import { addMissing, missing, removeLists, removeUnwanted, type WantedIdentity } from "./listEdits";
import { type BlockContent, blockMembers, insertBlock, replaceValue } from "./newBlock";
import type { ListShape } from "../../planQuestion";
import { printMember } from "./printer";
import { insertSlot } from "./slotEdits";
import type { Step } from "./steps";
import type { TextEdit } from "../../textEdit";
import { sameType, typeText } from "../../typeText";

/** What an edit of a block has to reach; `keep` where it stays as it is. */
export interface BlockGoal {
  readonly type: "keep" | IdentityType;
  readonly list: "keep" | readonly string[];
  readonly shape: ListShape;
  /** Whether lists that are expressions may go. */
  readonly mayReplaceLists: boolean;
  /** The parts of the block that are edited where they are declared. */
  readonly declared: readonly DeclaredPart[];
}

function wantedIdentities(
  template: ArmTemplate,
  block: IdentityBlock,
  texts: readonly string[],
): readonly WantedIdentity[] {
  return texts.map((text) => ({ text, key: template.canonical.key(text, block.scope) }));
}

/** Sets the type of a block, whatever it was. */
export function typeEdits(tree: SyntaxTree, block: IdentityBlock, type: IdentityType): readonly TextEdit[] {
  const { type: present } = block;
  // A type that is `null` is read as absent, and stands there all the same.
  const value =
    present.kind === "known"
      ? present.node
      : present.kind === "absent"
        ? tree.value(block.node, "type")
        : present.member.value;
  if (value === undefined) {
    return insertSlot(tree, block.node, undefined, (style, place) =>
      printMember("type", { kind: "string", text: type }, style, place),
    );
  }
  const spelled = present.kind === "known" ? present.text : undefined;
  if (spelled !== undefined && sameType(spelled, type)) {
    return [];
  }
  const text = typeText(type, spelled);
  return value.kind === "string"
    ? [{ offset: value.start + 1, length: value.end - value.start - 2, text }]
    : [{ offset: value.start, length: value.end - value.start, text: `"${text}"` }];
}

/** Adds what a block lacks: its type, and identities. */
export function addToBlock(goal: BlockGoal): Step {
  return (template, resource) => {
    const { tree } = template;
    const block = editedBlock(resource, goal.declared);
    if (block === undefined) {
      return { kind: "edits", edits: [] };
    }
    const wanted = goal.list === "keep" ? [] : wantedIdentities(template, block, goal.list);
    if (tree.slots(block.node).slots.length === 0 && goal.type !== "keep") {
      const content: BlockContent = { type: goal.type, list: goal.list === "keep" ? [] : goal.list, shape: goal.shape };
      return { kind: "edits", edits: fillBlock(tree, block, content) };
    }
    const type = goal.type === "keep" ? [] : typeEdits(tree, block, goal.type);
    const list = addMissing(tree, block, missing(block, wanted), goal.shape);
    return { kind: "edits", edits: [...type, ...list] };
  };
}

function fillBlock(tree: SyntaxTree, block: IdentityBlock, content: BlockContent): readonly TextEdit[] {
  return insertSlot(tree, block.node, undefined, (style, place) => {
    const separator = place.kind === "inline" ? `,${style.afterComma}` : `,${style.newline}${place.indent}`;
    const members = blockMembers(content).map(([name, value]) => printMember(name, value, style, place));
    return members.join(separator);
  });
}

/** Takes away what a block is not to hold: identities, and with the last one of them the list. */
export function takeFromBlock(goal: BlockGoal): Step {
  return (template, resource) => {
    const { tree } = template;
    const block = editedBlock(resource, goal.declared);
    if (block === undefined) {
      return { kind: "edits", edits: [] };
    }
    const keepsUserAssigned = goal.type === "keep" || readIdentityType(goal.type)?.userAssigned === true;
    if (!keepsUserAssigned || (goal.list !== "keep" && goal.list.length === 0)) {
      const kinds = ["list", "null", "malformed"] as const;
      return {
        kind: "edits",
        edits: removeLists(tree, block, goal.mayReplaceLists ? [...kinds, "expression"] : kinds),
      };
    }
    if (goal.list === "keep") {
      return { kind: "edits", edits: [] };
    }
    return { kind: "edits", edits: removeUnwanted(tree, block, wantedIdentities(template, block, goal.list)) };
  };
}

/** Puts a whole block where none is, or in the place of a `null` or an expression. */
export function writeBlock(content: BlockContent): Step {
  return ({ tree }, { resource, identity }) => ({
    kind: "edits",
    edits:
      identity.kind === "absent"
        ? insertBlock(tree, resource.node, content)
        : replaceValue(tree, resource.node, identity.member, { kind: "object", members: blockMembers(content) }),
  });
}
