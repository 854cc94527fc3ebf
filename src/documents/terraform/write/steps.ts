import { composeEdits } from "../../composeEdits";
import type { Sliced } from "../../sliced";
import { applyEdits, sortEdits, type TextEdit } from "../../textEdit";
import type { Machine } from "../locate/machines";
import { readingModel, relatedTexts, type TerraformModel } from "../model";
import type { EditResult, FileEdit } from "./edit";

/** The edits of each file, by its path; undefined is the document itself. */
export type EditsByFile = ReadonlyMap<string | undefined, readonly TextEdit[]>;

/** A part of a change, made on the text as the parts before have left it. */
export type Step = (model: TerraformModel, machine: Machine) => EditResult;

/** The texts after all steps, and the edits that lead there at once. */
export type StepsResult =
  | { readonly kind: "edits"; readonly edits: EditsByFile; readonly after: TerraformModel }
  | Extract<EditResult, { readonly kind: "refused" }>;

/** Edits by the file that each is of, in the order of its text. */
export function byFile(edits: readonly FileEdit[]): EditsByFile {
  const files = new Map<string | undefined, TextEdit[]>();
  for (const { path, offset, length, text } of edits) {
    if (length > 0 || text !== "") {
      files.set(path, [...(files.get(path) ?? []), { offset, length, text }]);
    }
  }
  return new Map([...files].map(([path, all]) => [path, sortEdits(all)]));
}

/** The edits that do at once what the first, and then the second ones do. */
export function composeFiles(first: EditsByFile, second: EditsByFile): EditsByFile {
  const paths = new Set([...first.keys(), ...second.keys()]);
  return new Map([...paths].map((path) => [path, composeEdits(first.get(path) ?? [], second.get(path) ?? [])]));
}

/** The model as edits leave it. */
export function* applying(model: TerraformModel, edits: EditsByFile): Sliced<TerraformModel> {
  const { main } = model.configuration;
  const related = relatedTexts(model).map(({ path, text }) => ({
    path,
    text: applyEdits(text, edits.get(path) ?? []),
  }));
  return yield* readingModel(model.parser, applyEdits(main.text, edits.get(undefined) ?? []), related, model);
}

/**
 * Takes steps one after the other. The text is read again only behind a step that changed it; no step adds or removes a machine, so
 * that a machine keeps its number.
 */
export function* takingSteps(model: TerraformModel, number: number, steps: readonly Step[]): Sliced<StepsResult> {
  let all: EditsByFile = new Map();
  let current = model;
  for (const step of steps) {
    const machine = current.machines[number];
    if (machine === undefined) {
      return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
    }
    const result = step(current, machine);
    if (result.kind === "refused") {
      return result;
    }
    const edits = byFile(result.edits);
    if (edits.size > 0) {
      all = composeFiles(all, edits);
      current = yield* applying(current, edits);
    }
    yield;
  }
  return { kind: "edits", edits: all, after: current };
}
