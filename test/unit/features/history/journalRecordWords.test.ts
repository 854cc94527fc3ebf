import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { toCsv } from "../../../../src/ui/shown/csv";

vi.mock("vscode", () => import("../../views/fakeVscode"));

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
    expect(toCsv([["-\u200b"], ["a=b"], ["\ufeffname"]])).toBe('"\'-\\u200b"\r\n"a=b"\r\n"\'\\ufeffname"\r\n');
    expect(toCsv([['=HYPERLINK("http://x")']])).toBe('"\'=HYPERLINK(""http://x"")"\r\n');
  });

  it("guards a formula in full width, and one behind what a spreadsheet strips or does not show", () => {
    const before = fc
      .array(fc.constantFrom(" ", "\u00a0", "\u3000", "\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\0", "\u00ad"))
      .map((signs) => signs.join(""));
    const sign = fc.constantFrom("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20");
    fc.assert(
      fc.property(before, sign, fc.string(), (unseen, first, rest) => {
        expect(toCsv([[unseen + first + rest]])).toMatch(/^"'/);
      }),
    );
  });

  it("starts no formula where a spreadsheet splits a cell at its own separator", () => {
    expect(toCsv([["a;=1+1", "b\t+1", "c\n-1", 'd;"=1', "e; @x", "f;g"]])).toBe(
      `"a;'=1+1","b\t'+1","c\n'-1","d;'""=1","e;' @x","f;g"\r\n`,
    );
    const text = fc
      .array(fc.constantFrom(";", "\t", "\n", '"', "=", "@", " ", "\u200b", "a"))
      .map((all) => all.join(""));
    fc.assert(
      fc.property(text, (cell) => {
        expect(toCsv([["x", cell]])).not.toMatch(/[;\t\n]["\s]*[=@]/);
      }),
    );
  });

  it("spells out what is not seen, so that no cell reads as another", () => {
    expect(toCsv([["vm\u200b1", "a\u202eb", "x\0y", "two\r\nlines\tstay"]])).toBe(
      '"vm\\u200b1","a\\u202eb","x\\u0000y","two\r\nlines\tstay"\r\n',
    );
  });
});
