import * as vscode from "vscode";
import type { RetiredState } from "../../azure/compute/extensionFindings";
import type { TreeNode } from "../../ui/nodes";
import { retiredInWords } from "../../ui/words/retired";
import { item, tooltip } from "./item";

const { None } = vscode.TreeItemCollapsibleState;

/** The retired managed identity extension of a resource. */
export function retiredItem(node: TreeNode, state: RetiredState): vscode.TreeItem {
  const names = state.kind === "carries" ? state.names.join(", ") : "";
  const made = item(node, vscode.l10n.t("Retired extension"), None);
  made.description = names;
  made.contextValue = "retiredExtension";
  made.iconPath = new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  made.tooltip = tooltip([names, retiredInWords()]);
  made.accessibilityInformation = { label: vscode.l10n.t("Warning, retired extension {0}", names) };
  return made;
}
