import type { DiagnosticCode } from "../../documentDiagnostic";
import type { Sliced } from "../../sliced";
import type { TextEdit } from "../../textEdit";
import { diagnosing } from "../diagnose/diagnose";
import type { TerraformModel } from "../model";
import { sharersOf } from "../write/sharers";
import { composeFiles, type EditsByFile } from "../write/steps";
import { fixingDiagnostic } from "./fixDiagnostic";
import type { TerraformDiagnostic } from "./terraformFix";

/**
 * Whether a diagnostic is repaired with all others of its kind. Of several types that may have been meant none is chosen for the user, and
 * what changes machines that the diagnostic does not name is left for them to look at first.
 */
export function isFixedWithAll(model: TerraformModel, { facts, fixes }: TerraformDiagnostic): boolean {
  const [fix, another] = fixes;
  const isOpen = facts.code === "typeNotKnown" && another !== undefined;
  const isShared =
    fix !== undefined && "machine" in fix && sharersOf(model, model.machines.indexOf(fix.machine)).length > 0;
  return fix !== undefined && !isOpen && !isShared;
}

/** Repairs every diagnostic of one kind in the document by its best fix; what cannot be repaired stays. */
export function* fixingAll(model: TerraformModel, code: DiagnosticCode): Sliced<readonly TextEdit[]> {
  let edits: EditsByFile = new Map();
  let current = model;
  // The last first: what stands before a repair stays where it is, and is not read again.
  let skipped = 0;
  for (;;) {
    const now = current;
    const found = (yield* diagnosing(now)).filter((each) => each.facts.code === code && isFixedWithAll(now, each));
    const [fix] = found.at(-1 - skipped)?.fixes ?? [];
    if (fix === undefined) {
      return edits.get(undefined) ?? [];
    }
    const outcome = yield* fixingDiagnostic(now, fix);
    const isHere = outcome.kind === "edits" && [...outcome.edits.keys()].every((path) => path === undefined);
    const left = isHere ? yield* countOf(outcome.after, code) : found.length;
    // A fix that does not take its diagnostic away must not go on for ever.
    if (outcome.kind === "edits" && isHere && left < found.length) {
      edits = composeFiles(edits, outcome.edits);
      current = outcome.after;
    } else {
      skipped++;
    }
  }
}

function* countOf(model: TerraformModel, code: DiagnosticCode): Sliced<number> {
  return (yield* diagnosing(model)).filter((each) => each.facts.code === code && isFixedWithAll(model, each)).length;
}
