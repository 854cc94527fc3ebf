import * as vscode from "vscode";
import { type CommandTable, lazyCommands } from "../command";
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

/** Shows the view of changes. */
async function showChanges(): Promise<void> {
  await vscode.commands.executeCommand("managedIdentities.changes.focus");
}
