import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

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

export const sampleReadme = `# A window on a local Azure

Open *Managed Identities* in the activity bar. Everything that the tree shows comes from a local Azure Resource Manager
with a sample estate: nothing here reaches a real subscription, and everything is as it was at the next start.
`;
