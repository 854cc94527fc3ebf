import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "../../../../src/features/history/journalCsv";

describe("CSV", () => {
  it("keeps commas, quotes and line breaks inside their cells", () => {
    expect(toCsv([["a,b", 'say "no"', "two\r\nlines"]])).toBe('"a,b","say ""no""","two\r\nlines"\r\n');
  });

  it("lets no cell begin as a formula", () => {
    const starts = ["=", "+", "-", "@", "\t", "\r", "\n"];
    const cells = fc.tuple(fc.constantFrom(...starts), fc.string()).map(([start, rest]) => start + rest);
    fc.assert(
      fc.property(cells, (text) => {
        expect(toCsv([[text]])).toMatch(/^"'/);
      }),
    );
    expect(toCsv([['=HYPERLINK("http://x")']])).toBe('"\'=HYPERLINK(""http://x"")"\r\n');
  });
});
