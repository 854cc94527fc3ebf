import * as vscode from "vscode";
import type { ViewDeps } from "./deps";
import { createInput } from "../../ui/shown/quickPick";

/** Filters the tree by name while the user types. Escape brings back what the filter was before. */
export async function filter(deps: ViewDeps): Promise<void> {
  const before = deps.treeSettings.filter;
  const placeholder = vscode.l10n.t("Part of the name of a scale set or virtual machine");
  const input = createInput(vscode.l10n.t("Filter resources by name"), placeholder);
  input.value = before;
  await new Promise<void>((resolve) => {
    let accepted = false;
    input.onDidChangeValue((value) => {
      deps.treeSettings.setFilter(value.trim());
    });
    input.onDidAccept(() => {
      accepted = true;
      input.hide();
    });
    input.onDidHide(() => {
      if (!accepted) {
        deps.treeSettings.setFilter(before);
      }
      input.dispose();
      resolve();
    });
    input.show();
  });
}

/** Shows every resource again. */
export function clearFilter(deps: ViewDeps): Promise<void> {
  deps.treeSettings.setFilter("");
  return Promise.resolve();
}

/** Groups the resources of a subscription by kind. */
export const groupByKind = (deps: ViewDeps): Promise<void> => deps.treeSettings.setGrouping("kind");

/** Groups the resources of a subscription by resource group. */
export const groupByResourceGroup = (deps: ViewDeps): Promise<void> => deps.treeSettings.setGrouping("resourceGroup");
