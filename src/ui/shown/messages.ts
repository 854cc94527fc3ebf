import * as vscode from "vscode";
import { forButton, forDialog, forNotification, forStatusBar } from "./safeText";

/** How much a message matters. */
export type MessageLevel = "information" | "warning" | "error";

const STATUS_MS = 5000;

function pressed(buttons: readonly string[], shown: string | undefined): string | undefined {
  return buttons.find((button) => forButton(button) === shown);
}

/** Shows a notification. Nothing in its text becomes a link. @returns the button that was pressed */
export async function showMessage(
  level: MessageLevel,
  text: string,
  buttons: readonly string[] = [],
): Promise<string | undefined> {
  const [shown, shownButtons] = [forNotification(text), buttons.map(forButton)];
  switch (level) {
    case "information":
      return pressed(buttons, await vscode.window.showInformationMessage(shown, ...shownButtons));
    case "warning":
      return pressed(buttons, await vscode.window.showWarningMessage(shown, ...shownButtons));
    case "error":
      return pressed(buttons, await vscode.window.showErrorMessage(shown, ...shownButtons));
  }
}

/** Asks in a dialog that everything else waits for. @returns the button that was pressed; undefined where it was closed */
export async function askInDialog(
  question: string,
  detail: string,
  buttons: readonly string[],
): Promise<string | undefined> {
  const options = { modal: true, detail: forDialog(detail) };
  return pressed(
    buttons,
    await vscode.window.showWarningMessage(forDialog(question), options, ...buttons.map(forButton)),
  );
}

/** Shows a text in the status bar for some seconds. */
export function showInStatusBar(text: string): void {
  vscode.window.setStatusBarMessage(forStatusBar(text), STATUS_MS);
}
