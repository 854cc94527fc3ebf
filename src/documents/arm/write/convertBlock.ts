import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { allEntries } from "../../plan/knowledge";
import { setApiVersion } from "./apiVersionEdit";
import { editedBlock } from "./editedBlock";
import { convertList, otherShape } from "./convertList";
import { forAll } from "./fit";
import { addMissing, missing } from "./listEdits";
import type { ListShape } from "../../planQuestion";
import type { RepairOutcome } from "./changeOutcome";
import { removeSlots } from "./slotEdits";
import { aloneAtOnce, type Editing } from "./editing";
import { type Step, takingSteps } from "./steps";
import { faultInIdentity, parsesAsWell } from "./syntaxCheck";

/** Takes steps where nothing in their way fails to parse. */
export function* repairing(
  template: ArmTemplate,
  resource: TemplateResource,
  steps: readonly Step[],
): Editing<RepairOutcome> {
  const fault = faultInIdentity(template, resource, editedBlock(resource));
  if (fault !== undefined) {
    return { kind: "refused", refusal: { reason: "syntaxError", range: fault } };
  }
  const result = yield* takingSteps(template, resource, steps);
  if (result.kind === "refused") {
    return result;
  }
  if (!parsesAsWell(template.tree, result.after.tree)) {
    return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
  }
  return result.edits.length === 0 ? { kind: "noOp" } : forAll(template, resource, result);
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
export function* convertingShape(
  template: ArmTemplate,
  resource: TemplateResource,
  shape: ListShape,
): Editing<RepairOutcome> {
  return yield* repairing(template, resource, [toShape(shape)]);
}

/** The same in one go. */
export function convertShape(template: ArmTemplate, resource: TemplateResource, shape: ListShape): RepairOutcome {
  return aloneAtOnce(convertingShape(template, resource, shape));
}

/**
 * Gives one resource a newer API version, and its block the shape of it. A version is never lowered: one that is as new already stays,
 * and where only the deployment tells it, it is refused.
 */
export function* raisingApiVersion(
  template: ArmTemplate,
  resource: TemplateResource,
  apiVersion: string,
): Editing<RepairOutcome> {
  const present = resource.apiVersion;
  if (present.kind === "known" && !isOlder(present.text, apiVersion)) {
    return { kind: "noOp" };
  }
  if (present.kind === "unknown" && present.node !== undefined) {
    return { kind: "refused", refusal: { reason: "apiVersionNotKnown", range: present.node } };
  }
  const raise: Step = ({ tree }, current) => ({ kind: "edits", edits: setApiVersion(tree, current, apiVersion) });
  return yield* repairing(template, resource, [raise, toShape("dictionary")]);
}

/** The same in one go. */
export function raiseApiVersion(template: ArmTemplate, resource: TemplateResource, apiVersion: string): RepairOutcome {
  return aloneAtOnce(raisingApiVersion(template, resource, apiVersion));
}

/** Whether the date of a version lies before that of another; what comes behind a date does not make it older. */
function isOlder(version: string, than: string): boolean {
  const date = (text: string) => text.trim().slice(0, "2024-07-01".length);
  return date(version) < date(than);
}
