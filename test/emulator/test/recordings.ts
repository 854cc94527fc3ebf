import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isObject, type JsonObject } from "../src/json";

const shared = path.resolve(import.meta.dirname, "../../../../shared/data");

/** Recordings and API descriptions lie beside the project, not in it. Where they are not there, their tests are left out. */
export const recordingsFolder = path.join(shared, "azure-recordings");
export const openApiFolder = path.join(shared, "openapi");

/** The items of a recorded JSON list; `undefined` where the recordings are not at hand. */
export function recordedList(file: string): readonly JsonObject[] | undefined {
  const full = path.join(recordingsFolder, file);
  if (!existsSync(full)) {
    return undefined;
  }
  const list: unknown = JSON.parse(readFileSync(full, "utf8"));
  return Array.isArray(list) ? list.filter(isObject) : undefined;
}
