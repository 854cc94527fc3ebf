import * as vscode from "vscode";
import type { Sliced } from "../../documents/sliced";
import type { TextRange } from "../../documents/textRange";
import type { TextEdit } from "../../documents/textEdit";

/** A stretch of a template's text as a range of its document. */
export function toRange(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** A document with edits of its text. */
export interface EditedDocument {
  readonly document: vscode.TextDocument;
  readonly edits: readonly TextEdit[];
}

/** Edits of templates' texts as one edit of their documents, and so as one step to undo; the documents must not change meanwhile. */
export function* makingWorkspaceEdit(documents: readonly EditedDocument[]): Sliced<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  for (const { document, edits } of documents) {
    for (const { offset, length, text } of edits) {
      edit.replace(document.uri, toRange(document, { start: offset, end: offset + length }), text);
      yield;
    }
  }
  return edit;
}
