import type { GivenAnswers, OneOfSeveral, PlanOutcome } from "../../planOutcome";
import { allowedBy, fileIn } from "../../plan/answers";
import type { RepairOutcome } from "../fix/fixDiagnostic";
import type { ChangeOptions, ChangeOutcome } from "../write/changeIdentity";
import type { EditsByFile } from "../write/steps";
import type { DocumentEdits } from "../../planOutcome";

/** What the user has allowed by answers. */
export function allowed(answers: GivenAnswers): ChangeOptions {
  return { allow: allowedBy(answers), run: fileIn(answers) };
}

/** Edits of the document, and those of the files beside it. */
export function toEdits(edits: EditsByFile): DocumentEdits {
  const elsewhere = [...edits].flatMap(([path, all]) =>
    path === undefined || all.length === 0 ? [] : [{ path, edits: all }],
  );
  const own = edits.get(undefined) ?? [];
  return elsewhere.length === 0 ? { edits: own } : { edits: own, elsewhere };
}

/** What came of a change or repair. */
export function toOutcome(outcome: ChangeOutcome | RepairOutcome): PlanOutcome {
  if (outcome.kind !== "edits") {
    return outcome;
  }
  const othersAffected = "othersAffected" in outcome ? outcome.othersAffected : 0;
  return { kind: "edits", ...toEdits(outcome.edits), othersAffected };
}

/** What came of one of several machines. */
export function toOneOfSeveral(outcome: ChangeOutcome): OneOfSeveral["outcome"] {
  return outcome.kind === "edits" ? { kind: "changed" } : outcome;
}
