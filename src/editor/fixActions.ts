import * as vscode from "vscode";
import type { DiagnosticCode, Fix, TemplateDiagnostic } from "../template/arm/diagnose/diagnostic";
import { fixAll } from "../template/arm/fix/fixAll";
import { fixDiagnostic } from "../template/arm/fix/fixDiagnostic";
import type { ArmTemplate } from "../template/arm/model";
import { RUN_ACTION } from "./actionCommands";
import { toRange, toWorkspaceEdit } from "./documentEdits";
import { refOf } from "./resourceRef";
import type { TemplateAction } from "./templateAction";
import type { TemplateModels } from "./templateModels";
import { DIAGNOSTIC_SOURCE, diagnosticsOf } from "./templateDiagnostics";
import { fixInWords } from "./words/fix";

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === "object" ? code.value : code;
}

function quickFix(title: string, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  return action;
}

/** One fix; one that has to ask first goes the way of a change. Undefined for one that cannot be made here. */
function fixAction(
  document: vscode.TextDocument,
  template: ArmTemplate,
  fix: Fix,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction | undefined {
  const outcome = fixDiagnostic(template, fix);
  const action = quickFix(fixInWords(fix), diagnostic);
  if (outcome.kind === "edits") {
    action.edit = toWorkspaceEdit(document, outcome.edits);
    return action;
  }
  if (outcome.kind !== "asks" || fix.kind !== "change") {
    return undefined;
  }
  const change: TemplateAction = { kind: "change", change: fix.change };
  const args = [refOf(document, template, fix.resource), change];
  action.command = { command: RUN_ACTION, title: action.title, arguments: args };
  return action;
}

/** Fixes every problem of a kind that can be fixed. */
export class FixAllAction extends vscode.CodeAction {
  constructor(
    private readonly document: vscode.TextDocument,
    private readonly code: DiagnosticCode,
    count: number,
  ) {
    super(vscode.l10n.t("Fix all {0} problems of this kind", count), vscode.CodeActionKind.QuickFix);
  }

  /** Works out its edits. */
  resolve(models: TemplateModels): this {
    const template = models.now(this.document);
    if (template !== undefined) {
      this.edit = toWorkspaceEdit(this.document, fixAll(template, this.code));
    }
    return this;
  }
}

function fixAllAction(
  document: vscode.TextDocument,
  template: ArmTemplate,
  code: DiagnosticCode,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction[] {
  const count = diagnosticsOf(template).filter((each) => each.code === code && each.fixes.length > 0).length;
  const action = new FixAllAction(document, code, count);
  action.diagnostics = [diagnostic];
  return count > 1 ? [action] : [];
}

/** The fixes of the diagnostics at hand: each alone, and all of its kind. */
export function fixActions(
  document: vscode.TextDocument,
  template: ArmTemplate,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    const isOurs = diagnostic.source === DIAGNOSTIC_SOURCE;
    const found = isOurs ? findDiagnostic(document, template, diagnostic) : undefined;
    if (found === undefined) {
      return [];
    }
    const fixes = found.fixes.flatMap((fix) => fixAction(document, template, fix, diagnostic) ?? []);
    const [best] = fixes;
    if (best !== undefined) {
      best.isPreferred = true;
    }
    return [...fixes, ...fixAllAction(document, template, found.code, diagnostic)];
  });
}

function findDiagnostic(
  document: vscode.TextDocument,
  template: ArmTemplate,
  diagnostic: vscode.Diagnostic,
): TemplateDiagnostic | undefined {
  const code = codeOf(diagnostic);
  return diagnosticsOf(template).find(
    (each) => each.code === code && toRange(document, each.range).isEqual(diagnostic.range),
  );
}
