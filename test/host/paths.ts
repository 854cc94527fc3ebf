import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** Where the VS Code server is kept; MANAGED_IDENTITIES_HOST_CACHE moves it out of the project. */
export const hostCacheFolder =
  process.env["MANAGED_IDENTITIES_HOST_CACHE"] ?? path.join(projectRoot, ".cache", "vscode-host");

/** The browser that drives the workbench; MANAGED_IDENTITIES_CHROMIUM names another one. */
export const chromiumPath = process.env["MANAGED_IDENTITIES_CHROMIUM"] ?? "/usr/bin/chromium";
