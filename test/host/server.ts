import { mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { HostError } from "./hostError";
import { type Host } from "./install";
import { type ProcessGroup, startProcessGroup } from "./processGroup";
import { runCommand } from "./runCommand";
import { until } from "./until";
import { type Settings } from "./userSettings";

const startTimeoutMs = 60_000;

export interface ServerOptions {
  readonly host: Host;
  /** Where installed extensions are; shared by servers that run one after another. */
  readonly extensionsFolder: string;
  readonly userSettings: Settings;
  /** Read from the Machine folder: for a setting of machine scope it wins over the user's. */
  readonly machineSettings: Settings;
  /** Added to this process's environment; reaches the extension host. */
  readonly env: Readonly<Record<string, string>>;
  /** 0 or absent: any free one. */
  readonly port?: number;
}

/** A VS Code server that answers. */
export interface VsCodeServer {
  readonly url: string;
  /** The address of a window on a folder of this machine. */
  windowUrl(folder: string): string;
  /** Where the server and its extension hosts keep their logs. */
  readonly logsFolder: string;
  readLog(): Promise<string>;
  /** Takes effect in windows that are opened or reloaded afterwards. */
  writeMachineSettings(settings: Settings): Promise<void>;
  writeUserSettings(settings: Settings): Promise<void>;
  /** The settings that a window has for this machine now. */
  readMachineSettings(): Promise<Settings>;
  /** Ends the server with everything it started, and removes its data. */
  readonly close: () => Promise<void>;
}

/** A VS Code that this process may itself have been started from is not the one to talk to. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VSCODE_")));
}

/** Installs a packaged extension into `extensionsFolder`, without a server running. */
export async function installExtension(host: Host, vsix: string, extensionsFolder: string): Promise<void> {
  const data = await mkdtemp(path.join(tmpdir(), "managed-identities-install-"));
  try {
    await runCommand(
      host.node,
      [host.serverMain, "--accept-server-license-terms", "--install-extension", vsix]
        .concat(["--extensions-dir", extensionsFolder, "--server-data-dir", data])
        .concat(["--telemetry-level", "off"]),
      { env: cleanEnvironment(), output: "keep" },
    );
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function launch(options: ServerOptions, folder: string, logFile: string): Promise<ProcessGroup> {
  const log = await open(logFile, "a");
  try {
    // Not --enable-smoke-test-driver: it suppresses notification toasts, which the tests read.
    return startProcessGroup(
      options.host.node,
      [options.host.serverMain, "--without-connection-token", "--accept-server-license-terms"]
        .concat(["--host", "127.0.0.1", "--port", String(options.port ?? 0)])
        .concat(["--server-data-dir", folder, "--extensions-dir", options.extensionsFolder])
        .concat(["--telemetry-level", "off", "--disable-workspace-trust"]),
      { env: { ...cleanEnvironment(), ...options.env }, stdio: ["ignore", log.fd, log.fd] },
    );
  } finally {
    await log.close();
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/version`)).ok;
  } catch {
    return false;
  }
}

export async function startServer(options: ServerOptions): Promise<VsCodeServer> {
  const folder = await mkdtemp(path.join(tmpdir(), "managed-identities-server-"));
  const logFile = path.join(folder, "server.log");
  const readLog = (): Promise<string> => readFile(logFile, "utf8");
  const writeSettings = async (kind: "User" | "Machine", settings: Settings): Promise<void> => {
    await mkdir(path.join(folder, "data", kind), { recursive: true });
    await writeFile(path.join(folder, "data", kind, "settings.json"), JSON.stringify(settings, undefined, 2));
  };
  await writeSettings("User", options.userSettings);
  await writeSettings("Machine", options.machineSettings);
  const group = await launch(options, folder, logFile);
  const close = async (): Promise<void> => {
    await group.end();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const ready = async (): Promise<string | undefined> => {
    const log = await readLog();
    if (group.child.exitCode !== null || group.child.signalCode !== null) {
      throw new HostError("serverFailed", `The VS Code server ended instead of starting.\n${log}`);
    }
    const port = /Extension host agent listening on (\d+)/.exec(log)?.[1];
    const url = `http://127.0.0.1:${port ?? ""}`;
    return port !== undefined && (await answers(url)) ? url : undefined;
  };
  try {
    const url = await until("the VS Code server answering", ready, { timeoutMs: startTimeoutMs, instead: readLog });
    return {
      url,
      windowUrl: (workspace) => `${url}/?folder=${encodeURIComponent(workspace)}`,
      logsFolder: path.join(folder, "data", "logs"),
      readLog,
      writeMachineSettings: (settings) => writeSettings("Machine", settings),
      writeUserSettings: (settings) => writeSettings("User", settings),
      readMachineSettings: async () => {
        const text = await readFile(path.join(folder, "data", "Machine", "settings.json"), "utf8");
        return JSON.parse(text) as Settings;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
