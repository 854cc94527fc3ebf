import * as vscode from "vscode";
import type { JournalEntry } from "../../mutation/journal/journalEntry";
import { lastToUndo } from "../../mutation/journal/journalQuery";
import { undoOfEntry } from "../../mutation/journal/journalUndo";
import type { HistoryDeps } from "./deps";
import { withEntry } from "./pickEntry";
import { undoEntry } from "./undoEntry";
import { changeReference } from "../../ui/journalNodes";
import { notifyInformation } from "../../ui/shown/messages";
import { describeStillRunning } from "../../ui/words/journalWords";

/** Takes back a change of the journal, or what it did to one resource. */
export async function undoChange(deps: HistoryDeps, node?: unknown): Promise<void> {
  const question = {
    title: vscode.l10n.t("Undo a change"),
    placeholder: vscode.l10n.t("Select the change to undo"),
    empty: vscode.l10n.t("There are no changes to undo."),
    isOffered: (each: JournalEntry) => undoOfEntry(each) !== "nothing" && !deps.journal.isRunning(each.id),
  };
  await withEntry(deps, node, question, async (entry, options) => {
    if (deps.journal.isRunning(entry.id)) {
      void notifyInformation(describeStillRunning(deps.journal.runsElsewhere(entry.id)));
      return;
    }
    await undoEntry(deps, entry, changeReference(node)?.index, options);
  });
}

/** Takes back the last change that was made, from this window or another. */
export async function undoLastChange(deps: HistoryDeps): Promise<void> {
  await deps.journal.reload();
  const last = lastToUndo(deps.journal.entries, (id) => deps.journal.isRunning(id));
  if (last === undefined) {
    void notifyInformation(vscode.l10n.t("There are no changes to undo."));
    return;
  }
  await deps.journal.open(last.id);
  await undoEntry(deps, last, undefined);
}
