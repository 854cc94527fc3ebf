import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ARTICLES } from "./articles/row";
import { rows } from "./articles/rows";
import { currentTable, parityFile } from "./parityDocument";
import { BEGIN, END, withTable } from "./table";

describe("the parity table", () => {
  it("has a line for every row, names a command that there is, and says of every row without comparison why", () => {
    const lines = currentTable()
      .split("\n")
      .filter((line) => line.startsWith("| ") && !line.startsWith("| Way |") && !line.startsWith("| ---"));
    expect(lines).toHaveLength(rows.length);
    expect(lines.filter((line) => line.includes("| not compared |  |"))).toEqual([]);
    expect(lines.filter((line) => line.includes("`managedIdentities."))).toEqual([]);
  });

  it("names articles by their titles, never by a file", () => {
    const table = currentTable();
    for (const { title, file } of Object.values(ARTICLES)) {
      expect(table).toContain(`## ${title}\n`);
      expect(table).not.toContain(file);
    }
  });

  it("takes the place of what stands between the marks, and of nothing else", () => {
    expect(withTable(`a\n${BEGIN}\nold\n${END}\nb`, currentTable())).toBe(`a\n${currentTable()}\nb`);
    expect(withTable("no marks", currentTable())).toBeUndefined();
  });

  it("is in docs/parity.md as it is now (`npm run parity` writes it)", () => {
    const text = readFileSync(parityFile, "utf8");
    expect(withTable(text, currentTable())).toBe(text);
  });
});
