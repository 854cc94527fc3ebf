import * as vscode from "vscode";

/** One icon for all resources: what it shows is looked at in a real window. */
export const fakeIcons = { of: (): vscode.ThemeIcon => new vscode.ThemeIcon("vm") };
