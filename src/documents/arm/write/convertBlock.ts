import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { allEntries } from "../plan/knowledge";
import { setApiVersion } from "./apiVersionEdit";
import { editedBlock } from "./blockSteps";
import { convertList, otherShape } from "./convertList";
import { forAll } from "./fit";
import { addMissing, missing } from "./listEdits";
import type { Edits, ListShape, Refusal } from "./outcome";
import { removeSlots } from "./slotEdits";
import { type Step, takeSteps } from "./steps";
import { faultInIdentity } from "./syntaxCheck";

/** What comes of a conversion or another repair. */
export type RepairOutcome =
  | (Edits & {
      /** Other resources whose block is the same variable or parameter. */
      readonly alsoAffects?: readonly TemplateResource[];
    })
  | { readonly kind: "noOp" }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Takes steps where nothing in their way fails to parse. */
export function repair(template: ArmTemplate, resource: TemplateResource, steps: readonly Step[]): RepairOutcome {
  const block = editedBlock(resource);
  const fault = faultInIdentity(template, resource, block);
  if (fault !== undefined) {
    return { kind: "refused", refusal: { reason: "syntaxError", range: fault } };
  }
  const result = takeSteps(template, resource, steps);
  if (result.kind === "refused") {
    return result;
  }
  const { edits, after } = result;
  return edits.length === 0 ? { kind: "noOp" } : forAll(template, resource, edits, after);
}

/** Turns the list of a block into this shape; where both are there, the other one is taken into it. */
export function toShape(shape: ListShape): Step {
  return ({ tree }, resource) => {
    const block = editedBlock(resource);
    const other = block?.[otherShape(shape)];
    if (block === undefined || other?.kind !== "list" || block[shape].kind === "expression") {
      return { kind: "edits", edits: [] };
    }
    const own = block[shape];
    if (own.kind === "absent" || own.kind === "null") {
      const converted = convertList(tree, block, shape);
      const gone = own.kind === "null" ? removeSlots(tree, block.node, new Set([own.member])) : [];
      return converted.kind === "refused" ? converted : { kind: "edits", edits: [...converted.edits, ...gone] };
    }
    if (own.kind === "malformed") {
      return { kind: "refused", refusal: { reason: "listMalformed", range: own.member } };
    }
    const present = { ...block, [otherShape(shape)]: { kind: "absent" } as const };
    const added = addMissing(tree, block, missing(present, allEntries(block)), shape);
    return { kind: "edits", edits: [...added, ...removeSlots(tree, block.node, new Set([other.member]))] };
  };
}

/** Converts a resource's list between `userAssignedIdentities` and `identityIds`: a change of its own, and back. */
export function convertShape(template: ArmTemplate, resource: TemplateResource, shape: ListShape): RepairOutcome {
  return repair(template, resource, [toShape(shape)]);
}

/** Gives one resource a newer API version, and its block the shape of it. */
export function raiseApiVersion(template: ArmTemplate, resource: TemplateResource, apiVersion: string): RepairOutcome {
  const raise: Step = ({ tree }, current) => ({ kind: "edits", edits: setApiVersion(tree, current, apiVersion) });
  return repair(template, resource, [raise, toShape("dictionary")]);
}
