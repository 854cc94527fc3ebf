import * as vscode from "vscode";
import { applyEdits } from "../../documents/textEdit";
import type { EditedDocument } from "./documentEdits";
import { PromptCancelled } from "../../ui/prompts";
import { showDiff } from "../../ui/shown/editor";
import { pickLine } from "../../ui/shown/quickPick";
import type { VirtualTexts } from "./virtualTexts";

async function closeDiffs(after: readonly vscode.Uri[]): Promise<void> {
  const uris = new Set(after.map(String));
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputTextDiff && uris.has(input.modified.toString()),
  );
  await vscode.window.tabGroups.close(shown);
}

function fileName({ uri: { path } }: vscode.TextDocument): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * Shows edits side by side, a tab for each document, and waits for the user to agree.
 * @param title for the document of this name
 * @throws PromptCancelled, WentBack
 */
export async function previewEdits(
  texts: VirtualTexts,
  documents: readonly EditedDocument[],
  titleOf: (name: string) => string,
  canGoBack: boolean,
): Promise<void> {
  const shown: vscode.Uri[] = [];
  let title = "";
  // The first is shown last, so that it is on top.
  for (const { document, edits } of [...documents].reverse()) {
    const after = texts.add(document, "after", applyEdits(document.getText(), edits));
    shown.push(after);
    title = titleOf(fileName(document));
    await showDiff(document.uri, after, title, { keepsOthers: documents.length > 1 });
  }
  const apply = { icon: "check", label: vscode.l10n.t("Apply") };
  const discard = { icon: "discard", label: vscode.l10n.t("Discard") };
  const placeholder = vscode.l10n.t("Nothing changes until you select Apply");
  try {
    if ((await pickLine([apply, discard], { title, placeholder, canGoBack })) !== apply) {
      throw new PromptCancelled();
    }
  } finally {
    await closeDiffs(shown);
  }
}
