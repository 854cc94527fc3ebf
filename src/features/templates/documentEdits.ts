import * as vscode from "vscode";
import type { TextRange } from "../../documents/textRange";
import type { TextEdit } from "../../documents/textEdit";

/** A stretch of a template's text as a range of its document. */
export function toRange(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** Edits of a template's text as one edit of its document, and so as one step to undo. */
export function toWorkspaceEdit(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { offset, length, text } of edits) {
    edit.replace(document.uri, toRange(document, { start: offset, end: offset + length }), text);
  }
  return edit;
}
