const vscode = require("vscode");

/** Once a window: what the user opens instead stays open when it is loaded again. */
exports.activate = async ({ workspaceState }) => {
  if (workspaceState.get("opened") !== true) {
    await workspaceState.update("opened", true);
    await vscode.commands.executeCommand("workbench.view.extension.managedIdentities");
    await vscode.commands.executeCommand(
      "workbench.action.openWalkthrough",
      "managed-identity-tools.azure-managed-identities#gettingStarted",
      false,
    );
  }
};
