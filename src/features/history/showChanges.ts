import * as vscode from "vscode";

/** Shows the view of changes. */
export async function showChanges(): Promise<void> {
  await vscode.commands.executeCommand("managedIdentities.changes.focus");
}
