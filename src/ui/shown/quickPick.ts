import * as vscode from "vscode";
import { WentBack } from "../prompts";
import { forButton, forPlainLine, forQuickPick } from "./safeText";

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

/** How a few lines are shown. */
export interface PickLineOptions {
  readonly title?: string;
  readonly placeholder?: string;
  /** Whether there is a step to go back to. */
  readonly canGoBack?: boolean;
}

/** Lets the user choose one of a few lines. @returns undefined where they close the list @throws WentBack */
export async function pickLine<Item extends Line>(
  lines: readonly Item[],
  { title, placeholder, canGoBack = false }: PickLineOptions,
): Promise<Item | undefined> {
  const pick = createLinesPick<Item>(title, placeholder);
  try {
    pick.buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
    pick.items = lines.map(shownLine);
    return await new Promise<Item | undefined>((resolve, reject) => {
      pick.onDidAccept(() => {
        resolve(pick.selectedItems[0]?.line);
      });
      pick.onDidTriggerButton(() => {
        reject(new WentBack());
      });
      pick.onDidHide(() => {
        resolve(undefined);
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/** A button in the title of a list. */
export function titleButton(icon: string, label: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip: forButton(label) };
}

/** A list of lines that is shown when it is ready. */
export function createLinesPick<Item extends Line>(
  title: string | undefined,
  placeholder: string | undefined,
): vscode.QuickPick<ShownLine<Item>> {
  const pick = vscode.window.createQuickPick<ShownLine<Item>>();
  pick.title = title === undefined ? undefined : forPlainLine(title);
  pick.placeholder = placeholder === undefined ? undefined : forPlainLine(placeholder);
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  return pick;
}

/** An input that is shown when it is ready. */
export function createInput(title: string, placeholder: string): vscode.InputBox {
  const input = vscode.window.createInputBox();
  input.title = forPlainLine(title);
  input.placeholder = forPlainLine(placeholder);
  return input;
}
