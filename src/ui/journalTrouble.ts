import * as vscode from "vscode";
import { notifyWarning } from "./shown/messages";

/**
 * What is done where the list of changes cannot be read or saved: it is told once a window, as whoever wants to undo something later
 * would not find it; each failure is in the log.
 */
export function journalTrouble(log: Pick<vscode.LogOutputChannel, "show" | "warn">): (error: unknown) => void {
  let isTold = false;
  return (error) => {
    log.warn(String(error));
    if (isTold) {
      return;
    }
    isTold = true;
    const details = vscode.l10n.t("Show Details");
    const text = vscode.l10n.t(
      "Couldn't read or save the list of changes. What isn't saved can't be undone after this window closes.",
    );
    void notifyWarning(text, details).then((button) => {
      if (button === details) {
        log.show(true);
      }
    });
  };
}
