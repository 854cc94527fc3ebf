import { readIdentityType } from "../../../identity/readIdentity";
import type { Fix } from "../diagnose/diagnostic";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { atOnce } from "../sliced";
import type { StringNode } from "../syntax/nodes";
import { SyntaxTree } from "../syntax/syntaxTree";
import { typeEdits } from "../write/blockSteps";
import { changeIdentity } from "../write/changeIdentity";
import { convertShape, raiseApiVersion, repair, type RepairOutcome } from "../write/convertBlock";
import { removeLists } from "../write/listEdits";
import type { ChangeOutcome } from "../write/outcome";
import { removeSlots } from "../write/slotEdits";
import { faultIn, parsesAsWell } from "../write/syntaxCheck";
import { applyEdits, type TextEdit } from "../write/textEdit";
import { moveIdentity } from "./moveIdentity";
import { removeExtension } from "./removeExtension";
import { removeUpwards } from "./removeUpwards";

/** Edits of a resource's block, where that and the resource parse. */
function inBlock(
  template: ArmTemplate,
  { resource }: { readonly resource: TemplateResource },
  list: readonly TextEdit[],
): RepairOutcome {
  return repair(template, resource, [() => ({ kind: "edits", edits: list })]);
}

/** Takes out the letter that is too much in `virtualMachinesScaleSets`. */
function correctType({ tree }: ArmTemplate, node: StringNode): RepairOutcome {
  const at = tree.text.slice(node.start, node.end).search(/virtualMachinesScaleSets/i);
  return at < 0
    ? { kind: "noOp" }
    : { kind: "edits", edits: [{ offset: node.start + at + "virtualMachine".length, length: 1, text: "" }] };
}

/** Removes an entry, with it a list that holds nothing else, and with that a block; but no variable, which others name. */
function entryAndList(
  { tree }: ArmTemplate,
  { resource, list, entry }: Fix & { readonly kind: "removeDuplicate" | "removeEntry" },
): readonly TextEdit[] {
  const holders = [tree.parent(list)?.container, resource.resource.node.container];
  return removeUpwards(tree, list, new Set([entry.slot]), (_, holder) => !holders.includes(holder.container));
}

/** Removes an identity from `properties`, where the service does not know it. */
function removeFromProperties(
  { tree }: ArmTemplate,
  { resource, properties }: Fix & { readonly kind: "removeFromProperties" },
): RepairOutcome {
  const fault = faultIn(tree, resource.resource.node) ?? faultIn(tree, properties);
  if (fault !== undefined) {
    return { kind: "refused", refusal: { reason: "syntaxError", range: fault } };
  }
  const gone = new Set(tree.members(properties, "identity"));
  return { kind: "edits", edits: removeUpwards(tree, properties, gone, () => false) };
}

function typeAndLists({ tree }: ArmTemplate, { block, type }: Fix & { readonly kind: "setType" }): readonly TextEdit[] {
  const empty = [block.dictionary, block.array].every((list) => list.kind !== "list" || list.entries.length === 0);
  const lists =
    empty && readIdentityType(type)?.userAssigned !== true ? removeLists(tree, block, ["list", "null"]) : [];
  return [...typeEdits(tree, block, type), ...lists];
}

/** Makes the edits of a fix that a diagnostic of this template offers. */
export function fixDiagnostic(template: ArmTemplate, fix: Fix): ChangeOutcome | RepairOutcome {
  const outcome = makeFix(template, fix);
  if (outcome.kind !== "edits") {
    return outcome;
  }
  const { tree } = template;
  const after = atOnce(SyntaxTree.reading(applyEdits(tree.text, outcome.edits), tree));
  return parsesAsWell(tree, after) ? outcome : { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
}

function makeFix(template: ArmTemplate, fix: Fix): ChangeOutcome | RepairOutcome {
  const { tree } = template;
  switch (fix.kind) {
    case "change": {
      // A diagnostic within a variable is repaired there.
      const allow = fix.resource.identity.kind === "expression" ? (["editDeclaration"] as const) : [];
      return changeIdentity(template, fix.resource, fix.change, { allow });
    }
    case "convertShape":
      return convertShape(template, fix.resource, fix.shape);
    case "raiseApiVersion":
      return raiseApiVersion(template, fix.resource, fix.apiVersion);
    case "setType":
      return inBlock(template, fix, typeAndLists(template, fix));
    case "removeLists":
      return inBlock(template, fix, removeLists(tree, fix.block, ["list", "null"]));
    case "removeIdentity": {
      const { resource, identity } = fix.resource;
      const gone = identity.kind === "absent" ? [] : removeSlots(tree, resource.node, new Set([identity.member]));
      return inBlock(template, fix, gone);
    }
    case "removeDuplicate":
    case "removeEntry":
      return inBlock(template, fix, entryAndList(template, fix));
    case "moveOutOfProperties":
      return moveIdentity(template, fix.resource, fix.properties);
    case "removeFromProperties":
      return removeFromProperties(template, fix);
    case "correctType":
      return correctType(template, fix.typeNode);
    case "removeExtension":
      return removeExtension(template, fix.extension);
  }
}
