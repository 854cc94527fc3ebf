import { readIdentityType } from "../../../identity/readIdentity";
import type { Fix } from "../diagnose/diagnostic";
import { machinesByKey } from "../diagnose/machinesByKey";
import { readFromResource } from "../diagnose/outdatedReading";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import type { Sliced } from "../../sliced";
import type { StringNode } from "../syntax/syntaxNodes";
import { typeEdits } from "../write/blockSteps";
import { changingIdentity } from "../write/changeIdentity";
import { convertingShape, raisingApiVersion, repairing } from "../write/convertBlock";
import { aloneAtOnce, type Editing } from "../write/editing";
import type { RepairOutcome } from "../write/changeOutcome";
import { removeLists } from "../write/listEdits";
import type { ChangeOutcome } from "../write/changeOutcome";
import { dropReadOnly, emptyValues } from "../write/readOnly";
import { removeSlots } from "../write/slotEdits";
import { faultIn, parsesAsWell } from "../write/syntaxCheck";
import type { TextEdit } from "../../textEdit";
import { deploymentOrders } from "./deploymentOrder";
import { moveIdentity } from "./moveIdentity";
import { removeExtension } from "./removeExtension";
import { removeUpwards } from "./removeUpwards";

/** Edits of a resource's block, where that and the resource parse. */
function inBlock(
  template: ArmTemplate,
  { resource }: { readonly resource: TemplateResource },
  list: readonly TextEdit[],
): Editing<RepairOutcome> {
  return repairing(template, resource, [() => ({ kind: "edits", edits: list })]);
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
  { resource, list, entries }: Fix & { readonly kind: "removeDuplicate" | "removeEntry" },
): readonly TextEdit[] {
  const holders = [tree.parent(list)?.container, resource.resource.node.container];
  return removeUpwards(
    tree,
    list,
    new Set(entries.map(({ slot }) => slot)),
    (_, holder) => !holders.includes(holder.container),
  );
}

/** Removes an identity from `properties`, where the service does not know it. */
function removeFromProperties(
  { tree }: ArmTemplate,
  { resource, properties }: Extract<Fix, { readonly holder: unknown }>,
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

/** Reads in turns what a fix takes: the many fixes of a text find it there. */
export function* preparingFix(template: ArmTemplate, fix: Fix): Sliced<undefined> {
  if (fix.kind === "removeExtension") {
    const order = yield* deploymentOrders.reading(template);
    if (fix.extension.resource === undefined) {
      yield* order.readingSequence(fix.extension.list);
    }
  } else if (fix.kind === "readFromResource") {
    yield* machinesByKey.reading(template);
  }
  return undefined;
}

/** Makes the edits of a fix that a diagnostic of this template offers. */
export function* fixingDiagnostic(template: ArmTemplate, fix: Fix): Editing<ChangeOutcome | RepairOutcome> {
  switch (fix.kind) {
    case "change": {
      // A diagnostic within a variable is repaired there.
      const allow = fix.resource.identity.kind === "expression" ? (["editDeclaration"] as const) : [];
      return yield* changingIdentity(template, fix.resource, fix.change, { allow });
    }
    case "convertShape":
      return yield* convertingShape(template, fix.resource, fix.shape);
    case "raiseApiVersion":
      return yield* raisingApiVersion(template, fix.resource, fix.apiVersion);
    case "setType":
      return yield* inBlock(template, fix, typeAndLists(template, fix));
    case "removeLists":
      return yield* inBlock(template, fix, removeLists(template.tree, fix.block, ["list", "null"]));
    case "removeReadOnly":
      return yield* inBlock(template, fix, dropReadOnly(template.tree, fix.block));
    case "emptyValues":
      return yield* inBlock(template, fix, emptyValues(template.tree, fix.block));
    case "removeIdentity": {
      const { resource, identity } = fix.resource;
      const gone =
        identity.kind === "absent" ? [] : removeSlots(template.tree, resource.node, new Set([identity.member]));
      return yield* inBlock(template, fix, gone);
    }
    case "removeDuplicate":
    case "removeEntry":
      return yield* inBlock(template, fix, entryAndList(template, fix));
    case "moveOutOfProperties":
      return yield* checked(template, moveIdentity(template, fix.resource, fix.properties));
    case "removeFromProperties":
      return yield* checked(template, removeFromProperties(template, fix));
    case "readFromResource": {
      const edits = readFromResource(template, machinesByKey.of(template), fix.node, fix.scope);
      return edits.length === 0 ? { kind: "noOp" } : yield* checked(template, { kind: "edits", edits });
    }
    case "correctType":
      return yield* checked(template, correctType(template, fix.typeNode));
    case "removeExtension":
      return yield* checked(template, removeExtension(template, fix.extension));
  }
}

/** The same in one go. */
export function fixDiagnostic(template: ArmTemplate, fix: Fix): ChangeOutcome | RepairOutcome {
  return aloneAtOnce(fixingDiagnostic(template, fix));
}

/** What edits come to that have been made without reading the text again. */
function* checked(template: ArmTemplate, outcome: RepairOutcome): Editing<RepairOutcome> {
  if (outcome.kind !== "edits") {
    return outcome;
  }
  const after = yield { base: template, edits: outcome.edits };
  return parsesAsWell(template.tree, after.tree)
    ? outcome
    : { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
}
