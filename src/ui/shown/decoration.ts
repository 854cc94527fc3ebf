import * as vscode from "vscode";
import { forPlainLine } from "./safeText";

/** No other extension decorates what is of this scheme. */
const SCHEME = "azure-managed-identities";

/** What is drawn beside a row: a warning of its own, or how many there are below it. */
export interface RowWarning {
  readonly text: string;
  /** Of how many rows below it; 0 where the warning is the row's own. */
  readonly below: number;
}

/** What a row of a tree is decorated by: it holds all that is drawn, so that a row that changes is given another. */
export function warningUri(nodeId: string, { text, below }: RowWarning): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${nodeId}`, query: JSON.stringify({ text, below }) });
}

function warningOf({ scheme, query }: vscode.Uri): RowWarning | undefined {
  if (scheme !== SCHEME) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(query);
    return typeof value === "object" &&
      value !== null &&
      "text" in value &&
      "below" in value &&
      typeof value.text === "string" &&
      typeof value.below === "number"
      ? { text: value.text, below: value.below }
      : undefined;
  } catch {
    return undefined;
  }
}

/** A badge holds two characters. */
function badge(below: number): string {
  return below === 0 ? "!" : below > 9 ? "9+" : String(below);
}

/** Draws the warnings of `warningUri` wherever they are shown. */
export function registerRowWarnings(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: (uri) => {
      const warning = warningOf(uri);
      const color = new vscode.ThemeColor("list.warningForeground");
      return warning && new vscode.FileDecoration(badge(warning.below), forPlainLine(warning.text), color);
    },
  });
}
