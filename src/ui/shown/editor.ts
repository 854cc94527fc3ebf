import * as vscode from "vscode";
import { forCodeLens, forCompletion, forPlainLine, forPlainText } from "./safeText";

/** A code lens that says what its command's title holds. */
export function codeLens(range: vscode.Range, command: vscode.Command): vscode.CodeLens {
  return new vscode.CodeLens(range, { ...command, title: forCodeLens(command.title) });
}

/** A code action of this title. */
export function codeAction(title: string, kind: vscode.CodeActionKind): vscode.CodeAction {
  return new vscode.CodeAction(forPlainLine(title), kind);
}

/** A diagnostic with this message. */
export function diagnostic(
  range: vscode.Range,
  message: string,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  return new vscode.Diagnostic(range, forPlainText(message), severity);
}

/** Shows two texts side by side, in a tab of this title. `keepsOthers`: what is shown next does not take its place. */
export async function showDiff(
  left: vscode.Uri,
  right: vscode.Uri,
  title: string,
  { keepsOthers = false }: { readonly keepsOthers?: boolean } = {},
): Promise<void> {
  const options: vscode.TextDocumentShowOptions = keepsOthers ? { preview: false } : {};
  await vscode.commands.executeCommand("vscode.diff", left, right, forPlainLine(title), options);
}

/** A completion of this label. What it is found by and what it inserts is for the caller to set. */
export function completionItem(label: string, detail: string, kind: vscode.CompletionItemKind): vscode.CompletionItem {
  const item = new vscode.CompletionItem(forCompletion(label), kind);
  item.detail = forPlainLine(detail);
  return item;
}
