import * as vscode from "vscode";
import type { ReferenceState } from "../../azure/inventory/deadReferences";

/** The icon of a user-assigned identity, which shows whether it still exists where that is in doubt. */
export function referenceIcon(state: ReferenceState): vscode.ThemeIcon {
  switch (state.kind) {
    case "dead":
    case "stale":
      return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
    case "unknown":
      return new vscode.ThemeIcon("question");
    case "alive":
    case "notVisible":
    case "checking":
      return new vscode.ThemeIcon("account");
  }
}
