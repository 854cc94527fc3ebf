import * as vscode from "vscode";
import type { IdentityDocument } from "../../../documents/documentLanguage";
import type { DiagnosticCode, DocumentDiagnostic, DocumentFix } from "../../../documents/documentDiagnostic";
import type { Sliced } from "../../../documents/sliced";
import { isToBeShown } from "../write";
import { FIX_ALL, PREVIEW_FIX, RUN_ACTION } from "../actionCommands";
import { makingWorkspaceEdit, toRange } from "../documentEdits";
import { LIVE_DIFFERS } from "../live/liveDiagnostics";
import { firstStepCommand } from "../../../ui/firstSteps";
import { codeAction } from "../../../ui/shown/editor";
import { refOf } from "../resourceRef";
import { type FixAllRef, fixRefOf } from "../sharedFix";
import type { TemplateAction } from "../templateAction";
import { DIAGNOSTIC_SOURCE, findingDiagnostics } from "./templateDiagnostics";
import { describeAction } from "../words/action";
import { describeFix } from "../words/fix";
import { formatPlural } from "../../../ui/words/plural";

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === "object" ? code.value : code;
}

function quickFix(title: string, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const action = codeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  return action;
}

/** Where more problems are asked about at once, all of a kind are what a user can want; each fix alone takes its time. */
const MOST_AT_ONCE = 20;

/**
 * One fix; one that has to ask first goes the way of a change, and one that changes other resources too is shown before it is made.
 * Undefined for one that cannot be made here.
 */
function* fixAction(
  document: vscode.TextDocument,
  template: IdentityDocument,
  found: DocumentDiagnostic,
  fix: DocumentFix,
  diagnostic: vscode.Diagnostic,
): Sliced<vscode.CodeAction | undefined> {
  const outcome = yield* template.fix(fix);
  const action = quickFix(describeFix(fix.facts), diagnostic);
  if (outcome.kind === "edits" && isToBeShown(outcome)) {
    action.command = { command: PREVIEW_FIX, title: action.title, arguments: [fixRefOf(document, found, fix)] };
    return action;
  }
  if (outcome.kind === "edits") {
    action.edit = yield* makingWorkspaceEdit([{ document, edits: outcome.edits }]);
    action.command = firstStepCommand("template", action.title);
    return action;
  }
  const { facts } = fix;
  if (outcome.kind !== "asks" || facts.kind !== "change") {
    return undefined;
  }
  const change: TemplateAction = { kind: "change", change: facts.change };
  const args = [refOf(document, facts.resource), change];
  action.command = { command: RUN_ACTION, title: action.title, arguments: args };
  return action;
}

/** How many problems of a kind are repaired together; undefined for one alone. */
function countFixedWithAll(diagnostics: readonly DocumentDiagnostic[], code: DiagnosticCode): number | undefined {
  const count = diagnostics.filter(({ facts, isFixedWithAll }) => facts.code === code && isFixedWithAll).length;
  return count > 1 ? count : undefined;
}

/** A fix of every problem of a kind, which is worked out only where it is chosen. */
function fixAllAction(
  document: vscode.TextDocument,
  code: DiagnosticCode,
  count: number,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction {
  const action = quickFix(
    formatPlural(vscode.l10n.t("Fix all {count, plural, one {# problem} other {# problems}} of this kind"), { count }),
    diagnostic,
  );
  const ref: FixAllRef = { uri: document.uri.toString(), code };
  action.command = { command: FIX_ALL, title: action.title, arguments: [ref] };
  return action;
}

/** What a live resource carries can be taken over. */
function importActions(
  document: vscode.TextDocument,
  template: IdentityDocument,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction[] {
  const resource = template.resourceAt(document.offsetAt(diagnostic.range.start));
  if (resource === undefined) {
    return [];
  }
  const importLive: TemplateAction = { kind: "importLive" };
  const action = quickFix(describeAction(importLive, template), diagnostic);
  const args = [refOf(document, resource), importLive];
  action.command = { command: RUN_ACTION, title: action.title, arguments: args };
  return [action];
}

/** The fixes of the diagnostics at hand: each alone, and all of its kind. */
export function* findingFixActions(
  document: vscode.TextDocument,
  template: IdentityDocument,
  diagnostics: readonly vscode.Diagnostic[],
): Sliced<vscode.CodeAction[]> {
  const ours = diagnostics.filter(({ source }) => source === DIAGNOSTIC_SOURCE).slice(0, MOST_AT_ONCE);
  const all = ours.length === 0 ? [] : yield* findingDiagnostics(template);
  const counts = new Map<DiagnosticCode, number | undefined>();
  const actions: vscode.CodeAction[] = [];
  for (const diagnostic of ours) {
    if (codeOf(diagnostic) === LIVE_DIFFERS) {
      actions.push(...importActions(document, template, diagnostic));
      continue;
    }
    const found = findDiagnostic(document, all, diagnostic);
    if (found === undefined) {
      continue;
    }
    const fixes: vscode.CodeAction[] = [];
    for (const fix of found.fixes) {
      const action = yield* fixAction(document, template, found, fix, diagnostic);
      fixes.push(...(action === undefined ? [] : [action]));
    }
    const [best] = fixes;
    if (best !== undefined) {
      best.isPreferred = true;
    }
    const { code } = found.facts;
    const count = counts.has(code) ? counts.get(code) : countFixedWithAll(all, code);
    counts.set(code, count);
    actions.push(...fixes, ...(count === undefined ? [] : [fixAllAction(document, code, count, diagnostic)]));
    yield;
  }
  return actions;
}

function findDiagnostic(
  document: vscode.TextDocument,
  diagnostics: readonly DocumentDiagnostic[],
  diagnostic: vscode.Diagnostic,
): DocumentDiagnostic | undefined {
  const code = codeOf(diagnostic);
  const start = document.offsetAt(diagnostic.range.start);
  return diagnostics.find(
    (each) =>
      each.facts.code === code && each.range.start === start && toRange(document, each.range).isEqual(diagnostic.range),
  );
}
