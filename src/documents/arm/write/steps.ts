import { type ArmTemplate, numberOf } from "../model";
import type { TemplateResource } from "../locate/templateResource";
import { composeEdits } from "../../composeEdits";
import { editedBlock } from "./editedBlock";
import type { Editing } from "./editing";
import type { Refusal } from "./changeOutcome";
import { sortEdits, type TextEdit } from "../../textEdit";

/** A part of a change, made on the text as the parts before have left it. */
export type Step = (template: ArmTemplate, resource: TemplateResource) => StepResult;

export type StepResult =
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[] }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** The text after all steps, and the edits that lead there at once. */
export type StepsResult =
  | {
      readonly kind: "edits";
      /** Against the text before all steps, where nobody else has edited it meanwhile. */
      readonly edits: readonly TextEdit[];
      readonly after: ArmTemplate;
      /** Whether one of them lies in the resource's block, which may be that of others too. */
      readonly isBlockEdited: boolean;
    }
  | { readonly kind: "refused"; readonly refusal: Refusal };

function isInBlock(resource: TemplateResource, edits: readonly TextEdit[]): boolean {
  const block = editedBlock(resource)?.node;
  return block !== undefined && edits.some(({ offset }) => block.start <= offset && offset <= block.end);
}

/**
 * Takes steps one after the other. The text is read again only behind a step that changed it; no step adds or removes a resource,
 * so that a resource keeps its number.
 */
export function* takingSteps(
  template: ArmTemplate,
  resource: TemplateResource,
  steps: readonly Step[],
): Editing<StepsResult> {
  const number = numberOf(template, resource);
  let all: readonly TextEdit[] = [];
  let current = template;
  let isBlockEdited = false;
  for (const step of steps) {
    const at = current.resources[number];
    if (at === undefined) {
      return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
    }
    const result = step(current, at);
    if (result.kind === "refused") {
      return result;
    }
    const edits = sortEdits(result.edits.filter((edit) => edit.length > 0 || edit.text !== ""));
    if (edits.length > 0) {
      isBlockEdited ||= isInBlock(at, edits);
      all = all.length === 0 ? edits : composeEdits(all, edits);
      current = yield { base: current, edits };
    }
  }
  return { kind: "edits", edits: all, after: current, isBlockEdited };
}
