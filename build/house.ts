import { execFileSync } from "node:child_process";
import path from "node:path";
import { importCircles, readSourceFiles, type SourceFile } from "./importGraph";

/** A file below this many lines that only one other file imports is a crumb: it belongs to its only user. */
const CRUMB_LINES = 20;

/** What each feature has by convention: neither crumbs, nor names that say too little. */
const CONVENTIONAL = /^features\/[^/]+\/(?:register|deps)\.ts$/;

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function crumbs(files: readonly SourceFile[]): readonly string[] {
  const importers = new Map<string, number>();
  for (const { imports } of files) {
    for (const imported of imports) {
      importers.set(imported, (importers.get(imported) ?? 0) + 1);
    }
  }
  return files
    .filter(({ file, lines }) => lines < CRUMB_LINES && importers.get(file) === 1 && !CONVENTIONAL.test(file))
    .map(({ file }) => file);
}

function namesUsedTwice(files: readonly SourceFile[]): readonly string[] {
  const places = new Map<string, string[]>();
  for (const { file } of files.filter((each) => !CONVENTIONAL.test(each.file))) {
    const name = path.posix.basename(file);
    places.set(name, [...(places.get(name) ?? []), file]);
  }
  return [...places.values()].filter((all) => all.length > 1).map((all) => all.join(", "));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function list(title: string, entries: readonly string[]): void {
  say(`${title}: ${entries.length}`);
  for (const entry of entries) {
    say(`  ${entry}`);
  }
}

const root = path.resolve(import.meta.dirname, "..");
const files = readSourceFiles(path.join(root, "src"));
say(`Files in src: ${files.length}`);
say(`Lines in src: ${files.reduce((sum, { lines }) => sum + lines, 0)}`);
say(`Median lines of a file: ${median(files.map(({ lines }) => lines))}`);
say(`Files under 30 lines: ${files.filter(({ lines }) => lines < 30).length}`);
list(
  "Circles of imports",
  importCircles(files).map((circle) => circle.join(", ")),
);
list(`Files under ${CRUMB_LINES} lines with one importer`, crumbs(files));
list("File names used twice", namesUsedTwice(files));
if (!process.argv.includes("--no-walk")) {
  execFileSync("npm", ["run", "--silent", "walk"], { cwd: root, stdio: "inherit" });
}
