import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectRoot } from "../../host/paths";
import { runCommand } from "../../host/runCommand";
import { installExtension } from "../../host/server";
import type { IntegrationRun } from "../harness/provided";
import type { Workbench } from "../../host/workbench";
import type { Session } from "../harness/session";

/** A text with the line ends of Windows. */
export function crlf(text: string): string {
  return text.replaceAll("\n", "\r\n");
}

/** A file of the workspace as it is on the disk, byte for byte. */
export function onDisk({ workspaceFolder }: Session, name: string): string {
  return readFileSync(path.join(workspaceFolder, name), "utf8");
}

/** Resources of a template, each given as the lines between its braces. */
export function templateOf(...resources: readonly string[]): string {
  const bodies = resources.map((lines) => `    {\n${lines.trim().replaceAll(/^/gm, "      ")}\n    }`);
  return `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "identityId": {
      "type": "string"
    }
  },
  "resources": [
${bodies.join(",\n")}
  ]
}
`;
}

/** Installs an extension that knows the language of the Azure Resource Manager Tools, and nothing else of them. */
export async function installArmLanguage({ host, extensionsFolder }: IntegrationRun): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "managed-identities-language-"));
  try {
    await mkdir(path.join(folder, "extension"));
    const manifest = {
      name: "arm-template-language",
      publisher: "managed-identity-tools",
      version: "0.0.1",
      license: "MIT",
      engines: { vscode: "^1.105.0" },
      contributes: { languages: [{ id: "arm-template", aliases: ["Azure Resource Manager Template"] }] },
    };
    await writeFile(path.join(folder, "extension", "package.json"), JSON.stringify(manifest));
    await writeFile(path.join(folder, "extension", "README.md"), "The language id of ARM templates, for tests.\n");
    const vsix = path.join(folder, "language.vsix");
    const vsce = path.join(projectRoot, "node_modules", "@vscode", "vsce", "vsce");
    await runCommand(
      process.execPath,
      [vsce, "package", "--no-dependencies", "--allow-missing-repository", "--skip-license", "--out", vsix],
      { cwd: path.join(folder, "extension"), output: "keep" },
    );
    await installExtension(host, vsix, extensionsFolder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything that the code lenses on the screen say, what cannot be pressed too. */
export async function lensTexts({ page }: Workbench): Promise<string[]> {
  const texts = await page.locator(".codelens-decoration :is(a, span)").filter({ visible: true }).allInnerTexts();
  return texts.map((text) => text.trim()).filter((text) => text !== "" && text !== "|");
}

/** Waits until the active tab says this: a comparison is named after what it compares. */
export async function waitForTabLabel({ page, screen }: Workbench, label: string): Promise<void> {
  const name = page.locator(".part.editor .editor-group-container.active .tab.active .label-name");
  await screen.untilTrue(`the tab "${label}"`, async () => (await name.allInnerTexts()).includes(label));
}

/** Waits until a comparison is closed, and the file alone is open. */
export async function waitForFileAlone({ editor, screen }: Workbench, name: string): Promise<void> {
  await screen.untilTrue(`${name} being open alone`, async () => {
    const tabs = await editor.tabs();
    return tabs.length === 1 && tabs[0]?.name === name;
  });
}

/** Takes a code action at a place. The light bulb says that the editor knows what there is to be done at the cursor. */
export async function takeActionAt({ editor, page, screen }: Workbench, line: number, title: string): Promise<void> {
  await editor.goTo(line, 12);
  const bulb = page.locator(".part.editor [class*=lightbulb], .part.editor .lightBulbWidget").filter({ visible: true });
  await screen.untilTrue("the light bulb", async () => (await bulb.count()) > 0);
  await editor.takeCodeAction(title);
}
