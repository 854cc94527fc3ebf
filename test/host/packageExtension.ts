import { mkdir } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "./paths";
import { runCommand } from "./runCommand";

/** Builds the extension as it is shipped and packs it. Gives the path of the .vsix. */
export async function packageExtension(report: (line: string) => void): Promise<string> {
  report("Building and packaging the extension");
  return await pack(projectRoot, "extension.vsix");
}

/** A second extension, which opens the views and the walkthrough in the first window of `npm start`. */
export const starterFolder = path.join(projectRoot, "test", "host", "starter");

/** Packs the extension in `starterFolder`. Gives the path of the .vsix. */
export async function packageStarter(): Promise<string> {
  return await pack(starterFolder, "starter.vsix", "--skip-license", "--allow-missing-repository");
}

async function pack(folder: string, name: string, ...flags: readonly string[]): Promise<string> {
  const vsix = path.join(projectRoot, "out", "host", name);
  await mkdir(path.dirname(vsix), { recursive: true });
  const vsce = path.join(projectRoot, "node_modules", "@vscode", "vsce", "vsce");
  await runCommand(process.execPath, [vsce, "package", "--out", vsix, ...flags], {
    cwd: folder,
    output: "keep",
  });
  return vsix;
}
