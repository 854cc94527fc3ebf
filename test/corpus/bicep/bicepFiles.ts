import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Surroundings } from "../../../src/documents/documentLanguage";
import { hasSharedData, sharedDataFolder } from "../sharedData";

/** A Bicep file with what its manifest counts in it. */
export interface BicepCorpusFile {
  readonly name: string;
  readonly text: string;
  readonly surroundings: Surroundings;
  readonly facts: Readonly<Record<string, string>>;
}

const templates = path.join(sharedDataFolder, "templates");

function rows(folder: string): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...lines] = readFileSync(path.join(templates, `${folder}-manifest.tsv`), "utf8")
    .trimEnd()
    .split("\n");
  const columns = head.split("\t");
  return lines.map((line) => Object.fromEntries(line.split("\t").map((cell, index) => [columns[index] ?? "", cell])));
}

/** The files of a folder of `../shared/data/templates`; none where that is not there. */
export function bicepCorpus(folder: "bicep" | "bicep-avm"): readonly BicepCorpusFile[] {
  if (!hasSharedData) {
    return [];
  }
  const there = new Set(readdirSync(path.join(templates, folder)));
  return rows(folder).flatMap((facts) => {
    const name = facts["file"] ?? "";
    const file = path.join(templates, folder, name);
    return there.has(name) && existsSync(file)
      ? [
          {
            name,
            text: readFileSync(file, "utf8"),
            surroundings: { path: `/${facts["path"] ?? name}`, related: [] },
            facts,
          },
        ]
      : [];
  });
}
