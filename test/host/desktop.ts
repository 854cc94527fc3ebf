import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { HostError } from "./hostError";
import { starterFolder } from "./packageExtension";
import { projectRoot } from "./paths";
import { startProcessGroup } from "./processGroup";
import { type Settings } from "./userSettings";

export interface DesktopOptions {
  readonly workspaceFolder: string;
  readonly settings: Settings;
  readonly env: Readonly<Record<string, string>>;
  /** Where a debugger can attach to the extension host. */
  readonly inspectPort: number | undefined;
}

/** A desktop VS Code that is running. */
export interface Desktop {
  /** Settles when the user has closed it. */
  readonly closed: Promise<void>;
  readonly close: () => Promise<void>;
}

async function download(): Promise<string> {
  try {
    return await downloadAndUnzipVSCode({ cachePath: path.join(projectRoot, ".cache", "vscode-desktop") });
  } catch (cause) {
    const details = cause instanceof Error ? cause.message : String(cause);
    throw new HostError(
      "desktopUnavailable",
      `A desktop VS Code could not be downloaded from Microsoft's update server (${details}).\n` +
        "Allow access to it, or leave out --desktop: the VS Code server from the npm registry needs no such download.",
      { cause },
    );
  }
}

/** Starts a desktop VS Code with this project as the extension under development and a profile of its own. */
export async function startDesktop({ workspaceFolder, settings, env, inspectPort }: DesktopOptions): Promise<Desktop> {
  const executable = await download();
  const profile = await mkdtemp(path.join(tmpdir(), "managed-identities-desktop-"));
  await mkdir(path.join(profile, "data", "User"), { recursive: true });
  await writeFile(path.join(profile, "data", "User", "settings.json"), JSON.stringify(settings, undefined, 2));
  const group = startProcessGroup(
    executable,
    [workspaceFolder, `--extensionDevelopmentPath=${projectRoot}`]
      .concat([`--extensionDevelopmentPath=${starterFolder}`])
      .concat([`--user-data-dir=${path.join(profile, "data")}`, `--extensions-dir=${path.join(profile, "extensions")}`])
      .concat(["--disable-workspace-trust", "--skip-welcome", "--skip-release-notes", "--disable-updates"])
      .concat(inspectPort === undefined ? [] : [`--inspect-extensions=${inspectPort}`])
      .concat(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    { env: { ...process.env, ...env }, stdio: "ignore" },
  );
  return {
    closed: group.ended,
    async close() {
      await group.end();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
