import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { shown } from "../../../build/shown.mjs";

function complaints(file: string, code: string): string[] {
  const linter = new Linter();
  const messages = linter.verify(
    code,
    [{ files: ["**/*.ts"], plugins: { house: { rules: { shown } } }, rules: { "house/shown": "error" } }],
    { filename: `src/${file}` },
  );
  return messages.map((message) => message.messageId ?? message.message);
}

describe("the rule about what people are shown", () => {
  it.each([
    "vscode.window.showInformationMessage(name);",
    "vscode.window.showWarningMessage(name);",
    "window.showErrorMessage(name);",
    "vscode.window['showErrorMessage'](name);",
    "const tell = vscode.window.showErrorMessage;",
    "const { showErrorMessage } = vscode.window;",
    "vscode.window.showQuickPick([name]);",
    "vscode.window.createQuickPick();",
    "vscode.window.showInputBox({ prompt: name });",
    "vscode.window.createInputBox();",
    "vscode.window.setStatusBarMessage(name);",
    "vscode.window.withProgress({ title: name }, task);",
    "vscode.window.createOutputChannel(name);",
    "new vscode.MarkdownString(name);",
    "new MarkdownString(name);",
    "text.appendMarkdown(name);",
    "view.message = name;",
    "new vscode.Diagnostic(range, name);",
    "new vscode.CodeLens(range, command);",
    "new vscode.CodeAction(name);",
    "new vscode.CompletionItem(name);",
    "new vscode.FileDecoration(badge, name);",
    "new vscode.TreeItem(name);",
    "new TreeItem(name);",
    "class Item extends vscode.TreeItem {}",
    "const Item = class extends TreeItem {};",
    'vscode.commands.executeCommand("vscode.diff", left, right, title);',
    "vscode.window.createTreeView(id, { treeDataProvider });",
    "vscode.window.registerTreeDataProvider(id, treeDataProvider);",
  ])("stops %s outside the module that escapes", (code) => {
    expect(complaints("commands/copyId.ts", code)).toEqual(["raw"]);
    expect(complaints("ui/flows/preview.ts", code)).toEqual(["raw"]);
    expect(complaints("ui/shown/messages.ts", code)).toEqual([]);
  });

  it.each([
    "class Own extends Other {}",
    "notifyWarning(name);",
    "this.message = message;",
    "log.warn(name);",
    "new vscode.Hover(text);",
  ])("lets %s through", (code) => {
    expect(complaints("commands/copyId.ts", code)).toEqual([]);
  });
});
