import * as vscode from "vscode";
import { showMessage } from "./shown/messages";

/** A toast without a button shows one line of some sixty letters, and cuts off the rest; with one it shows the whole text. */
const LETTERS_IN_ONE_LINE = 50;

function buttonsFor(text: string, buttons: readonly string[]): readonly string[] {
  return buttons.length === 0 && text.length > LETTERS_IN_ONE_LINE ? [vscode.l10n.t("OK")] : buttons;
}

/** Shows a text that the user may read in passing. @returns the button that was pressed */
export async function notifyInformation(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return await showMessage("information", text, buttonsFor(text, buttons));
}

/** Shows a text that the user should not miss. @returns the button that was pressed */
export async function notifyWarning(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return await showMessage("warning", text, buttonsFor(text, buttons));
}
