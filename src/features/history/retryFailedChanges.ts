import * as vscode from "vscode";
import { isRetryable, retryableRecords } from "../../mutation/journal/journalQuery";
import type { JournalEntry } from "../../mutation/journal/journalEntry";
import type { RunStepsOptions } from "../../ui/prompts";
import type { HistoryDeps } from "./deps";
import { targetsOfRecords } from "./journalTargets";
import { withEntry } from "./pickEntry";
import { changeReference } from "../../ui/journalNodes";
import { notifyInformation } from "../../ui/shown/messages";
import { describeStillRunning } from "../../ui/words/journalWords";

/** Plans what failed in a batch anew, or what failed on one of its resources, on what the resources carry now, and tries it again. */
export async function retryFailedChanges(deps: HistoryDeps, node?: unknown): Promise<void> {
  const question = {
    title: vscode.l10n.t("Retry failed changes"),
    placeholder: vscode.l10n.t("Select the change whose failed resources to retry"),
    empty: vscode.l10n.t("There are no failed changes to retry."),
    isOffered: (each: JournalEntry) => !deps.journal.isRunning(each.id) && isRetryable(deps.journal.entries, each),
  };
  await withEntry(deps, node, question, (entry, options) =>
    retryEntry(deps, entry, changeReference(node)?.index, options),
  );
}

async function retryEntry(
  deps: HistoryDeps,
  entry: JournalEntry,
  index: number | undefined,
  { canGoBack = false }: RunStepsOptions,
): Promise<void> {
  if (deps.journal.isRunning(entry.id)) {
    void notifyInformation(describeStillRunning(deps.journal.runsElsewhere(entry.id)));
    return;
  }
  const records = retryableRecords(deps.journal.entries, entry).filter(
    (record) => index === undefined || record === entry.records[index],
  );
  if (records.length === 0) {
    void notifyInformation(vscode.l10n.t("There's nothing to retry."));
    return;
  }
  const targets = await targetsOfRecords(
    deps,
    records.map((record) => ({ record, change: record.change })),
  );
  if (targets.length > 0) {
    await deps.changeIdentities(targets, { origin: { kind: "retry", entryId: entry.id }, canGoBack });
  }
}
