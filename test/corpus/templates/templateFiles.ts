import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { hasSharedData, sharedDataFolder } from "../sharedData";

/** A real template: its folder and name, and its text as it stands, byte order mark included. */
export interface TemplateFile {
  readonly name: string;
  readonly text: string;
}

const templates = path.join(sharedDataFolder, "templates");

function decode(bytes: Buffer): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString("utf16le") : bytes.toString("utf8");
}

/** All files of a folder of `../shared/data/templates`; none where the folder is not there. */
export function templateFiles(folder: "arm" | "derived" | "docs"): readonly TemplateFile[] {
  if (!hasSharedData) {
    return [];
  }
  return readdirSync(path.join(templates, folder))
    .filter((name) => /\.jsonc?$/.test(name))
    .map((name) => ({ name: `${folder}/${name}`, text: decode(readFileSync(path.join(templates, folder, name))) }));
}

/** The rows of a manifest, by column. */
export function manifest(name: string): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...rows] = readFileSync(path.join(templates, name), "utf8").trimEnd().split("\n");
  const columns = head.split("\t");
  return rows.map((row) => Object.fromEntries(row.split("\t").map((cell, index) => [columns[index] ?? "", cell])));
}
