import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { rows } from "./articles/rows";
import { parityTable } from "./table";

const root = path.resolve(import.meta.dirname, "../..");

/** The document that holds the table. */
export const parityFile = path.join(root, "docs", "parity.md");

function readJson(file: string): Readonly<Record<string, unknown>> {
  const parsed: unknown = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
}

/** The titles of the extension's commands in English, by their ids. */
function commandTitles(): ReadonlyMap<string, string> {
  const texts = readJson(path.join(root, "package.nls.json"));
  const { contributes } = readJson(path.join(root, "package.json")) as {
    contributes?: { commands?: readonly { command: string; title: string }[] };
  };
  const text = (title: string) => {
    const found = texts[title.replace(/^%|%$/g, "")];
    return typeof found === "string" ? found : title;
  };
  return new Map((contributes?.commands ?? []).map(({ command, title }) => [command, text(title)]));
}

/** The table as the document has to hold it today. A command that is not contributed is named by its id. */
export function currentTable(): string {
  const titles = commandTitles();
  return parityTable(rows, (command) => {
    const id = `managedIdentities.${command}`;
    return titles.get(id) ?? `\`${id}\``;
  });
}
