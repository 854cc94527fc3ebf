import { type ArmTemplate, readArmTemplate } from "../model";
import type { TemplateResource } from "../locate/templateResource";
import { composeEdits } from "./composeEdits";
import type { Refusal } from "./outcome";
import { applyEdits, sortEdits, type TextEdit } from "./textEdit";

/** A part of a change, made on the text as the parts before have left it. */
export type Step = (template: ArmTemplate, resource: TemplateResource) => StepResult;

export type StepResult =
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[] }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** The text after all steps, and the edits that lead there at once. */
export type StepsResult =
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[]; readonly after: ArmTemplate }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/**
 * Takes steps one after the other. The text is read again only behind a step that changed it; no step adds or removes a resource,
 * so that a resource keeps its number.
 */
export function takeSteps(template: ArmTemplate, resource: TemplateResource, steps: readonly Step[]): StepsResult {
  const number = template.resources.indexOf(resource);
  let all: readonly TextEdit[] = [];
  let current = template;
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
      all = all.length === 0 ? edits : composeEdits(all, edits);
      current = readArmTemplate(applyEdits(current.text, edits), current);
    }
  }
  return { kind: "edits", edits: all, after: current };
}
