import { type ArmTemplate, readingArmTemplate } from "../model";
import { atOnce, type Sliced } from "../../sliced";
import { applyEdits, type TextEdit } from "../../textEdit";

/** Asks for a template as sorted edits leave it. */
export interface Rewrite {
  readonly base: ArmTemplate;
  readonly edits: readonly TextEdit[];
}

/**
 * Work on a template that has to see what its own edits come to: it hands them out, and is given the template read anew. Who drives it
 * decides whether others edit the same text meanwhile. What it has found in the text before must be found again in the new one.
 */
export type Editing<T> = Generator<Rewrite, T, ArmTemplate>;

/** Does such work alone on its text. */
export function* alone<T>(work: Editing<T>): Sliced<T> {
  let step = work.next();
  while (step.done !== true) {
    const { base, edits } = step.value;
    yield;
    step = work.next(yield* readingArmTemplate(applyEdits(base.text, edits), base));
  }
  return step.value;
}

/** The same in one go. */
export function aloneAtOnce<T>(work: Editing<T>): T {
  return atOnce(alone(work));
}
