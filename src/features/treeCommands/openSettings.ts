import * as vscode from "vscode";

/**
 * Opens the settings of this extension. Those that choose a cloud and a sign-in are of machine scope: in a remote window only the remote
 * settings have them.
 */
export async function openSettings(): Promise<void> {
  const command = vscode.env.remoteName === undefined ? "openSettings" : "openRemoteSettings";
  await vscode.commands.executeCommand(`workbench.action.${command}`, { query: "managedIdentities" });
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
