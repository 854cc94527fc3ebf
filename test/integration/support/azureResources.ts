import type { IntegrationRun } from "../harness/provided";
import { installForTests } from "./templateFiles";

/** What the stand-in shows: a label, the context value of its node, and the node that a command is handed. */
export interface StandInNode {
  readonly label: string;
  readonly contextValue: string;
  readonly node: unknown;
}

/** Its container, in the activity bar. */
export const AZURE = "Azure Stand-In";

/**
 * Installs a small extension that looks to ours like Azure Resources: its view's id, the context values of its nodes, what it hands to
 * commands, and its list of commands that create resources.
 */
export async function installAzureResources(run: IntegrationRun, nodes: readonly StandInNode[]): Promise<void> {
  const code = `
const vscode = require("vscode");
const nodes = ${JSON.stringify(nodes)};
exports.activate = (context) => {
  const treeDataProvider = {
    getChildren: (node) => (node === undefined ? nodes.map((each) => Object.assign(each.node, { shown: each })) : []),
    getTreeItem: ({ shown }) => Object.assign(new vscode.TreeItem(shown.label), { contextValue: shown.contextValue }),
  };
  context.subscriptions.push(
    vscode.window.createTreeView("azureResourceGroups", { treeDataProvider }),
    vscode.commands.registerCommand("standIn.createResource", async () => {
      const commands = vscode.extensions.all.flatMap((each) => each.packageJSON.contributes?.["x-azResources"]?.commands ?? []);
      const picked = await vscode.window.showQuickPick(
        commands.map(({ title, detail, command }) => ({ label: title, detail, command })),
        { placeHolder: "Select a resource to create" },
      );
      if (picked) await vscode.commands.executeCommand(picked.command);
    }),
  );
};`;
  await installForTests(
    run,
    {
      name: "azure-resources-stand-in",
      activationEvents: ["onView:azureResourceGroups", "onCommand:standIn.createResource"],
      contributes: {
        viewsContainers: { activitybar: [{ id: "azureStandIn", title: AZURE, icon: "$(azure)" }] },
        views: {
          azureStandIn: [
            { id: "azureResourceGroups", name: "Azure" },
            { id: "azureStandIn.other", name: "Other" },
          ],
        },
        commands: [{ command: "standIn.createResource", category: "Azure", title: "Create Resource..." }],
        menus: { "view/item/context": [{ command: "standIn.createResource", when: "view == azureResourceGroups" }] },
      },
    },
    code,
  );
}
