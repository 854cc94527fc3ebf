import path from "node:path";
import { describe, expect, it } from "vitest";
import { importCircles, readSourceFiles, type SourceFile } from "../../../build/importGraph";

function file(name: string, ...imports: string[]): SourceFile {
  return { file: name, lines: 1, imports };
}

describe("imports", () => {
  // No rule of ESLint's does this: import-x/no-cycle passes over imports of types.
  it("make no circle in src, types included", () => {
    expect(importCircles(readSourceFiles(path.resolve(import.meta.dirname, "../../../src")))).toEqual([]);
  });

  it("are a circle where files reach each other, however long the way", () => {
    const files = [file("a", "b", "d"), file("b", "c"), file("c", "a"), file("d", "e"), file("e")];
    expect(importCircles(files)).toEqual([["a", "b", "c"]]);
  });
});
