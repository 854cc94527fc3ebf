import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { hasSharedData, sharedDataFolder } from "../sharedData";
import { ownTemplates } from "./ownTemplates";

/** A template: its folder and name, and its text as it stands, byte order mark included. */
export interface TemplateFile {
  readonly name: string;
  readonly text: string;
}

const templates = path.join(sharedDataFolder, "templates");

function decode(bytes: Buffer): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString("utf16le") : bytes.toString("utf8");
}

/** What is counted in a template. */
export interface TemplateFacts {
  readonly vm: number;
  readonly vmss: number;
  readonly hasIdentity: boolean;
  /** The shape of all identities: "expr", "dict", "ids" or "type-only"; empty where they differ or there is none. */
  readonly shape: string;
  /** Whether the retired extension is in it. */
  readonly retired: boolean;
}

/** Templates from one place. */
export interface TemplateSource {
  readonly name: string;
  readonly isOwn: boolean;
  /** Whole templates, for which `factsOf` gives what is counted in them. */
  readonly arm: readonly TemplateFile[];
  /** The same ones, written in other ways. */
  readonly derived: readonly TemplateFile[];
  /** Parts of templates, as documentation shows them. */
  readonly docs: readonly TemplateFile[];
  readonly factsOf: (name: string) => TemplateFacts | undefined;
}

/** All files of a folder of `../shared/data/templates`. */
function filesOf(folder: "arm" | "derived" | "docs"): readonly TemplateFile[] {
  return readdirSync(path.join(templates, folder))
    .filter((name) => /\.jsonc?$/.test(name))
    .map((name) => ({ name: `${folder}/${name}`, text: decode(readFileSync(path.join(templates, folder, name))) }));
}

/** The rows of a manifest, by column. */
function manifest(name: string): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...rows] = readFileSync(path.join(templates, name), "utf8").trimEnd().split("\n");
  const columns = head.split("\t");
  return rows.map((row) => Object.fromEntries(row.split("\t").map((cell, index) => [columns[index] ?? "", cell])));
}

function realFacts(): ReadonlyMap<string, TemplateFacts> {
  return new Map(
    manifest("arm-manifest.tsv").map((row) => [
      `arm/${row["file"] ?? ""}`,
      {
        vm: Number(row["vm"]),
        vmss: Number(row["vmss"]),
        hasIdentity: row["identity"] === "yes",
        shape: row["shape"] ?? "",
        retired: row["msiext"] !== "0",
      },
    ]),
  );
}

function ownSource(): TemplateSource {
  const facts = new Map(ownTemplates.map((own) => [own.name, own.facts]));
  const factsOf = (name: string) => facts.get(name);
  return { name: "the project's own templates", isOwn: true, arm: ownTemplates, derived: [], docs: [], factsOf };
}

function realSource(): TemplateSource {
  const facts = realFacts();
  return {
    name: "public templates",
    isOwn: false,
    arm: filesOf("arm"),
    derived: filesOf("derived"),
    docs: filesOf("docs"),
    factsOf: (name) => facts.get(name),
  };
}

/** The project's own templates, and public ones where they are at hand. */
export const templateSources: readonly TemplateSource[] = [ownSource(), ...(hasSharedData ? [realSource()] : [])];
