import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Emulator } from "../../emulator/src/emulator";
import { projectRoot } from "../../host/paths";
import { type VsCodeServer } from "../../host/server";
import { type Workbench } from "../../host/workbench";

/** Everything that failed tests leave behind. */
const evidenceFolder = path.join(projectRoot, "out", "integration");

/** What there is to be kept; some of it may not have come to be. */
export interface Witnesses {
  readonly emulator: Emulator | undefined;
  readonly server: VsCodeServer | undefined;
  readonly workbench: Workbench | undefined;
}

function folderFor(name: string): string {
  return path.join(evidenceFolder, name.replace(/[^\p{Letter}\p{Number}]+/gu, "-").slice(0, 120));
}

/** Removes what an earlier run of this test left behind. */
export function dropEvidence(testName: string): Promise<void> {
  return rm(folderFor(testName), { recursive: true, force: true });
}

/** Keeps a picture of the window, the server's and the extension host's logs and the emulator's requests of a failed test. */
export async function keepEvidence(testName: string, { emulator, server, workbench }: Witnesses): Promise<void> {
  const folder = folderFor(testName);
  await mkdir(folder, { recursive: true });
  if (workbench !== undefined) {
    await workbench.screenshot(path.join(folder, "screenshot.png"));
    await writeFile(path.join(folder, "screen.txt"), await workbench.screen.describe());
  }
  if (server !== undefined) {
    await writeFile(path.join(folder, "server.log"), await server.readLog());
    await cp(server.logsFolder, path.join(folder, "logs"), { recursive: true, force: true });
  }
  if (emulator !== undefined) {
    await writeFile(path.join(folder, "requests.json"), JSON.stringify(emulator.control.requests(), undefined, 2));
  }
  process.stderr.write(`Kept in ${path.relative(projectRoot, folder)}: pictures and logs of the failed test\n`);
}
