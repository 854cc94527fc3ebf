import * as vscode from "vscode";
import type { IdentityChange } from "../identity/identityChange";
import { changeIdentity } from "../template/arm/write/changeIdentity";
import type { RepairOutcome } from "../template/arm/write/convertBlock";
import type { ChangeOptions, ChangeOutcome, Refusal } from "../template/arm/write/outcome";
import type { TextEdit } from "../template/arm/write/textEdit";
import { toRange, toWorkspaceEdit } from "./documentEdits";
import { previewEdit } from "./preview";
import { ask } from "./question";
import { findResource, type FoundResource, type ResourceRef } from "./resourceRef";
import type { TemplateModels } from "./templateModels";
import { TemplateProblem } from "./templateProblem";
import { nameInWords } from "./words/resource";

/** Makes the edits of something wanted of one resource, as far as it is allowed to go. */
export type Attempt = (found: FoundResource, options: ChangeOptions) => ChangeOutcome | RepairOutcome;

/** Writes edits of one resource, or of several after a preview, as one step to undo. @throws TemplateProblem */
export async function applyEdits(found: FoundResource, edits: readonly TextEdit[], several: boolean): Promise<void> {
  const { document, template } = found;
  const edit = several ? previewEdit(document, template, edits) : toWorkspaceEdit(document, edits);
  const isApplied = await vscode.workspace.applyEdit(edit, { isRefactoring: several });
  // Closing the preview is an answer, not a failure.
  if (!isApplied && !several) {
    throw new TemplateProblem({ reason: "notWritten" });
  }
}

/** The problem that a refusal is, with its place. */
export function refusedProblem({ document, resource }: FoundResource, refusal: Refusal): TemplateProblem {
  const range = "range" in refusal ? refusal.range : undefined;
  const line = range === undefined ? undefined : toRange(document, range).start.line + 1;
  const facts = { reason: "refused", refusal, resource: nameInWords(resource), line } as const;
  return new TemplateProblem(facts, range === undefined ? undefined : { uri: document.uri.toString(), range });
}

/** Writes what is wanted of one resource, and asks what has to be asked first. @throws TemplateProblem, PromptCancelled */
export async function writeTo(models: TemplateModels, ref: ResourceRef, attempt: Attempt): Promise<void> {
  let options: ChangeOptions = {};
  for (;;) {
    // While somebody answers, the text may change: each attempt starts from what is there then.
    const found = await findResource(models, ref);
    const outcome = attempt(found, options);
    switch (outcome.kind) {
      case "edits":
        await applyEdits(found, outcome.edits, "alsoAffects" in outcome && outcome.alsoAffects.length > 0);
        return;
      case "noOp":
        throw new TemplateProblem({ reason: "nothingToDo", resource: nameInWords(found.resource) });
      case "refused":
        throw refusedProblem(found, outcome.refusal);
      case "asks": {
        const answer = await ask(found, outcome.question);
        options =
          answer.kind === "shape"
            ? { ...options, shapeIfUnknown: answer.shape }
            : { ...options, allow: [...(options.allow ?? []), answer.permission] };
      }
    }
  }
}

/** Writes a change of one resource's identities. @throws TemplateProblem, PromptCancelled */
export async function writeChange(models: TemplateModels, ref: ResourceRef, change: IdentityChange): Promise<void> {
  await writeTo(models, ref, ({ template, resource }, options) => changeIdentity(template, resource, change, options));
}
