import * as vscode from "vscode";
import type { RunStepsOptions } from "../prompts";
import { showInStatusBar } from "./messages";
import { pickLine } from "./quickPick";
import { forPlainLine } from "./safeText";

/** A form in which something can be saved. */
export interface SaveFormat {
  /** Like `CSV`. */
  readonly label: string;
  readonly description: string;
  /** The ending of its files, without a dot. */
  readonly ending: string;
  /** What is written, made when the format has been chosen. */
  readonly text: () => string;
}

/** Asks in which form, and where to. `name` without an ending, and such as every file system takes. Nothing happens where the user closes either. @throws WentBack */
export async function saveInFormat(
  title: string,
  name: string,
  formats: readonly SaveFormat[],
  options: RunStepsOptions = {},
): Promise<void> {
  const placeholder = vscode.l10n.t("Select a format");
  const format = await pickLine(formats, { title, placeholder, ...options });
  if (format !== undefined) {
    await saveFile(title, name, format);
  }
}

/** Asks where to save a text, and writes it there. */
export async function saveFile(title: string, name: string, { label, ending, text }: SaveFormat): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = `${name}.${ending}`;
  const target = await vscode.window.showSaveDialog({
    title: forPlainLine(title),
    defaultUri: folder === undefined ? vscode.Uri.file(file) : vscode.Uri.joinPath(folder, file),
    filters: { [label]: [ending] },
  });
  if (target === undefined) {
    return;
  }
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text()));
  showInStatusBar(vscode.l10n.t("Saved {0}", target.path.split("/").at(-1) ?? file));
}

/** A name of a file made of a text: letters and digits of it, and a day. */
export function fileNameOf(text: string, at: number): string {
  const plain = text.replaceAll(/[^A-Za-z0-9._-]+/g, "-").replaceAll(/^[-.]+|[-.]+$/g, "");
  return `${plain.slice(0, 60)}-${new Date(at).toISOString().slice(0, 10)}`;
}
