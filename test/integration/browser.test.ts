import { describe, expect, test } from "vitest";
import { useWorkbench } from "./harness/useWorkbench";
import { templateOf, waitForLenses } from "./support/templateFiles";

const ID = "managed-identity-tools.azure-managed-identities";

const TEMPLATE = templateOf(`
"type": "Microsoft.Compute/virtualMachines",
"apiVersion": "2024-03-01",
"name": "vm-1",
"identity": {
  "type": "UserAssigned"
}`);

const BICEP = `resource vm 'Microsoft.Compute/virtualMachines@2024-03-01' = {
  name: 'vm-1'
  identity: {
    type: 'UserAssigned'
  }
}
`;

const TERRAFORM = `resource "azurerm_linux_virtual_machine" "vm" {
  name = "vm-1"
  identity {
    type = "UserAssigned"
  }
}
`;

describe("in the web worker of a browser, without Azure", () => {
  const session = useWorkbench({
    userSettings: { "remote.extensionKind": { [ID]: ["web"] } },
    files: { "main.json": TEMPLATE, "main.bicep": BICEP, "main.tf": TERRAFORM },
  });

  test.each([
    { file: "main.json", after: '"type": "SystemAssigned"' },
    { file: "main.bicep", after: "type: 'SystemAssigned'" },
    { file: "main.tf", after: 'type = "SystemAssigned"' },
  ])("$file has its lenses and its problem, and is edited by steps", async ({ file, after }) => {
    const { workbench, emulator } = session();
    const { editor, quickInput, panel } = workbench;
    await editor.open(file);
    await waitForLenses(workbench, "No identity", "Edit identities...");
    await panel.showProblems();
    await panel.waitForProblem(/requires user-assigned identities/);
    await editor.pressCodeLens("Edit identities...");
    await quickInput.waitFor({ placeholder: "vm-1: No identity" });
    const labels = (await quickInput.now())?.items.map(({ label }) => label.trim()) ?? [];
    expect(labels).toContain("Assign user-assigned identities...");
    expect(labels.filter((label) => /live/i.test(label))).toEqual([]);
    await quickInput.choose("Enable the system-assigned identity");
    await editor.waitForText("the identity", (text) => text.includes(after));
    await waitForLenses(workbench, "Identity: system-assigned", "Edit identities...");
    expect(emulator.control.requests()).toEqual([]);
  });

  test("a command that needs Azure says where it can be had", async () => {
    const { workbench } = session();
    await workbench.palette.run("Managed Identities: Sign In to Azure...");
    await workbench.notifications.waitFor(/^In a browser, only the editing of templates is available\./);
  });
});
