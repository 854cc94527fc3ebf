import type * as vscode from "vscode";
import type { TreeNode } from "../../ui/nodes";
import { treeItem, type RowItem } from "../../ui/shown/tree";

/** A tree item with the id of its node. */
export function item(node: TreeNode, label: string, state: vscode.TreeItemCollapsibleState): RowItem {
  const made = treeItem(label, state);
  made.id = node.id;
  return made;
}

/** Lines of a tooltip. Plain text: names and ids come from servers and must not be read as Markdown. */
export function tooltip(lines: readonly (string | undefined)[]): string {
  return lines.filter((line) => line !== undefined && line !== "").join("\n");
}
