import * as vscode from "vscode";

/** An ARM template with two faults in its identity blocks, and a virtual machine without one. */
const EXAMPLE = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "location": { "type": "string", "defaultValue": "[resourceGroup().location]" }
  },
  "resources": [
    {
      "type": "Microsoft.ManagedIdentity/userAssignedIdentities",
      "apiVersion": "2024-11-30",
      "name": "id-example",
      "location": "[parameters('location')]"
    },
    {
      "type": "Microsoft.Compute/virtualMachineScaleSets",
      "apiVersion": "2024-07-01",
      "name": "vmss-example",
      "location": "[parameters('location')]",
      "dependsOn": ["id-example"],
      "identity": {
        "type": "SystemAssigned",
        "userAssignedIdentities": {
          "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-example')]": {}
        }
      },
      "properties": {}
    },
    {
      "type": "Microsoft.Compute/virtualMachines",
      "apiVersion": "2024-07-01",
      "name": "vm-example-01",
      "location": "[parameters('location')]",
      "identity": {
        "type": "UserAssigned"
      },
      "properties": {}
    },
    {
      "type": "Microsoft.Compute/virtualMachines",
      "apiVersion": "2024-07-01",
      "name": "vm-example-02",
      "location": "[parameters('location')]",
      "properties": {}
    }
  ]
}
`;

/** Opens a new file with an example, for whoever has no template at hand. */
export async function openExampleTemplate(): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: EXAMPLE, language: "json" }));
}
