import * as vscode from "vscode";
import type { NamedResource } from "../../documents/documentResource";
import type { GivenAnswers, PlannedEdits, PlanOutcome } from "../../documents/planOutcome";
import type { Refusal } from "../../documents/planRefusal";
import type { Sliced } from "../../documents/sliced";
import type { TextEdit } from "../../documents/textEdit";
import { toRange, toWorkspaceEdit } from "./documentEdits";
import { previewEdits } from "./previewEdits";
import { askQuestion } from "./askQuestion";
import { workInTurns } from "./turns";
import type { OpenTemplate } from "./openTemplate";
import { findResource, type FoundResource, type ResourceRef } from "./resourceRef";
import type { TemplateDocuments } from "./templateDocuments";
import { TemplateProblem } from "./templateProblem";
import { formatName } from "./words/resource";

/** Makes the edits of something wanted of one resource, as far as it is allowed to go. */
export type Attempt = (found: FoundResource, answers: GivenAnswers) => Sliced<PlanOutcome>;

/** What is shown while a change takes its time. */
export function describeWorking({ resource }: Pick<FoundResource, "resource">): string {
  return vscode.l10n.t("Planning the change of {0}", formatName(resource));
}

/** Writes edits of a document as one step to undo. @throws TemplateProblem */
export async function applyTo(document: vscode.TextDocument, edits: readonly TextEdit[]): Promise<void> {
  if (!(await vscode.workspace.applyEdit(toWorkspaceEdit(document, edits)))) {
    throw new TemplateProblem({ reason: "notWritten" });
  }
}

/** Shows edits of several resources, and writes them where the user agrees. @throws TemplateProblem, PromptCancelled */
export async function previewAndApply(
  { models, texts }: TemplateDocuments,
  { document, template }: OpenTemplate,
  edits: readonly TextEdit[],
  count: number,
): Promise<void> {
  const name = document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1);
  await previewEdits(texts, document, edits, vscode.l10n.t("{0}: change {1} resources", name, count));
  if (!models.isCurrent(document, template)) {
    throw new TemplateProblem({ reason: "changedMeanwhile" });
  }
  await applyTo(document, edits);
}

/** The problem that a refusal is, with its place. */
export function refusedProblem(
  { document, resource }: FoundResource,
  refusal: Refusal<NamedResource>,
): TemplateProblem {
  const range = "range" in refusal ? refusal.range : undefined;
  const line = range === undefined ? undefined : toRange(document, range).start.line + 1;
  const facts = { reason: "refused", refusal, resource: formatName(resource), line } as const;
  return new TemplateProblem(facts, range === undefined ? undefined : { uri: document.uri.toString(), range });
}

/** Writes what was made of an attempt; a variable that others share changes them too, which is shown first. */
async function writeEdits(
  documents: TemplateDocuments,
  found: FoundResource,
  { edits, othersAffected }: PlannedEdits,
): Promise<void> {
  if (othersAffected > 0) {
    await previewAndApply(documents, found, edits, othersAffected + 1);
  } else {
    await applyTo(found.document, edits);
  }
}

/** Writes what is wanted of one resource, and asks what has to be asked first. @throws TemplateProblem, PromptCancelled */
export async function writeTo(documents: TemplateDocuments, ref: ResourceRef, attempt: Attempt): Promise<void> {
  let answers: GivenAnswers = [];
  for (;;) {
    // While somebody answers, or an attempt goes on, the text may change: each attempt starts from what is there then.
    const found = await findResource(documents.models, ref);
    const outcome = await workInTurns(describeWorking(found), attempt(found, answers));
    if (!documents.models.isCurrent(found.document, found.template)) {
      continue;
    }
    switch (outcome.kind) {
      case "edits":
        await writeEdits(documents, found, outcome);
        return;
      case "noOp":
        throw new TemplateProblem({ reason: "nothingToDo", resource: formatName(found.resource) });
      case "refused":
        throw refusedProblem(found, outcome.refusal);
      case "asks":
        answers = [...answers, await askQuestion(found, outcome.question)];
    }
  }
}
