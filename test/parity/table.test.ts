import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rows } from "./articles/rows";
import { currentTable, readmeFile } from "./readme";
import { BEGIN, END, withTable } from "./table";

const readme = existsSync(readmeFile) ? readFileSync(readmeFile, "utf8") : "";
const marked = withTable(readme, currentTable());

describe("the parity table", () => {
  it("has a line for every row, names a command that there is, and says of every row without comparison why", () => {
    const lines = currentTable()
      .split("\n")
      .filter((line) => line.startsWith("| 0"));
    expect(lines).toHaveLength(rows.length);
    expect(lines.filter((line) => line.includes("| not compared |  |"))).toEqual([]);
    expect(lines.filter((line) => line.includes("`managedIdentities."))).toEqual([]);
  });

  it("takes the place of what stands between the marks, and of nothing else", () => {
    expect(withTable(`a\n${BEGIN}\nold\n${END}\nb`, currentTable())).toBe(`a\n${currentTable()}\nb`);
    expect(withTable("no marks", currentTable())).toBeUndefined();
  });

  if (marked === undefined) {
    console.warn("LEFT OUT: the README has no marks for the parity table, so nothing is compared with it.");
  }
  it.runIf(marked !== undefined)("stands in the README as it is now (test/parity/writeTable.ts writes it)", () => {
    expect(readme).toBe(marked);
  });
});
