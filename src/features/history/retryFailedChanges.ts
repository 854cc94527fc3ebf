import * as vscode from "vscode";
import { retryableRecords } from "../../mutation/journal/journalQuery";
import type { App } from "../../ui/app";
import { changeResources } from "../changeIdentities/batchChange";
import { targetsOfRecords } from "./journalTargets";
import { pickEntry } from "./pickEntry";
import { tellInformation } from "../../ui/tell";
import { stillRunningInWords } from "../../ui/words/journal";

/** Plans what failed in a batch anew, on what the resources carry now, and tries it again. */
export async function retryFailedChanges(app: App, node?: unknown): Promise<void> {
  const entry = await pickEntry(app, node, {
    title: vscode.l10n.t("Retry what failed"),
    placeholder: vscode.l10n.t("Choose the change whose failed resources are to be tried again"),
    empty: vscode.l10n.t("There is no change with something to try again."),
    isOffered: (each) => !app.journal.isRunning(each.id) && retryableRecords(app.journal.entries, each).length > 0,
  });
  if (app.journal.isRunning(entry.id)) {
    void tellInformation(stillRunningInWords(app.journal.runsElsewhere(entry.id)));
    return;
  }
  const records = retryableRecords(app.journal.entries, entry);
  if (records.length === 0) {
    void tellInformation(vscode.l10n.t("There is nothing to try again."));
    return;
  }
  const targets = await targetsOfRecords(
    app,
    records.map((record) => ({ record, change: record.change })),
  );
  if (targets.length > 0) {
    await changeResources(app, targets, { origin: { kind: "retry", entryId: entry.id } });
  }
}
