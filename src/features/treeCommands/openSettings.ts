import * as vscode from "vscode";

/** Opens the settings of this extension. */
export async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", "managedIdentities");
}

/**
 * Opens the subscription filter. Where the Azure Resources extension, whose setting it is, is not there, the settings editor does
 * not know it, and the file is opened instead.
 */
export async function openSubscriptionFilter(): Promise<void> {
  const selectCommand = "azureResourceGroups.selectSubscriptions";
  if ((await vscode.commands.getCommands(true)).includes(selectCommand)) {
    await vscode.commands.executeCommand(selectCommand);
  } else {
    await vscode.commands.executeCommand("workbench.action.openSettingsJson", {
      revealSetting: { key: "azureResourceGroups.selectedSubscriptions" },
    });
  }
}
