import * as vscode from "vscode";
import { ContextKey } from "../../ui/contextKey";
import type { TemplateModels } from "./templateModels";

/** Keeps a context key that shows the commands on templates only where one is being edited. */
export function announceTemplate(models: Pick<TemplateModels, "isTemplate">): vscode.Disposable {
  const isTemplate = new ContextKey("managedIdentities.isTemplate");
  const announce = (editor: vscode.TextEditor | undefined): void => {
    isTemplate.set(editor !== undefined && models.isTemplate(editor.document));
  };
  announce(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(announce),
    vscode.workspace.onDidOpenTextDocument(() => {
      announce(vscode.window.activeTextEditor);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const editor = vscode.window.activeTextEditor;
      if (editor?.document === document) {
        announce(editor);
      }
    }),
  );
}
