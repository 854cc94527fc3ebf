import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/src/emulator";
import { connectBrowser, newProfile, type Theme } from "../../host/browser";
import { Cleanup } from "../../host/cleanup";
import { emulatorEnvironment, emulatorSettings } from "../../host/emulatorSettings";
import { makeWorkspace, sampleReadme } from "../../host/sampleWorkspace";
import { installExtension, startServer, type VsCodeServer } from "../../host/server";
import { drivenSettings, type Settings } from "../../host/userSettings";
import { Workbench } from "../../host/workbench";
import { keepEvidence, type Witnesses } from "./evidence";
import { type IntegrationRun } from "./provided";

export interface SessionOptions {
  readonly emulator?: EmulatorOptions;
  /** On top of those that keep VS Code quiet. */
  readonly userSettings?: Settings;
  /** On top of those that sign in to the emulator. */
  readonly machineSettings?: Settings;
  /** On top of what signs in to the emulator; an empty value takes a variable's effect away. */
  readonly env?: Readonly<Record<string, string>>;
  /** The files of the workspace folder: text by relative name. One README where not given. */
  readonly files?: Readonly<Record<string, string>>;
  readonly theme?: Theme;
  /** Extensions beside the one under test, as packages. */
  readonly otherExtensions?: readonly string[];
}

/** One VS Code window with the packaged extension, signed in to an emulator of its own. */
export interface Session {
  readonly workbench: Workbench;
  readonly emulator: Emulator;
  readonly server: VsCodeServer;
  readonly workspaceFolder: string;
  /** Keeps pictures and logs under the name of a test. */
  keepEvidence(testName: string): Promise<void>;
  readonly close: () => Promise<void>;
}

/** The browser of the worker that this runs in; workers are numbered from 1. */
function ownBrowser({ browserEndpoints }: IntegrationRun): string {
  const endpoint = browserEndpoints[Number(process.env["VITEST_POOL_ID"]) - 1];
  if (endpoint === undefined) {
    throw new Error("No browser was launched for this worker.");
  }
  return endpoint;
}

/** The folder of the run where there are no others, as installing takes its time. */
async function withOthers(run: IntegrationRun, others: readonly string[], cleanup: Cleanup): Promise<string> {
  if (others.length === 0) {
    return run.extensionsFolder;
  }
  const folder = await mkdtemp(path.join(tmpdir(), "managed-identities-extensions-"));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  await cp(run.extensionsFolder, folder, { recursive: true });
  for (const vsix of others) {
    await installExtension(run.host, vsix, folder);
  }
  return folder;
}

export async function startSession(run: IntegrationRun, options: SessionOptions = {}): Promise<Session> {
  const cleanup = new Cleanup();
  const witnesses: { -readonly [Name in keyof Witnesses]: Witnesses[Name] } = {
    emulator: undefined,
    server: undefined,
    workbench: undefined,
  };
  try {
    const emulator = (witnesses.emulator = await startEmulator(options.emulator));
    cleanup.add(() => emulator.close());
    const workspace = await makeWorkspace(options.files ?? { "README.md": sampleReadme });
    cleanup.add(workspace.remove);
    const extensionsFolder = await withOthers(run, options.otherExtensions ?? [], cleanup);
    const server = (witnesses.server = await startServer({
      host: run.host,
      extensionsFolder,
      userSettings: { ...drivenSettings, ...options.userSettings },
      machineSettings: { ...emulatorSettings(emulator), ...options.machineSettings },
      env: { ...emulatorEnvironment(emulator), ...options.env },
    }));
    cleanup.add(server.close);
    const browser = await connectBrowser(ownBrowser(run));
    cleanup.add(() => browser.close());
    const profile = await newProfile(browser, options.theme ?? "light");
    const page = await profile.newPage();
    const workbench = (witnesses.workbench = await Workbench.open(page, server.windowUrl(workspace.folder)));
    return {
      workbench,
      emulator,
      server,
      workspaceFolder: workspace.folder,
      keepEvidence: (testName) => keepEvidence(testName, witnesses),
      close: () => cleanup.run(),
    };
  } catch (error) {
    await keepEvidence("start of a session", witnesses);
    await cleanup.run();
    throw error;
  }
}
