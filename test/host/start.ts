import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Emulator, startEmulator } from "../emulator/src/emulator";
import { Cleanup } from "./cleanup";
import { startDesktop } from "./desktop";
import { emulatorEnvironment, emulatorSettings } from "./emulatorSettings";
import { ensureHost } from "./install";
import { openInBrowser } from "./openInBrowser";
import { packageExtension, packageStarter } from "./packageExtension";
import { projectRoot } from "./paths";
import { runCommand } from "./runCommand";
import { makeWorkspace, sampleFiles } from "./sampleWorkspace";
import { installExtension, startServer } from "./server";
import { stopRequest } from "./stopRequest";
import { quietSettings } from "./userSettings";

/** Long enough that progress is seen. */
const operationMs = 2_000;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "no-open": { type: "boolean", default: false },
    desktop: { type: "boolean", default: false },
    inspect: { type: "string" },
  },
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function startWindow(emulator: Emulator, folder: string, cleanup: Cleanup): Promise<void> {
  const host = await ensureHost(say);
  const vsix = await packageExtension(say);
  const extensionsFolder = await mkdtemp(path.join(tmpdir(), "managed-identities-extensions-"));
  cleanup.add(() => rm(extensionsFolder, { recursive: true, force: true }));
  await installExtension(host, vsix, extensionsFolder);
  await installExtension(host, await packageStarter(), extensionsFolder);
  const server = await startServer({
    host,
    extensionsFolder,
    userSettings: quietSettings,
    machineSettings: emulatorSettings(emulator),
    env: emulatorEnvironment(emulator),
    port: Number(values.port),
  });
  cleanup.add(server.close);
  const address = server.windowUrl(folder);
  say(`\nVS Code with the extension: ${address}\nCtrl-C stops everything.`);
  if (!values["no-open"]) {
    openInBrowser(address);
  }
}

/** Gives when the desktop window is closed. */
async function startDesktopWindow(emulator: Emulator, folder: string, cleanup: Cleanup): Promise<Promise<void>[]> {
  say("Building the extension");
  await runCommand(process.execPath, ["esbuild.mjs"], { cwd: projectRoot, output: "keep" });
  say("Starting a desktop VS Code");
  const desktop = await startDesktop({
    workspaceFolder: folder,
    settings: { ...quietSettings, ...emulatorSettings(emulator) },
    env: emulatorEnvironment(emulator),
    inspectPort: values.inspect === undefined ? undefined : Number(values.inspect),
  });
  cleanup.add(desktop.close);
  say("Close its window or press Ctrl-C to stop everything.");
  return [desktop.closed];
}

async function run(cleanup: Cleanup, stopped: Promise<void>): Promise<void> {
  const emulator = await startEmulator({ operationMs });
  cleanup.add(() => emulator.close());
  say(`Local Azure Resource Manager: ${emulator.url}`);
  const workspace = await makeWorkspace(await sampleFiles());
  cleanup.add(workspace.remove);
  const ends = values.desktop
    ? await startDesktopWindow(emulator, workspace.folder, cleanup)
    : await startWindow(emulator, workspace.folder, cleanup).then(() => []);
  await Promise.race([stopped, ...ends]);
  say("Stopping");
}

async function main(): Promise<void> {
  // Whoever read the output may be gone before everything is stopped.
  process.stdout.on("error", () => undefined);
  const cleanup = new Cleanup();
  const stopped = stopRequest();
  try {
    // Whichever comes first: a stop during the start leaves what is under way to the end of this process.
    await Promise.race([run(cleanup, stopped), stopped]);
  } finally {
    await cleanup.run();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
