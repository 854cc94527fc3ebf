import * as vscode from "vscode";
import type { TextEdit } from "../../documents/arm/write/textEdit";
import { applyEdits } from "../../documents/arm/write/textEdit";
import { PromptCancelled } from "../../ui/prompts";
import type { VirtualTexts } from "./virtualTexts";

async function closeDiff(after: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === after.toString(),
  );
  await vscode.window.tabGroups.close(shown);
}

/** Shows edits of several resources side by side, and waits for the person to agree. @throws PromptCancelled */
export async function preview(
  texts: VirtualTexts,
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
  title: string,
): Promise<void> {
  const after = texts.add(document, "after", applyEdits(document.getText(), edits));
  await vscode.commands.executeCommand("vscode.diff", document.uri, after, title);
  const apply = { label: vscode.l10n.t("$(check) Apply") };
  const discard = { label: vscode.l10n.t("$(discard) Discard") };
  const placeHolder = vscode.l10n.t("Nothing is written before you choose Apply");
  const answer = await vscode.window.showQuickPick([apply, discard], { title, placeHolder, ignoreFocusOut: true });
  await closeDiff(after);
  if (answer !== apply) {
    throw new PromptCancelled();
  }
}
