import path from "node:path";
import { describe, expect, it } from "vitest";
import { importCircles, readSourceFiles, type SourceFile } from "../../../build/importGraph";

/** Circles that are still to be cut, each with the change that cuts it. A line here is a debt, never a permission. */
const OWED: readonly (readonly string[])[] = [
  // Goes when commands state what they need in place of `App`.
  ["ui/app.ts", "ui/templateActions.ts"],
  // Goes when `Clock` has a file of its own.
  ["mutation/batch/batchBudget.ts", "mutation/batch/batchReads.ts"],
];

function file(name: string, ...imports: string[]): SourceFile {
  return { file: name, lines: 1, imports };
}

describe("imports", () => {
  // No rule of ESLint's does this: import-x/no-cycle passes over imports of types.
  it("make no circle in src, types included", () => {
    const circles = importCircles(readSourceFiles(path.resolve(import.meta.dirname, "../../../src")));
    const owed = new Set(OWED.map((circle) => circle.join()));
    expect(circles.filter((circle) => !owed.has(circle.join()))).toEqual([]);
  });

  it("are a circle where files reach each other, however long the way", () => {
    const files = [file("a", "b", "d"), file("b", "c"), file("c", "a"), file("d", "e"), file("e")];
    expect(importCircles(files)).toEqual([["a", "b", "c"]]);
  });
});
