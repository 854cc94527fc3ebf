import * as vscode from "vscode";
import { forPlainLine, forPlainText } from "./safeText";
import { markdownTooltip, type Tooltip } from "./tooltip";

/** An item of a tree, with its tooltip as data: it is compared with what was drawn before. */
export interface RowItem extends vscode.TreeItem {
  hover?: Tooltip;
}

/** What a tree shows. Its items hold their texts as they are: `createTree` has them escaped. */
export interface TreeContent<Node> {
  readonly onDidChangeTreeData: vscode.Event<Node[] | undefined>;
  getTreeItem(node: Node): RowItem;
  getChildren(node?: Node): Node[] | Promise<Node[]>;
  getParent(node: Node): Node | undefined;
}

/** An item of a tree that `createTree` shows. */
export function treeItem(label: string, state?: vscode.TreeItemCollapsibleState): RowItem {
  return new vscode.TreeItem(label, state);
}

/** Shows a tree, in which every item shows what its texts hold. */
export function createTree<Node>(
  viewId: string,
  content: TreeContent<Node>,
  options: { readonly canSelectMany: boolean },
): vscode.TreeView<Node> {
  const treeDataProvider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: content.onDidChangeTreeData,
    getTreeItem: (node) => shownItem(content.getTreeItem(node)),
    getChildren: (node) => content.getChildren(node),
    getParent: (node) => content.getParent(node),
  };
  return vscode.window.createTreeView(viewId, { ...options, treeDataProvider, showCollapseAll: true });
}

/** Trees draw no icons and no links in strings. */
function shownItem(item: RowItem): vscode.TreeItem {
  const { label, description, tooltip, hover, accessibilityInformation } = item;
  return Object.assign(item, {
    ...(typeof label === "string" ? { label: forPlainLine(label) } : {}),
    ...(typeof description === "string" ? { description: forPlainLine(description) } : {}),
    ...(typeof tooltip === "string" ? { tooltip: forPlainText(tooltip) } : {}),
    ...(hover === undefined ? {} : { tooltip: markdownTooltip(hover) }),
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

/** Shows a text beside the title of a tree, or takes it away. */
export function setViewDescription(view: vscode.TreeView<unknown>, description: string | undefined): void {
  // As with the message.
  Object.assign(view, { description: description === undefined ? undefined : forPlainLine(description) });
}
