import * as vscode from "vscode";
import { type CommandTable, lazyCommands } from "../command";
import type { JournalEntry } from "../../mutation/journal/journalEntry";
import type { ChangeIdentities } from "../changeIdentities/deps";
import type { HistoryDeps } from "./deps";

/** The commands on the list of changes. */
export function register(deps: HistoryDeps): CommandTable {
  const loadUndo = () => import("./undoChange");
  const loadCopy = () => import("./copyRecordedChangeAs");
  return lazyCommands(deps, {
    undoLastChange: async () => (await loadUndo()).undoLastChange,
    undoChange: async () => (await loadUndo()).undoChange,
    retryFailedChanges: async () => (await import("./retryFailedChanges")).retryFailedChanges,
    saveChangeRecord: async () => (await import("./saveChangeRecord")).saveChangeRecord,
    showChanges: () => Promise.resolve(showChanges),
    copyRecordedChangeAs: async () => (await loadCopy()).copyRecordedChangeAs,
    showRecordedChangeAs: async () => (await loadCopy()).showRecordedChangeAs,
  });
}

/** Takes an entry back by a given way of changing identities, for other features. */
export function lazyUndoEntry(
  deps: Omit<HistoryDeps, "changeIdentities">,
): (entry: JournalEntry, changeIdentities: ChangeIdentities) => Promise<void> {
  return async (entry, changeIdentities) => {
    const { undoEntry } = await import("./undoEntry");
    await undoEntry({ ...deps, changeIdentities }, entry, undefined);
  };
}

/** Shows the view of changes. */
async function showChanges(): Promise<void> {
  await vscode.commands.executeCommand("managedIdentities.changes.focus");
}
