import { readFileSync } from "node:fs";
import path from "node:path";
import { sharedDataFolder } from "../../corpus/sharedData";

/** Reads a file below the shared data that holds one JSON value a line. */
export function readSharedJsonLines(relative: string): unknown[] {
  const text = readFileSync(path.join(sharedDataFolder, relative), "utf8");
  return text.split("\n").flatMap((line): unknown[] => (line === "" ? [] : [JSON.parse(line)]));
}
