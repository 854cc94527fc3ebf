import * as vscode from "vscode";
import type { JournalEntry } from "../../mutation/journal/journalEntry";
import type { HistoryDeps } from "./deps";
import { withEntry } from "./pickEntry";
import { formatEntryAsCsv, formatEntryAsJson } from "./journalRecordWords";
import { saveInFormat } from "../../ui/shown/saveFile";

/** A name that every file system takes. */
function fileName({ startedAt }: JournalEntry): string {
  return `identity-changes-${new Date(startedAt).toISOString().slice(0, 19).replaceAll(":", "-")}`;
}

/** Saves the record of a change as a file. */
export async function saveChangeRecord(deps: HistoryDeps, node?: unknown): Promise<void> {
  const title = vscode.l10n.t("Save a record of a change");
  const question = {
    title,
    placeholder: vscode.l10n.t("Select the change"),
    empty: vscode.l10n.t("There are no changes yet."),
    isOffered: () => true,
  };
  await withEntry(deps, node, question, async (entry, options) => {
    const latest = (): JournalEntry => deps.journal.entry(entry.id) ?? entry;
    const isLive = (): boolean => deps.journal.isRunning(entry.id);
    const formats = [
      {
        label: "CSV",
        description: vscode.l10n.t("One row per resource, for a spreadsheet"),
        ending: "csv",
        text: () => formatEntryAsCsv(latest(), isLive()),
      },
      {
        label: "JSON",
        description: vscode.l10n.t("All details, for a program"),
        ending: "json",
        text: () => formatEntryAsJson(latest(), isLive(), (id) => deps.journal.entry(id)),
      },
    ];
    await saveInFormat(title, fileName(entry), formats, options);
  });
}
