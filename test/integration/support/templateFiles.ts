import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { projectRoot } from "../../host/paths";
import { runCommand } from "../../host/runCommand";
import { defaultTimeoutMs } from "../../host/until";
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

/** Waits until a file of the workspace holds this text: its tab may be clean while it is still being written. */
export async function expectOnDisk(session: Session, name: string, text: string): Promise<void> {
  await expect.poll(() => onDisk(session, name), { timeout: defaultTimeoutMs }).toBe(text);
}

/** Saves the active editor, and gives the text of its file once that is written. */
export async function saved(session: Session, name: string): Promise<string> {
  const { editor } = session.workbench;
  await editor.save();
  const text = await editor.text();
  await expectOnDisk(session, name, text);
  return text;
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

/** Packs an extension that only tests have, and installs it. */
export async function installForTests(
  { host, extensionsFolder }: IntegrationRun,
  manifest: { readonly name: string } & Readonly<Record<string, unknown>>,
  code?: string,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "managed-identities-test-extension-"));
  try {
    await mkdir(path.join(folder, "extension"));
    const whole = {
      publisher: "managed-identity-tools",
      version: "0.0.1",
      license: "MIT",
      engines: { vscode: "^1.105.0" },
      ...(code === undefined ? {} : { main: "./main.js" }),
      ...manifest,
    };
    await writeFile(path.join(folder, "extension", "package.json"), JSON.stringify(whole));
    await writeFile(path.join(folder, "extension", "README.md"), "For tests.\n");
    await writeFile(path.join(folder, "extension", "main.js"), code ?? "");
    const vsix = path.join(folder, "test.vsix");
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

/** Installs an extension that knows the language of the Azure Resource Manager Tools, and nothing else of them. */
export async function installArmLanguage(run: IntegrationRun): Promise<void> {
  await installForTests(run, {
    name: "arm-template-language",
    contributes: { languages: [{ id: "arm-template", aliases: ["Azure Resource Manager Template"] }] },
  });
}

/** The command of `installMemoryFiles` that opens the file. */
export const OPEN_IN_MEMORY = "Memory: Open the File";

/** Installs a file system of its own scheme, which holds one file in the memory of the extension host. */
export async function installMemoryFiles(run: IntegrationRun, name: string, text: string): Promise<void> {
  const code = `
const vscode = require("vscode");
const uri = vscode.Uri.from({ scheme: "memory", path: ${JSON.stringify(`/${name}`)} });
exports.activate = (context) => {
  let bytes = Buffer.from(${JSON.stringify(text)});
  let mtime = 1;
  const changed = new vscode.EventEmitter();
  const file = (asked) => {
    if (asked.path !== uri.path) throw vscode.FileSystemError.FileNotFound(asked);
  };
  const refuse = (asked) => { throw vscode.FileSystemError.NoPermissions(asked); };
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider("memory", {
      onDidChangeFile: changed.event,
      watch: () => ({ dispose() {} }),
      stat: (asked) => (file(asked), { type: vscode.FileType.File, ctime: 1, mtime, size: bytes.length }),
      readFile: (asked) => (file(asked), bytes),
      writeFile: (asked, content) => { file(asked); bytes = content; mtime++; },
      readDirectory: () => [], createDirectory: refuse, delete: refuse, rename: refuse,
    }),
    vscode.commands.registerCommand("memory.open", () => vscode.window.showTextDocument(uri)),
  );
};`;
  const commands = [{ command: "memory.open", category: "Memory", title: "Open the File" }];
  const activationEvents = ["onFileSystem:memory", "onCommand:memory.open"];
  await installForTests(run, { name: "memory-files", activationEvents, contributes: { commands } }, code);
}

/** Everything that the code lenses on the screen say, what cannot be pressed too. */
export async function lensTexts({ page }: Workbench): Promise<string[]> {
  const texts = await page.locator(".codelens-decoration :is(a, span)").filter({ visible: true }).allInnerTexts();
  return texts.map((text) => text.trim()).filter((text) => text !== "" && text !== "|");
}

/** Waits until these are the titles of the code lenses on the screen: a lens is there before its words are. */
export async function waitForLenses(workbench: Workbench, ...titles: readonly string[]): Promise<void> {
  await workbench.screen.untilTrue(
    `the code lenses ${titles.join(" and ")}`,
    async () => (await lensTexts(workbench)).join("\n") === titles.join("\n"),
  );
}

/** Waits until the active tab says this: a comparison is named after what it compares. */
export async function waitForTabLabel({ page, screen }: Workbench, label: string): Promise<void> {
  const name = page.locator(".part.editor .editor-group-container.active .tab.active .label-name");
  await screen.untilTrue(`the tab "${label}"`, async () => (await name.allInnerTexts()).includes(label));
}

/** Waits until a comparison is closed and its file is in its place: their tabs have the same name, and the editor follows its tab. */
export async function waitForFileAgain({ editor, page, screen }: Workbench, name: string): Promise<void> {
  const comparison = page.locator(".part.editor .monaco-diff-editor").filter({ visible: true });
  await screen.untilTrue(
    `${name} in the place of its comparison`,
    async () => (await comparison.count()) === 0 && (await editor.activeTab(name)) !== undefined,
  );
}

/** Takes a code action at a place. The light bulb says that the editor knows what there is to be done at the cursor. */
export async function takeActionAt(
  { editor, page, screen }: Workbench,
  line: number,
  title: string,
  column = 12,
): Promise<void> {
  await editor.goTo(line, column);
  const bulb = page.locator(".part.editor [class*=lightbulb], .part.editor .lightBulbWidget").filter({ visible: true });
  await screen.untilTrue("the light bulb", async () => (await bulb.count()) > 0);
  await editor.takeCodeAction(title);
}

/** Asks for completions at the cursor and accepts the one with this label. */
export async function complete({ editor, page, screen }: Workbench, label: string): Promise<void> {
  await editor.focus();
  const rows = page.locator(".suggest-widget.visible .monaco-list-row");
  const row = rows.filter({ has: page.getByText(label, { exact: true }) }).first();
  await screen.pressUntil("Control+Space", `the completion "${label}"`, () => row.isVisible());
  await screen.act(`accept the completion "${label}"`, () => row.click());
  await screen.untilTrue("the completions closing", async () => (await rows.count()) === 0);
}
