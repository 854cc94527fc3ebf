import * as vscode from "vscode";
import type { NamedResource } from "../../documents/documentResource";
import type { DocumentEdits, GivenAnswers, PlannedEdits, PlanOutcome } from "../../documents/planOutcome";
import type { Refusal } from "../../documents/planRefusal";
import { inTurns, type Sliced } from "../../documents/sliced";
import { type RunStepsOptions, WentBack } from "../../ui/prompts";
import { completeFirstStep } from "../../ui/firstSteps";
import { type EditedDocument, makingWorkspaceEdit, toRange } from "./documentEdits";
import { previewEdits } from "./previewEdits";
import { askQuestion } from "./askQuestion";
import { nextTurn, workInTurns } from "./turns";
import type { OpenTemplate } from "./openTemplate";
import { relatedUri } from "./relatedDocuments";
import { findResource, type FoundResource, type ResourceRef } from "./resourceRef";
import type { TemplateDocuments } from "./templateDocuments";
import { TemplateProblem } from "./templateProblem";
import { formatName } from "./words/resource";
import { formatPlural } from "../../ui/words/plural";

/** Makes the edits of something wanted of one resource, as far as it is allowed to go. */
export type Attempt = (found: FoundResource, answers: GivenAnswers) => Sliced<PlanOutcome>;

/** What is shown while a change takes its time. */
export function describeWorking({ resource }: Pick<FoundResource, "resource">): string {
  return vscode.l10n.t("Planning the change of {0}", formatName(resource));
}

/** Writes edits of documents as one step to undo. @throws TemplateProblem */
export async function applyTo(documents: readonly EditedDocument[]): Promise<void> {
  const versions = documents.map(({ document }) => document.version);
  const edit = await inTurns(makingWorkspaceEdit(documents), nextTurn);
  if (documents.some(({ document }, index) => document.version !== versions[index])) {
    throw new TemplateProblem({ reason: "changedMeanwhile" });
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new TemplateProblem({ reason: "notWritten" });
  }
  completeFirstStep("template");
}

/** Whether edits change more than the resource that is in sight. */
export function isToBeShown({ othersAffected, elsewhere = [] }: PlannedEdits): boolean {
  return othersAffected > 0 || elsewhere.length > 0;
}

/** Every document that edits change, each as it was read. @throws TemplateProblem where one of them has changed */
async function editedDocuments(
  { models }: TemplateDocuments,
  { document, template }: OpenTemplate,
  { edits, elsewhere = [] }: DocumentEdits,
): Promise<readonly EditedDocument[]> {
  const changedMeanwhile = () => new TemplateProblem({ reason: "changedMeanwhile" });
  if (!models.isCurrent(document, template)) {
    throw changedMeanwhile();
  }
  const read = new Map(models.surroundingsOf(document, template)?.related.map(({ path, text }) => [path, text]));
  const others = await Promise.all(
    elsewhere.map(async (each) => {
      const other = await vscode.workspace.openTextDocument(relatedUri(document, each.path));
      if (other.getText() !== read.get(each.path)) {
        throw changedMeanwhile();
      }
      return { document: other, edits: each.edits };
    }),
  );
  return edits.length === 0 ? others : [{ document, edits }, ...others];
}

/** Shows edits of several resources or documents, and writes them where the user agrees. @throws TemplateProblem, PromptCancelled, WentBack */
export async function previewAndApply(
  documents: TemplateDocuments,
  template: OpenTemplate,
  edits: DocumentEdits,
  count: number,
  canGoBack = false,
): Promise<void> {
  const shown = await editedDocuments(documents, template, edits);
  const titleOf = (name: string): string =>
    formatPlural(vscode.l10n.t("{file}: change {count, plural, one {# resource} other {# resources}}"), {
      file: name,
      count,
    });
  await previewEdits(documents.texts, shown, titleOf, canGoBack);
  await applyTo(await editedDocuments(documents, template, edits));
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

/** Writes what was made of an attempt; what changes others too, or another document, is shown first. */
async function writeEdits(
  documents: TemplateDocuments,
  found: FoundResource,
  planned: PlannedEdits,
  canGoBack: boolean,
): Promise<void> {
  if (isToBeShown(planned)) {
    await previewAndApply(documents, found, planned, planned.othersAffected + 1, canGoBack);
  } else {
    await applyTo([{ document: found.document, edits: planned.edits }]);
  }
}

/**
 * Writes what is wanted of one resource, and asks what has to be asked first.
 * @throws TemplateProblem, PromptCancelled; WentBack where there is a step before
 */
export async function writeTo(
  documents: TemplateDocuments,
  ref: ResourceRef,
  attempt: Attempt,
  { canGoBack = false }: RunStepsOptions = {},
): Promise<void> {
  let answers: GivenAnswers = [];
  for (;;) {
    // While somebody answers, or an attempt goes on, the text may change: each attempt starts from what is there then.
    const found = await findResource(documents.models, ref);
    const outcome = await workInTurns(describeWorking(found), attempt(found, answers));
    if (!documents.models.isCurrent(found.document, found.template)) {
      continue;
    }
    const hasBack = canGoBack || answers.length > 0;
    try {
      switch (outcome.kind) {
        case "edits":
          await writeEdits(documents, found, outcome, hasBack);
          return;
        case "noOp":
          throw new TemplateProblem({ reason: "nothingToDo", resource: formatName(found.resource) });
        case "refused":
          throw refusedProblem(found, outcome.refusal);
        case "asks":
          answers = [...answers, await askQuestion(found, outcome.question, hasBack)];
      }
    } catch (error) {
      if (!(error instanceof WentBack) || answers.length === 0) {
        throw error;
      }
      answers = answers.slice(0, -1);
    }
  }
}
