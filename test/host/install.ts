import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { HostError } from "./hostError";
import { chromiumPath, hostCacheFolder, projectRoot } from "./paths";
import { runCommand } from "./runCommand";
import { browserPackages, buildPackages, ensureSystemPackages } from "./systemPackages";

/** This release carries the server build of VS Code 1.139.1 and runs on Node 24 only. */
const codeServerVersion = "4.139.1";
const partialPrefix = "installing-";

/** A VS Code server that is ready to be started. Absolute paths. */
export interface Host {
  readonly node: string;
  readonly serverMain: string;
}

function hostIn(folder: string): Host {
  return {
    node: path.join(projectRoot, "node_modules", "node", "bin", "node"),
    serverMain: path.join(folder, "node_modules", "code-server", "lib", "vscode", "out", "server-main.js"),
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** An install that was cut short leaves its folder under the name of its process. */
async function removeLeftovers(): Promise<void> {
  for (const entry of await readdir(hostCacheFolder)) {
    if (entry.startsWith(partialPrefix) && !isAlive(Number(entry.slice(partialPrefix.length)))) {
      await rm(path.join(hostCacheFolder, entry), { recursive: true, force: true });
    }
  }
}

/**
 * The environment in which npm runs on this Node and says so to the packages that it installs. Without the npm that started
 * this process: it hands its own user agent down, and code-server refuses an install whose user agent names another Node.
 */
export function npmEnvironment(node: string, inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const environment = Object.fromEntries(
    Object.entries(inherited).filter(([name]) => name.toLowerCase() !== "npm_config_user_agent"),
  );
  return {
    ...environment,
    ...quickBuild(inherited),
    PATH: `${path.dirname(node)}${path.delimiter}${inherited["PATH"] ?? ""}`,
  };
}

/**
 * How node-gyp compiles the server's native modules, which take nearly all of the install: as many files at once as there are processors,
 * and without optimization, which nobody would notice in a window.
 */
function quickBuild(inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const unoptimized = (flags: string | undefined): string => (flags === undefined ? "-O0" : `${flags} -O0`);
  return {
    JOBS: String(availableParallelism()),
    CFLAGS: unoptimized(inherited["CFLAGS"]),
    CXXFLAGS: unoptimized(inherited["CXXFLAGS"]),
  };
}

async function installInto(folder: string, node: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const manifest = {
    private: true,
    dependencies: { "code-server": codeServerVersion },
    allowScripts: { "code-server": true, argon2: true },
  };
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  const parameters = ["install", "--prefix", folder, "--ignore-scripts=false", "--no-audit", "--no-fund"];
  try {
    await runCommand("npm", parameters, {
      cwd: folder,
      env: npmEnvironment(node, process.env),
      output: "keep",
    });
  } catch (cause) {
    const details = cause instanceof Error ? cause.message : String(cause);
    throw new HostError("installFailed", `The VS Code server could not be installed.\n${details}`, { cause });
  }
}

/** Gives the browser that drives the workbench, and installs it first where it is missing. */
export async function ensureBrowser(report: (line: string) => void): Promise<string> {
  await ensureSystemPackages(browserPackages, report);
  return chromiumPath;
}

/**
 * Gives the VS Code server, and installs it first where it is missing (docs/testing.md#how-the-window-is-driven).
 * The server gets its final name only when it is whole, so an interrupted install is never taken for one.
 */
export async function ensureHost(report: (line: string) => void): Promise<Host> {
  const folder = path.join(hostCacheFolder, `code-server-${codeServerVersion}`);
  const host = hostIn(folder);
  if (existsSync(folder)) {
    return host;
  }
  await ensureSystemPackages(buildPackages, report);
  await mkdir(hostCacheFolder, { recursive: true });
  await removeLeftovers();
  const partial = path.join(hostCacheFolder, `${partialPrefix}${process.pid}`);
  report(`Installing the VS Code server (code-server ${codeServerVersion}, some 620 MB, one to four minutes, once)`);
  const started = performance.now();
  await installInto(partial, host.node);
  if (!existsSync(hostIn(partial).serverMain)) {
    throw new HostError("installFailed", `The package code-server ${codeServerVersion} holds no VS Code server.`);
  }
  await rename(partial, folder);
  report(`Installed the VS Code server in ${Math.round((performance.now() - started) / 1000)} s`);
  return host;
}
