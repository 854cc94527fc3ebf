import * as vscode from "vscode";
import type { JournalEntry } from "../../mutation/journal/journalEntry";
import type { App } from "../../ui/app";
import { pickEntry } from "./pickEntry";
import { chosen } from "../../ui/steps/targets";
import type { Step } from "../../ui/prompts";
import { entryAsCsv, entryAsJson } from "./journalRecordWords";
import { showInStatusBar } from "../../ui/shown/messages";

type Format = "json" | "csv";

const formatStep: Step<{ format?: Format }> = {
  id: "format",
  isNeeded: () => true,
  async ask(answers, prompts) {
    answers.format = await prompts.pick<Format>(
      [
        { label: "CSV", description: vscode.l10n.t("a row a resource, for a spreadsheet"), data: "csv" },
        { label: "JSON", description: vscode.l10n.t("everything that is known, for a program"), data: "json" },
      ],
      { placeholder: vscode.l10n.t("Choose a format") },
    );
  },
  forget(answers) {
    delete answers.format;
  },
};

/** A name that every file system takes. */
function fileName({ startedAt }: JournalEntry, format: Format): string {
  const time = new Date(startedAt).toISOString().slice(0, 19).replaceAll(":", "-");
  return `identity-changes-${time}.${format}`;
}

/** Saves the record of a change as a file. */
export async function saveChangeRecord(app: App, node?: unknown): Promise<void> {
  const title = vscode.l10n.t("Save a record of a change");
  const entry = await pickEntry(app, node, {
    title,
    placeholder: vscode.l10n.t("Choose the change"),
    empty: vscode.l10n.t("There is no change yet."),
    isOffered: () => true,
  });
  const answers: { format?: Format } = {};
  await app.ui.runSteps(title, [formatStep], answers);
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
  const latest = app.journal.entry(entry.id) ?? entry;
  const isLive = app.journal.isRunning(entry.id);
  const text = format === "csv" ? entryAsCsv(latest, isLive) : entryAsJson(latest, isLive);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  showInStatusBar(vscode.l10n.t("Saved {0}", name));
}
