import { diagnose } from "../diagnose/diagnose";
import type { DiagnosticCode, TemplateDiagnostic } from "../diagnose/diagnostic";
import { type ArmTemplate, readArmTemplate } from "../model";
import { composeEdits } from "../write/composeEdits";
import { isShared } from "../write/fit";
import { applyEdits, type TextEdit } from "../write/textEdit";
import { fixDiagnostic } from "./fixDiagnostic";

/**
 * Whether a diagnostic is repaired with all others of its kind. Of several types that may have been meant none is chosen for the
 * person, and what changes resources that the diagnostic does not name is left for them to look at first.
 */
export function isFixedWithAll(template: ArmTemplate, { code, fixes }: TemplateDiagnostic): boolean {
  const [fix, another] = fixes;
  const isOpen = code === "typeNotKnown" && another !== undefined;
  return fix !== undefined && !isOpen && !("resource" in fix && isShared(template, fix.resource));
}

/** The first fix of the first diagnostic of a kind that gives edits. */
function nextEdits(template: ArmTemplate, code: DiagnosticCode): readonly TextEdit[] | undefined {
  for (const diagnostic of diagnose(template)) {
    const isMeant = diagnostic.code === code && isFixedWithAll(template, diagnostic);
    const [fix] = isMeant ? diagnostic.fixes : [];
    const outcome = fix === undefined ? undefined : fixDiagnostic(template, fix);
    if (outcome?.kind === "edits" && (outcome.alsoAffects ?? []).length === 0) {
      return outcome.edits;
    }
  }
  return undefined;
}

/** Repairs every diagnostic of one kind by its best fix, as one list of edits; what cannot be repaired stays. */
export function fixAll(template: ArmTemplate, code: DiagnosticCode): readonly TextEdit[] {
  let all: readonly TextEdit[] = [];
  let current = template;
  // A fix that does not take its diagnostic away must not go on for ever.
  for (let left = diagnose(template).filter((found) => found.code === code).length; left > 0; left--) {
    const edits = nextEdits(current, code);
    if (edits === undefined) {
      break;
    }
    all = all.length === 0 ? edits : composeEdits(all, edits);
    current = readArmTemplate(applyEdits(current.text, edits), current);
  }
  return all;
}
