import { beforeAll, describe, expect, inject, test } from "vitest";
import { machines, scaleSets } from "../emulator/src/estate/contosoMachines";
import { useWorkbench } from "./harness/useWorkbench";
import { AZURE, installAzureResources } from "./support/azureResources";

const subscription = { subscriptionId: "00000000-0000-0000-0000-000000000000" };

describe("beside the Azure Resources extension", () => {
  beforeAll(async () => {
    await installAzureResources(inject("integrationRun"), [
      {
        label: "vm-sql-01",
        contextValue: "azureResource;VirtualMachines;hasPortalUrl",
        node: { resource: { id: machines.oneUser, subscription } },
      },
      {
        label: "vmss-web-frontend",
        contextValue: "azureResource;VirtualMachineScaleSets",
        node: { resource: { id: scaleSets.webFrontend, subscription } },
      },
      { label: "odd", contextValue: "azureResource;VirtualMachines", node: { resource: { id: 5 } } },
      { label: "storage", contextValue: "azureResource;StorageAccounts", node: { resource: { id: "x" } } },
    ]);
  });
  const session = useWorkbench();

  test("its menu on machines and scale sets opens them in our view, and nowhere else", async () => {
    const { workbench } = session();
    for (const name of ["vm-sql-01", "vmss-web-frontend"]) {
      await workbench.openContainer(AZURE);
      await workbench.view("Azure").tree.chooseFromMenu([name], "Managed Identities...");
      const tree = workbench.view("Resources").tree;
      await workbench.screen.untilTrue(`${name} being selected in our view`, async () =>
        (await tree.visibleRows()).some(({ label, selected }) => label === name && selected),
      );
    }
    await workbench.openContainer(AZURE);
    const menu = await workbench.view("Azure").tree.contextMenu(["storage"]);
    expect((await menu.items()).map(({ label }) => label)).not.toContain("Managed Identities...");
    await menu.dismiss();
  });

  test("a node of another shape opens our view and nothing more", async () => {
    const { workbench } = session();
    await workbench.openContainer(AZURE);
    await workbench.view("Azure").tree.chooseFromMenu(["odd"], "Managed Identities...");
    await workbench.view("Resources").tree.row(["Contoso Production"]);
    expect(await workbench.quickInput.now()).toBeUndefined();
  });

  test("its list of resources to create has ours", async () => {
    const { workbench } = session();
    await workbench.palette.run("Azure: Create Resource...");
    await workbench.quickInput.waitFor({ placeholder: "Select a resource to create" });
    const labels = (await workbench.quickInput.allItems()).map(({ label }) => label);
    expect(labels).toEqual([
      "Create Virtual Machine with Identities...",
      "Create Scale Set with Identities...",
      "Create User-Assigned Identity...",
    ]);
    await workbench.quickInput.choose("Create User-Assigned Identity...");
    await workbench.quickInput.waitFor({ placeholder: "Subscription" });
    await workbench.quickInput.cancel();
  });
});
