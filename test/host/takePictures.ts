import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmulator } from "../emulator/src/emulator";
import { connectBrowser, launchBrowser, newProfile } from "./browser";
import { Cleanup } from "./cleanup";
import { emulatorEnvironment, emulatorSettings } from "./emulatorSettings";
import { ensureBrowser, ensureHost } from "./install";
import { packageExtension } from "./packageExtension";
import { projectRoot } from "./paths";
import { makeWorkspace } from "./sampleWorkspace";
import { installExtension, startServer } from "./server";
import { drivenSettings } from "./userSettings";
import { Workbench } from "./workbench";

const folder = path.join(projectRoot, "media", "readme");

const template = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachineScaleSets",
      "apiVersion": "2024-07-01",
      "name": "vmss-web-frontend",
      "location": "[resourceGroup().location]",
      "identity": {
        "type": "SystemAssigned",
        "userAssignedIdentities": {
          "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-web-frontend')]": {}
        }
      },
      "properties": {}
    },
    {
      "type": "Microsoft.Compute/virtualMachines",
      "apiVersion": "2024-07-01",
      "name": "vm-web-bastion",
      "location": "[resourceGroup().location]",
      "properties": {}
    }
  ]
}
`;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Takes the pictures of the README from the packaged extension in a real VS Code. */
async function main(cleanup: Cleanup): Promise<void> {
  const chromium = await ensureBrowser(say);
  const host = await ensureHost(say);
  const extensionsFolder = await mkdtemp(path.join(tmpdir(), "managed-identities-extensions-"));
  cleanup.add(() => rm(extensionsFolder, { recursive: true, force: true }));
  await installExtension(host, await packageExtension(say), extensionsFolder);
  const emulator = await startEmulator();
  cleanup.add(() => emulator.close());
  const workspace = await makeWorkspace({ "azuredeploy.json": template });
  cleanup.add(workspace.remove);
  const server = await startServer({
    host,
    extensionsFolder,
    userSettings: { ...drivenSettings, "editor.minimap.enabled": false },
    machineSettings: emulatorSettings(emulator),
    env: emulatorEnvironment(emulator),
  });
  cleanup.add(server.close);
  const launched = await launchBrowser(chromium);
  cleanup.add(() => launched.close());
  const browser = await connectBrowser(launched.wsEndpoint());
  cleanup.add(() => browser.close());
  const page = await (await newProfile(browser, "light")).newPage();
  await page.setViewportSize({ width: 1100, height: 700 });
  const workbench = await Workbench.open(page, server.windowUrl(workspace.folder));
  const picture = async (name: string): Promise<void> => {
    // Menus and dialogs fade in. The page runs this text, as it has types of its own.
    await page.evaluate(
      "Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)))",
    );
    await workbench.screenshot(path.join(folder, `${name}.png`));
  };
  await mkdir(folder, { recursive: true });

  await workbench.openContainer("Managed Identities");
  const { tree } = workbench.view("Resources");
  const scaleSet = ["Contoso Production", "Scale sets", "vmss-web-frontend"];
  // Wide enough that nothing is cut off.
  await workbench.setSideBarWidth(470);
  await tree.row([...scaleSet, "id-telemetry"]);
  await workbench
    .view("User-Assigned Identities")
    .tree.row(["Contoso Shared Services", "id-telemetry", "Used by", "vm-etl-01"]);
  await tree.click(scaleSet);
  await picture("tree");

  await tree.chooseFromMenu(scaleSet, "Disable System-Assigned Identity...");
  await workbench.quickInput.waitFor({ placeholder: /^Nothing changes until/ });
  await picture("preview");
  await workbench.quickInput.cancel();

  const machines = ["Contoso Production", "Virtual machines"];
  await tree.click([...machines, "vm-sql-01"]);
  await tree.click([...machines, "vm-sql-02"], "Control");
  await tree.click([...machines, "vm-sql-03"], "Control");
  await tree.chooseFromMenu([...machines, "vm-sql-03"], "Enable System-Assigned Identity...");
  await workbench.quickInput.waitFor({ placeholder: /^Nothing changes until/ });
  await picture("batch");
  await workbench.quickInput.cancel();

  await workbench.editor.open("azuredeploy.json");
  await workbench.editor.codeLenses();
  await workbench.palette.run("View: Toggle Primary Side Bar Visibility");
  await workbench.editor.goTo(11, 12);
  await workbench.editor.codeActions();
  await picture("template");
  await page.keyboard.press("Escape");
  await workbench.editor.takeCodeAction('Set the type to "SystemAssigned, UserAssigned"');

  await workbench.palette.run("Managed Identities: Edit Identities in This Template...");
  await workbench.quickInput.choose("All 2 of them");
  await workbench.quickInput.choose("Assign user-assigned identities...");
  await workbench.quickInput.tick("id-telemetry");
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor({ placeholder: "How should the template refer to the identity?" });
  await picture("templateReference");
  await workbench.quickInput.type("Through a variable");
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor({ title: "azuredeploy.json: change 2 resources" });
  await picture("templateReview");
  await workbench.quickInput.cancel();
}

const cleanup = new Cleanup();
main(cleanup)
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => cleanup.run());
