import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectRoot } from "./paths";

/** A folder to open in a window. */
export interface Workspace {
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/** Makes a temporary folder with these files; names are relative to it. */
export async function makeWorkspace(files: Readonly<Record<string, string>>): Promise<Workspace> {
  const parent = await mkdtemp(path.join(tmpdir(), "managed-identities-workspace-"));
  const folder = path.join(parent, "sample");
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return { folder, remove: () => rm(parent, { recursive: true, force: true }) };
}

/** What a window has whose test brings no files of its own. */
export const sampleReadme = "# A window on a local Azure\n";

const sampleFolder = path.join(projectRoot, "test", "host", "sample");

/** How many machines the large template of the sample has. */
export const largeSampleMachines = 400;

/** An ARM template that is too long to be edited by hand. */
function largeTemplate(): string {
  const resources = Array.from({ length: largeSampleMachines }, (_, index) => ({
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "2024-07-01",
    name: `vm-farm-${String(index + 1).padStart(3, "0")}`,
    location: "[resourceGroup().location]",
    ...(index % 2 === 0 ? { identity: { type: "SystemAssigned" } } : {}),
    properties: { hardwareProfile: { vmSize: "Standard_D2s_v3" } },
  }));
  const $schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
  return `${JSON.stringify({ $schema, contentVersion: "1.0.0.0", resources }, undefined, 2)}\n`;
}

/** The files of the folder that `npm start` opens: what to try, and templates to try it on. Text by name relative to the folder. */
export async function sampleFiles(): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(sampleFolder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
  const read = files.map(async (file): Promise<readonly [string, string]> => [
    path.relative(sampleFolder, file),
    await readFile(file, "utf8"),
  ]);
  return { ...Object.fromEntries(await Promise.all(read)), [path.join("arm", "large.json")]: largeTemplate() };
}
