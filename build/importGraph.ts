import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** A file of `src` with what it imports; paths are relative to `src`, with forward slashes. */
export interface SourceFile {
  readonly file: string;
  /** Lines, as `wc -l` counts them. */
  readonly lines: number;
  /** Files of `src` that it imports, types included. */
  readonly imports: readonly string[];
}

/** Reads every TypeScript file below `root` and follows its relative imports, static and dynamic. */
export function readSourceFiles(root: string): readonly SourceFile[] {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replaceAll("\\", "/"))
    .sort();
  const known = new Set(files);
  return files.map((file) => {
    const text = readFileSync(path.join(root, file), "utf8");
    const imports = ts
      .preProcessFile(text, true, true)
      .importedFiles.map(({ fileName }) => `${path.posix.join(path.posix.dirname(file), fileName)}.ts`)
      .filter((imported) => known.has(imported));
    return { file, lines: text.split("\n").length - 1, imports: [...new Set(imports)] };
  });
}

/** The circles of imports: sets of files each of which reaches every other (strongly connected components of two or more files). */
export function importCircles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const importsOf = new Map(files.map(({ file, imports }) => [file, imports]));
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: (readonly string[])[] = [];

  function visit(file: string): number {
    const own = index.size;
    index.set(file, own);
    stack.push(file);
    let lowest = own;
    for (const imported of importsOf.get(file) ?? []) {
      if (!index.has(imported)) {
        lowest = Math.min(lowest, visit(imported));
      } else if (stack.includes(imported)) {
        lowest = Math.min(lowest, index.get(imported) ?? own);
      }
    }
    low.set(file, lowest);
    if (lowest === own) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1) {
        circles.push(circle.sort());
      }
    }
    return lowest;
  }

  for (const { file } of files) {
    if (!index.has(file)) {
      visit(file);
    }
  }
  return circles;
}
