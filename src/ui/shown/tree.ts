import type * as vscode from "vscode";
import { forPlainLine, forPlainText } from "./safeText";

/** The same item, whose texts show what they hold. Trees draw no icons and no links in strings. */
export function shownItem(item: vscode.TreeItem): vscode.TreeItem {
  const { label, description, tooltip, accessibilityInformation } = item;
  return Object.assign(item, {
    ...(typeof label === "string" ? { label: forPlainLine(label) } : {}),
    ...(typeof description === "string" ? { description: forPlainLine(description) } : {}),
    ...(typeof tooltip === "string" ? { tooltip: forPlainText(tooltip) } : {}),
    ...(accessibilityInformation === undefined
      ? {}
      : {
          accessibilityInformation: {
            ...accessibilityInformation,
            label: forPlainLine(accessibilityInformation.label),
          },
        }),
  });
}

/** Shows a message over a tree, or takes it away. */
export function setViewMessage(view: vscode.TreeView<unknown>, message: string | undefined): void {
  // Undefined takes a message away, which the type of the property does not say under exactOptionalPropertyTypes.
  Object.assign(view, { message: message === undefined ? undefined : forPlainLine(message) });
}
