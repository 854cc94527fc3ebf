import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestProject } from "vitest/node";
import { launchBrowser } from "../../host/browser";
import { Cleanup } from "../../host/cleanup";
import { ensureBrowser, ensureHost } from "../../host/install";
import { packageExtension } from "../../host/packageExtension";
import { installExtension } from "../../host/server";
import "./provided";

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function prepare(project: TestProject, cleanup: Cleanup): Promise<void> {
  const chromium = await ensureBrowser(say);
  const host = await ensureHost(say);
  const vsix = await packageExtension(say);
  const extensionsFolder = await mkdtemp(path.join(tmpdir(), "managed-identities-extensions-"));
  cleanup.add(() => rm(extensionsFolder, { recursive: true, force: true }));
  await installExtension(host, vsix, extensionsFolder);
  const browserEndpoints: string[] = [];
  for (let worker = 0; worker < project.config.maxWorkers; worker += 1) {
    const browser = await launchBrowser(chromium);
    cleanup.add(() => browser.close());
    browserEndpoints.push(browser.wsEndpoint());
  }
  project.provide("integrationRun", { host, extensionsFolder, browserEndpoints });
}

/** Once a run: gets the host, installs the packaged extension as it is shipped, and launches the browsers. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cleanup = new Cleanup();
  try {
    await prepare(project, cleanup);
  } catch (error) {
    await cleanup.run();
    throw error;
  }
  return () => cleanup.run();
}
