import * as vscode from "vscode";
import type { TextEdit } from "../../documents/textEdit";
import { applyEdits } from "../../documents/textEdit";
import { PromptCancelled } from "../../ui/prompts";
import { showDiff } from "../../ui/shown/editor";
import { pickLine } from "../../ui/shown/quickPick";
import type { VirtualTexts } from "./virtualTexts";

async function closeDiff(after: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === after.toString(),
  );
  await vscode.window.tabGroups.close(shown);
}

/** Shows edits of several resources side by side, and waits for the user to agree. @throws PromptCancelled */
export async function previewEdits(
  texts: VirtualTexts,
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
  title: string,
): Promise<void> {
  const after = texts.add(document, "after", applyEdits(document.getText(), edits));
  await showDiff(document.uri, after, title);
  const apply = { icon: "check", label: vscode.l10n.t("Apply") };
  const discard = { icon: "discard", label: vscode.l10n.t("Discard") };
  const placeholder = vscode.l10n.t("Nothing changes until you select Apply");
  const answer = await pickLine([apply, discard], { title, placeholder });
  await closeDiff(after);
  if (answer !== apply) {
    throw new PromptCancelled();
  }
}
