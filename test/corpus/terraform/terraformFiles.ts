import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { hasSharedData, sharedDataFolder } from "../sharedData";

const templates = path.join(sharedDataFolder, "templates");

/** What the manifest counts in a file. */
export interface TerraformFacts {
  readonly machines: number;
  readonly azapi: number;
  readonly modules: number;
  readonly plainBlocks: number;
  readonly dynamicBlocks: number;
}

/** A public file: its name, its text and what is counted in it. */
export interface PublicFile {
  readonly name: string;
  readonly text: string;
  readonly facts: TerraformFacts;
}

function rows(): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...lines] = readFileSync(path.join(templates, "terraform-manifest.tsv"), "utf8")
    .trimEnd()
    .split("\n");
  const columns = head.split("\t");
  return lines.map((line) => Object.fromEntries(line.split("\t").map((cell, index) => [columns[index] ?? "", cell])));
}

function sum(row: Readonly<Record<string, string>>, names: readonly string[]): number {
  return names.reduce((total, name) => total + Number(row[name] ?? 0), 0);
}

function read(): readonly PublicFile[] {
  const facts = new Map(rows().map((row) => [row["file"], row]));
  return readdirSync(path.join(templates, "terraform")).map((name) => {
    const row = facts.get(name) ?? {};
    return {
      name,
      text: readFileSync(path.join(templates, "terraform", name), "utf8"),
      facts: {
        machines: sum(row, ["vm_linux", "vm_windows", "vm_legacy", "vmss", "vmss_legacy", "vmss_orchestrated"]),
        azapi: sum(row, ["azapi"]),
        modules: sum(row, ["avm"]),
        plainBlocks: sum(row, ["identity_block"]),
        dynamicBlocks: sum(row, ["identity_dynamic"]),
      },
    };
  });
}

/** The public files; none where they are not at hand. */
export const publicFiles: readonly PublicFile[] = hasSharedData ? read() : [];
