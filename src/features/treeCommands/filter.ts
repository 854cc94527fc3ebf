import * as vscode from "vscode";
import type { App } from "../../ui/app";
import { createInput } from "../../ui/shown/quickPick";

/** Filters the tree by name while the person types. Escape brings back what the filter was before. */
export async function filter(app: App): Promise<void> {
  const before = app.treeSettings.filter;
  const placeholder = vscode.l10n.t("A part of the name of a scale set or virtual machine");
  const input = createInput(vscode.l10n.t("Filter resources by name"), placeholder);
  input.value = before;
  await new Promise<void>((resolve) => {
    let accepted = false;
    input.onDidChangeValue((value) => {
      app.treeSettings.setFilter(value.trim());
    });
    input.onDidAccept(() => {
      accepted = true;
      input.hide();
    });
    input.onDidHide(() => {
      if (!accepted) {
        app.treeSettings.setFilter(before);
      }
      input.dispose();
      resolve();
    });
    input.show();
  });
}

/** Shows every resource again. */
export function clearFilter(app: App): Promise<void> {
  app.treeSettings.setFilter("");
  return Promise.resolve();
}
