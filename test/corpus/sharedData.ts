import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The folder of recorded traffic, templates and OpenAPI files beside the project; it is not part of the project. */
export const sharedDataFolder = path.resolve(import.meta.dirname, "../../../shared/data");

/** Whether the shared data is there. Where it is not, tests that need it say that they were left out. */
export const hasSharedData = existsSync(sharedDataFolder);

if (!hasSharedData) {
  console.warn(
    "LEFT OUT: ../shared/data is not there, so the tests that read recordings, templates and OpenAPI files do not run.",
  );
}

/** Reads a JSON file below the shared data. */
export function readSharedJson(relative: string): unknown {
  return JSON.parse(readFileSync(path.join(sharedDataFolder, relative), "utf8"));
}
