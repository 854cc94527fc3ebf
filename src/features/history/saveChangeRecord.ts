import * as vscode from "vscode";
import type { JournalEntry } from "../../mutation/journal/journalEntry";
import type { HistoryDeps } from "./deps";
import { pickEntry } from "./pickEntry";
import { chosen } from "../../ui/steps/targets";
import { answerStep } from "../../ui/prompts";
import { formatEntryAsCsv, formatEntryAsJson } from "./journalRecordWords";
import { showInStatusBar } from "../../ui/shown/messages";

type Format = "json" | "csv";

const formatStep = answerStep<{ format?: Format }, "format">("format", (_, prompts) =>
  prompts.pick<Format>(
    [
      { label: "CSV", description: vscode.l10n.t("One row per resource, for a spreadsheet"), data: "csv" },
      { label: "JSON", description: vscode.l10n.t("All details, for a program"), data: "json" },
    ],
    { placeholder: vscode.l10n.t("Select a format") },
  ),
);

/** A name that every file system takes. */
function fileName({ startedAt }: JournalEntry, format: Format): string {
  const time = new Date(startedAt).toISOString().slice(0, 19).replaceAll(":", "-");
  return `identity-changes-${time}.${format}`;
}

/** Saves the record of a change as a file. */
export async function saveChangeRecord(deps: HistoryDeps, node?: unknown): Promise<void> {
  const title = vscode.l10n.t("Save a record of a change");
  const entry = await pickEntry(deps, node, {
    title,
    placeholder: vscode.l10n.t("Select the change"),
    empty: vscode.l10n.t("There are no changes yet."),
    isOffered: () => true,
  });
  const answers: { format?: Format } = {};
  await deps.ui.runSteps(title, [formatStep], answers);
  const format = chosen(answers.format);
  const name = fileName(entry, format);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title,
    defaultUri: folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name),
    filters: format === "csv" ? { CSV: ["csv"] } : { JSON: ["json"] },
  });
  if (target === undefined) {
    return;
  }
  const latest = deps.journal.entry(entry.id) ?? entry;
  const isLive = deps.journal.isRunning(entry.id);
  const text = format === "csv" ? formatEntryAsCsv(latest, isLive) : formatEntryAsJson(latest, isLive);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  showInStatusBar(vscode.l10n.t("Saved {0}", name));
}
