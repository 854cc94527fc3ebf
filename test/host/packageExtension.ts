import { mkdir } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "./paths";
import { runCommand } from "./runCommand";

/** Builds the extension as it is shipped and packs it. Gives the path of the .vsix. */
export async function packageExtension(report: (line: string) => void): Promise<string> {
  report("Building and packaging the extension");
  const vsix = path.join(projectRoot, "out", "host", "extension.vsix");
  await mkdir(path.dirname(vsix), { recursive: true });
  const vsce = path.join(projectRoot, "node_modules", "@vscode", "vsce", "vsce");
  await runCommand(process.execPath, [vsce, "package", "--no-dependencies", "--out", vsix], {
    cwd: projectRoot,
    output: "keep",
  });
  return vsix;
}
