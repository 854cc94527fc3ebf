import * as vscode from "vscode";
import { lastToUndo } from "../../mutation/journal/journalQuery";
import { undoOfEntry } from "../../mutation/journal/journalUndo";
import type { App } from "../../ui/app";
import { pickEntry } from "./pickEntry";
import { undoEntry } from "./undoEntry";
import { changeReference } from "../../ui/journalNodes";
import { tellInformation } from "../../ui/tell";
import { stillRunningInWords } from "../../ui/words/journal";

/** Takes back a change of the journal, or what it did to one resource. */
export async function undoChange(app: App, node?: unknown): Promise<void> {
  const entry = await pickEntry(app, node, {
    title: vscode.l10n.t("Undo a change"),
    placeholder: vscode.l10n.t("Choose the change to undo"),
    empty: vscode.l10n.t("There is no change to undo."),
    isOffered: (each) => undoOfEntry(each) !== "nothing" && !app.journal.isRunning(each.id),
  });
  if (app.journal.isRunning(entry.id)) {
    void tellInformation(stillRunningInWords(app.journal.runsElsewhere(entry.id)));
    return;
  }
  await undoEntry(app, entry, changeReference(node)?.index);
}

/** Takes back the last change that was made, from this window or another. */
export async function undoLastChange(app: App): Promise<void> {
  await app.journal.reload();
  const last = lastToUndo(app.journal.entries, (id) => app.journal.isRunning(id));
  if (last === undefined) {
    void tellInformation(vscode.l10n.t("There is no change to undo."));
    return;
  }
  await undoEntry(app, last, undefined);
}
