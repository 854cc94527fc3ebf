import * as vscode from "vscode";
import type { DiagnosticCode, DocumentDiagnostic, DocumentFix } from "../../documents/documentDiagnostic";
import { inTurns } from "../../documents/sliced";
import { openTemplate } from "./openTemplate";
import { nextTurn, workInTurns } from "./turns";
import { findingDiagnostics } from "./editor/templateDiagnostics";
import type { TemplateDocuments } from "./templateDocuments";
import { TemplateProblem } from "./templateProblem";
import { applyTo, previewAndApply } from "./write";

/** Names every problem of one kind in an open template. */
export interface FixAllRef {
  readonly uri: string;
  readonly code: DiagnosticCode;
}

/** Names one fix of one of them while the text may change. */
export interface FixRef extends FixAllRef {
  /** Where its diagnostic starts. */
  readonly start: number;
  /** Its place among the fixes of the diagnostic. */
  readonly index: number;
}

/** Names a fix for later. */
export function fixRefOf(
  document: vscode.TextDocument,
  { facts, range, fixes }: DocumentDiagnostic,
  fix: DocumentFix,
): FixRef {
  return { uri: document.uri.toString(), code: facts.code, start: range.start, index: fixes.indexOf(fix) };
}

/** Whether what a command was called with names all problems of a kind: other extensions can call it with anything. */
export function isFixAllRef(value: unknown): value is FixAllRef {
  return (
    typeof value === "object" &&
    value !== null &&
    "uri" in value &&
    typeof value.uri === "string" &&
    "code" in value &&
    typeof value.code === "string"
  );
}

/** Whether what a command was called with names one fix. */
export function isFixRef(value: unknown): value is FixRef {
  return (
    isFixAllRef(value) &&
    "start" in value &&
    typeof value.start === "number" &&
    "index" in value &&
    typeof value.index === "number"
  );
}

/** Makes a fix that changes several resources, after a preview. @throws TemplateProblem, PromptCancelled */
export async function applySharedFix(documents: TemplateDocuments, ref: FixRef): Promise<void> {
  const { document, template } = await openTemplate(documents.models, ref.uri);
  const diagnostics = await inTurns(findingDiagnostics(template), nextTurn);
  const found = diagnostics.find(({ facts, range }) => facts.code === ref.code && range.start === ref.start);
  const fix = found?.fixes[ref.index];
  const title = vscode.l10n.t("Preparing the fix");
  const outcome = fix === undefined ? undefined : await workInTurns(title, template.fix(fix));
  if (outcome?.kind !== "edits") {
    throw new TemplateProblem({ reason: "changedMeanwhile" });
  }
  await previewAndApply(documents, { document, template }, outcome, outcome.othersAffected + 1);
}

/** Repairs every problem of one kind, as one step to undo. @throws TemplateProblem, PromptCancelled */
export async function applyFixAll({ models }: TemplateDocuments, { uri, code }: FixAllRef): Promise<void> {
  const { document, template } = await openTemplate(models, uri);
  const edits = await workInTurns(vscode.l10n.t("Fixing all problems of this kind"), template.fixAll(code));
  if (!models.isCurrent(document, template)) {
    throw new TemplateProblem({ reason: "changedMeanwhile" });
  }
  await applyTo([{ document, edits }]);
}
