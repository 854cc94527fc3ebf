import * as vscode from "vscode";
import type { DiagnosticCode, Fix, TemplateDiagnostic } from "../../documents/arm/diagnose/diagnostic";
import { fixDiagnostic } from "../../documents/arm/fix/fixDiagnostic";
import { diagnosticsOf } from "./templateDiagnostics";
import type { TemplateDocuments } from "./templateDocuments";
import { TemplateProblem } from "./templateProblem";
import { previewAndApply } from "./write";

/** Names a fix of an open template while its text may change. */
export interface FixRef {
  readonly uri: string;
  readonly code: DiagnosticCode;
  /** Where its diagnostic starts. */
  readonly start: number;
  /** Its place among the fixes of the diagnostic. */
  readonly index: number;
}

/** Names a fix for later. */
export function fixRefOf(document: vscode.TextDocument, { code, range, fixes }: TemplateDiagnostic, fix: Fix): FixRef {
  return { uri: document.uri.toString(), code, start: range.start, index: fixes.indexOf(fix) };
}

/** Whether what a command was called with is such a name: other extensions can call it with anything. */
export function isFixRef(value: unknown): value is FixRef {
  return (
    typeof value === "object" &&
    value !== null &&
    "uri" in value &&
    typeof value.uri === "string" &&
    "code" in value &&
    typeof value.code === "string" &&
    "start" in value &&
    typeof value.start === "number" &&
    "index" in value &&
    typeof value.index === "number"
  );
}

/** Makes a fix that changes several resources, after a preview. @throws TemplateProblem, PromptCancelled */
export async function applySharedFix(documents: TemplateDocuments, ref: FixRef): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(ref.uri));
  const template = documents.models.now(document);
  if (template === undefined) {
    throw new TemplateProblem({ reason: "noTemplate" });
  }
  const found = diagnosticsOf(template).find(({ code, range }) => code === ref.code && range.start === ref.start);
  const fix = found?.fixes[ref.index];
  const outcome = fix === undefined ? undefined : fixDiagnostic(template, fix);
  if (outcome?.kind !== "edits") {
    throw new TemplateProblem({ reason: "changedMeanwhile" });
  }
  await previewAndApply(documents, { document, template }, outcome.edits, (outcome.alsoAffects ?? []).length + 1);
}
