import * as vscode from "vscode";
import { forButton, forInput, forPlainLine, forQuickPick } from "./safeText";

/** A line of a quick pick. Its texts show what they hold, letter by letter; an icon is named apart from them. */
export interface Line {
  readonly label: string;
  /** The name of an icon of VS Code, without `$()`. */
  readonly icon?: string;
  readonly description?: string;
  readonly detail?: string;
  /** Whether it is a heading of what follows, and cannot be chosen. */
  readonly isHeading?: boolean;
}

/** A line as VS Code is given it. */
export interface ShownLine<Item extends Line> extends vscode.QuickPickItem {
  readonly line: Item;
}

/** The texts of a line as VS Code is given them. */
export function shownTexts({ label, icon, description, detail }: Line): vscode.QuickPickItem {
  const shown = forQuickPick(label);
  return {
    label: icon === undefined ? shown : `$(${icon}) ${shown}`,
    ...(description === undefined ? {} : { description: forQuickPick(description) }),
    ...(detail === undefined ? {} : { detail: forQuickPick(detail) }),
  };
}

/** A line as VS Code is given it, which leads back to it. */
export function shownLine<Item extends Line>(line: Item): ShownLine<Item> {
  return line.isHeading === true
    ? { label: forPlainLine(line.label), kind: vscode.QuickPickItemKind.Separator, line }
    : { ...shownTexts(line), line };
}

/** Lets the user choose one of a few lines. @returns undefined where they close the list */
export async function pickLine<Item extends Line>(
  lines: readonly Item[],
  { title, placeholder }: { readonly title?: string; readonly placeholder?: string },
): Promise<Item | undefined> {
  const options = {
    ignoreFocusOut: true,
    ...(title === undefined ? {} : { title: forPlainLine(title) }),
    ...(placeholder === undefined ? {} : { placeHolder: forPlainLine(placeholder) }),
  };
  return (await vscode.window.showQuickPick(lines.map(shownLine), options))?.line;
}

/** A button in the title of a list. */
export function titleButton(icon: string, label: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip: forButton(label) };
}

/** A list of lines that is shown when it is ready. */
export function createLinesPick<Item extends Line>(
  title: string,
  placeholder: string,
): vscode.QuickPick<ShownLine<Item>> {
  const pick = vscode.window.createQuickPick<ShownLine<Item>>();
  pick.title = forPlainLine(title);
  pick.placeholder = forPlainLine(placeholder);
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  return pick;
}

/** Asks for a text that passes a check. @returns undefined where the user closes the input */
export async function askForText({
  title,
  prompt,
  check,
}: {
  readonly title: string;
  readonly prompt: string;
  readonly check: (text: string) => string | undefined;
}): Promise<string | undefined> {
  return await vscode.window.showInputBox({
    title: forPlainLine(title),
    prompt: forInput(prompt),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const fault = check(text);
      return fault === undefined ? undefined : forInput(fault);
    },
  });
}

/** An input that is shown when it is ready. */
export function createInput(title: string, placeholder: string): vscode.InputBox {
  const input = vscode.window.createInputBox();
  input.title = forPlainLine(title);
  input.placeholder = forPlainLine(placeholder);
  return input;
}
