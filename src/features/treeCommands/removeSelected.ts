import * as vscode from "vscode";
import type { TreeNode } from "../../ui/nodes";
import { notifyInformation } from "../../ui/shown/messages";
import type { SelectableView } from "../../ui/treeSelection";
import type { SelectionDeps } from "./deps";

/** What removes a row of a kind. `many`: it takes several rows at once. */
const removals: Partial<Record<TreeNode["kind"], { readonly command: string; readonly many: boolean }>> = {
  resource: { command: "managedIdentities.removeAllIdentities", many: true },
  systemAssigned: { command: "managedIdentities.disableSystemAssigned", many: true },
  userAssigned: { command: "managedIdentities.removeUserAssigned", many: true },
  use: { command: "managedIdentities.removeUserAssigned", many: true },
  retiredExtension: { command: "managedIdentities.removeRetiredExtension", many: false },
  federatedCredential: { command: "managedIdentities.removeFederatedCredential", many: false },
  identity: { command: "managedIdentities.deleteIdentity", many: false },
};

/** The Delete key: removes what is selected in a view, through the command of its menu and with the same review. */
export async function removeSelected(deps: SelectionDeps, argument?: unknown): Promise<void> {
  const view: SelectableView = argument === "identities" ? "identities" : "resources";
  const nodes = await meantNodes(deps, view);
  const [first, ...rest] = nodes;
  const removal = first && removals[first.kind];
  if (removal === undefined || rest.some(({ kind }) => kind !== first?.kind)) {
    void notifyInformation(vscode.l10n.t("Select rows of one kind that can be removed."));
    return;
  }
  if (rest.length > 0 && !removal.many) {
    void notifyInformation(vscode.l10n.t("Select a single row. These are removed one at a time."));
    return;
  }
  await vscode.commands.executeCommand(removal.command, first, nodes);
}

/**
 * The selected rows where the one with the keyboard's focus is among them, else that one: arrow keys move the focus and leave the selection
 * behind. VS Code tells extensions the selection only, so that the focus is found by what toggling it changes.
 */
async function meantNodes({ treeSelection }: SelectionDeps, view: SelectableView): Promise<readonly TreeNode[]> {
  const before = treeSelection.of(view);
  await vscode.commands.executeCommand("list.toggleSelection");
  const toggled = treeSelection.of(view);
  await vscode.commands.executeCommand("list.toggleSelection");
  const added = toggled.filter(({ id }) => !before.some((node) => node.id === id));
  return added.length > 0 ? added : before;
}
