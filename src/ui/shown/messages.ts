import * as vscode from "vscode";
import { forButton, forDialog, forNotification, forStatusBar } from "./safeText";

/** A notification without a button shows one line of some sixty letters, and cuts off the rest; with one it shows the whole text. */
const LETTERS_IN_ONE_LINE = 50;

const STATUS_MS = 5000;

function pressed(buttons: readonly string[], shown: string | undefined): string | undefined {
  return buttons.find((button) => forButton(button) === shown);
}

/** Shows a notification by a call of VS Code. Nothing in its text becomes a link. @returns the button that was pressed */
async function notify(
  show: (text: string, ...buttons: readonly string[]) => Thenable<string | undefined>,
  text: string,
  given: readonly string[],
): Promise<string | undefined> {
  const buttons = given.length === 0 && text.length > LETTERS_IN_ONE_LINE ? [vscode.l10n.t("OK")] : given;
  return pressed(buttons, await show(forNotification(text), ...buttons.map(forButton)));
}

/** Shows a text that the user may read in passing. @returns the button that was pressed */
export async function notifyInformation(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return await notify(vscode.window.showInformationMessage, text, buttons);
}

/** Shows a text that the user should not miss. @returns the button that was pressed */
export async function notifyWarning(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return await notify(vscode.window.showWarningMessage, text, buttons);
}

/** Shows what has failed. @returns the button that was pressed */
export async function notifyError(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return await notify(vscode.window.showErrorMessage, text, buttons);
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
