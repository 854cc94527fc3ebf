import { composeEdits } from "../../composeEdits";
import { applyEdits, sortEdits, type TextEdit } from "../../textEdit";
import type { Sliced } from "../../sliced";
import { type BicepFile, type BicepResource, readingBicep } from "../model";

/** A part of a change, made on the text as the parts before have left it. */
export type Step = (file: BicepFile, resource: BicepResource) => readonly TextEdit[];

/** The text after all steps, and the edits that lead there at once; undefined where the resource is lost on the way. */
export interface StepsResult {
  readonly edits: readonly TextEdit[];
  readonly after: BicepFile;
}

/** Takes steps one after the other; the text is read again behind each that changed it. @param index of the resource in its file */
export function* takingSteps(file: BicepFile, index: number, steps: readonly Step[]): Sliced<StepsResult | undefined> {
  let all: readonly TextEdit[] = [];
  let current = file;
  for (const step of steps) {
    const resource = current.resources[index];
    if (resource === undefined) {
      return undefined;
    }
    const edits = sortEdits(step(current, resource).filter(({ length, text }) => length > 0 || text !== ""));
    if (edits.length > 0) {
      all = all.length === 0 ? edits : composeEdits(all, edits);
      current = yield* readingBicep(applyEdits(current.text, edits), file.surroundings);
    }
  }
  return { edits: all, after: current };
}
