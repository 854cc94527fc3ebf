import * as vscode from "vscode";
import type { DiagnosticCode, Fix, TemplateDiagnostic } from "../../documents/arm/diagnose/diagnostic";
import { fixAll, isFixedWithAll } from "../../documents/arm/fix/fixAll";
import { fixDiagnostic } from "../../documents/arm/fix/fixDiagnostic";
import { type ArmTemplate, resourceAt } from "../../documents/arm/model";
import { PREVIEW_FIX, RUN_ACTION } from "./actionCommands";
import { toRange, toWorkspaceEdit } from "./documentEdits";
import { LIVE_DIFFERS } from "./live/liveDiagnostics";
import { refOf } from "./resourceRef";
import { fixRefOf } from "./sharedFix";
import type { TemplateAction } from "./templateAction";
import type { TemplateModels } from "./templateModels";
import { DIAGNOSTIC_SOURCE, diagnosticsOf } from "./templateDiagnostics";
import { actionInWords } from "./words/action";
import { fixInWords } from "./words/fix";

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === "object" ? code.value : code;
}

function quickFix(title: string, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  return action;
}

/**
 * One fix; one that has to ask first goes the way of a change, and one that changes other resources too is shown before it is made.
 * Undefined for one that cannot be made here.
 */
function fixAction(
  document: vscode.TextDocument,
  template: ArmTemplate,
  found: TemplateDiagnostic,
  fix: Fix,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction | undefined {
  const outcome = fixDiagnostic(template, fix);
  const action = quickFix(fixInWords(fix), diagnostic);
  if (outcome.kind === "edits" && (outcome.alsoAffects ?? []).length > 0) {
    action.command = { command: PREVIEW_FIX, title: action.title, arguments: [fixRefOf(document, found, fix)] };
    return action;
  }
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

/** A fix of every problem of a kind, whose edits are worked out only where it is chosen: the text is read anew for each of them. */
interface FixAllAction extends vscode.CodeAction {
  readonly fixAll: { readonly document: vscode.TextDocument; readonly code: DiagnosticCode };
}

function isFixAll(action: vscode.CodeAction): action is FixAllAction {
  return "fixAll" in action;
}

/** The action with its edits. */
export function resolveFix(models: TemplateModels, action: vscode.CodeAction): vscode.CodeAction {
  const template = isFixAll(action) ? models.now(action.fixAll.document) : undefined;
  if (isFixAll(action) && template !== undefined) {
    action.edit = toWorkspaceEdit(action.fixAll.document, fixAll(template, action.fixAll.code));
  }
  return action;
}

function fixAllAction(
  document: vscode.TextDocument,
  template: ArmTemplate,
  code: DiagnosticCode,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction[] {
  const count = diagnosticsOf(template).filter((each) => each.code === code && isFixedWithAll(template, each)).length;
  const action: FixAllAction = Object.assign(
    quickFix(vscode.l10n.t("Fix all {0} problems of this kind", count), diagnostic),
    { fixAll: { document, code } },
  );
  return count > 1 ? [action] : [];
}

/** What a live resource carries can be taken over. */
function importActions(
  document: vscode.TextDocument,
  template: ArmTemplate,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction[] {
  const resource = resourceAt(template, document.offsetAt(diagnostic.range.start));
  if (resource === undefined) {
    return [];
  }
  const importLive: TemplateAction = { kind: "importLive" };
  const action = quickFix(actionInWords(importLive), diagnostic);
  const args = [refOf(document, template, resource), importLive];
  action.command = { command: RUN_ACTION, title: action.title, arguments: args };
  return [action];
}

/** The fixes of the diagnostics at hand: each alone, and all of its kind. */
export function fixActions(
  document: vscode.TextDocument,
  template: ArmTemplate,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    if (diagnostic.source !== DIAGNOSTIC_SOURCE) {
      return [];
    }
    if (codeOf(diagnostic) === LIVE_DIFFERS) {
      return importActions(document, template, diagnostic);
    }
    const found = findDiagnostic(document, template, diagnostic);
    if (found === undefined) {
      return [];
    }
    const fixes = found.fixes.flatMap((fix) => fixAction(document, template, found, fix, diagnostic) ?? []);
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
