import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SyntaxNode } from "../../../../../src/documents/arm/syntax/syntaxNodes";
import { atOnce } from "../../../../../src/documents/sliced";
import { SyntaxTree } from "../../../../../src/documents/arm/syntax/syntaxTree";

function readTree(text: string): SyntaxTree {
  return atOnce(SyntaxTree.reading(text));
}

/** A tree as plain values, for comparison with JSON.parse. */
function plain(tree: SyntaxTree, node: SyntaxNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case "word":
      return JSON.parse(node.text);
    case "string":
      return tree.decoded(node);
    case "array":
      return tree.slots(node).slots.map((slot) => plain(tree, slot.value));
    case "object":
      return Object.fromEntries(tree.slots(node).slots.map((slot) => [slot.name, plain(tree, slot.value)]));
  }
}

function top(tree: SyntaxTree): SyntaxNode | undefined {
  return tree.slots(tree.document).slots[0]?.value;
}

function names(tree: SyntaxTree, node: SyntaxNode | undefined): readonly string[] {
  return node?.kind === "object" ? tree.slots(node).slots.map((slot) => slot.name) : [];
}

describe("the syntax tree", () => {
  it("reads any JSON as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, "\t"), (json, space) => {
        const text = JSON.stringify(JSON.parse(json), undefined, space);
        const tree = readTree(text);
        expect(tree.faults).toEqual([]);
        // Members named __proto__ are kept by both, as members of their own.
        expect(JSON.stringify(plain(tree, top(tree)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it("never throws and keeps every range inside the text, whatever the text is", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      '"',
      "'",
      ":",
      ",",
      "//",
      "/*",
      "*/",
      "\n",
      "\r\n",
      "\\",
      " ",
      "a",
    );
    const soup = fc.array(fc.oneof(piece, fc.constantFrom('"resources"', '"type"', "null")), { maxLength: 60 });
    fc.assert(
      fc.property(soup, (pieces) => {
        const text = pieces.join("");
        const tree = readTree(text);
        const visit = (node: SyntaxNode | undefined) => {
          if (node?.kind === "object" || node?.kind === "array") {
            let last = node.start;
            for (const slot of tree.slots(node).slots) {
              expect(slot.start).toBeGreaterThanOrEqual(last);
              expect(slot.end).toBeLessThanOrEqual(node.end);
              last = slot.end;
              visit(slot.value);
            }
          }
        };
        visit(tree.document);
      }),
      { numRuns: 3000 },
    );
  });

  it("takes comments, trailing commas, single quotes, a byte order mark and strings of several lines", () => {
    const text = `\uFEFF// head\n{ 'a': 1, /* b: { */ "b": "[concat('x',\n  'y')]", "c": [1, 2,], } // end`;
    const tree = readTree(text);
    expect(tree.faults).toEqual([]);
    expect(plain(tree, top(tree))).toEqual({ a: 1, b: "[concat('x',\n  'y')]", c: [1, 2] });
  });

  it("finds members in any casing, the first of several", () => {
    const tree = readTree(`{"Identity": 1, "IDENTITY": 2, "identit": 3}`);
    const node = top(tree);
    expect(node?.kind === "object" && tree.members(node, "identity").map((slot) => slot.name)).toEqual([
      "Identity",
      "IDENTITY",
    ]);
  });

  it("reads escapes in names and values", () => {
    const tree = readTree(String.raw`{"\u0061\"b": "c\\d\n\q"}`);
    expect(plain(tree, top(tree))).toEqual({ 'a"b': "c\\d\nq" });
  });

  it.each([
    ["a string without its end", `{\n  "a": "x,\n  "b": 1,\n  "c": { "d": 2 }\n}`, ["a", "b", "c"]],
    ["a missing value", `{ "a": , "b": 1 }`, ["a", "b"]],
    ["a missing comma", `{ "a": 1 "b": 2 }`, ["a", "b"]],
    ["a missing colon", `{ "a" 1, "b": 2 }`, ["a", "", "b"]],
    ["a bare word", `{ ..., "b": 2 }`, ["", "b"]],
    ["a conflict marker", `{\n<<<<<<< HEAD\n  "a": 1,\n=======\n  "a": 2,\n>>>>>>> x\n  "b": 2 }`, undefined],
  ])("goes on after %s", (_, text, expected) => {
    const tree = readTree(text);
    const node = top(tree);
    if (expected !== undefined) {
      expect(names(tree, node)).toEqual(expected);
    }
    expect(names(tree, node)).toContain("b");
    expect(node?.kind === "object" && tree.fault(node)).toBeDefined();
  });

  it("keeps the next element apart from one that lacks its end", () => {
    const text = `{\n  "r": [\n    {\n      "a": {\n        "b": 1\n    },\n    {\n      "c": 2\n    }\n  ]\n}`;
    const tree = readTree(text);
    const node = top(tree);
    const list = node?.kind === "object" ? tree.value(node, "r") : undefined;
    const elements = list?.kind === "array" ? tree.slots(list).slots : [];
    expect(elements.map((slot) => names(tree, slot.value))).toEqual([["a"], ["c"]]);
  });

  it("does not let a closing brace too many end what is around it", () => {
    const text = `{\n  "r": [\n    {\n      "a": 1\n    }\n    },\n    {\n      "b": 2\n    }\n  ],\n  "z": 0\n}`;
    const tree = readTree(text);
    expect(names(tree, top(tree))).toEqual(["r", "z"]);
    expect(tree.faults.map((fault) => fault.kind)).toEqual(["strayCloser"]);
  });

  it("finds the container around an offset and the member that holds it", () => {
    const text = `{ "a": { "b": [ 1, {} ] }, "c": 2 }`;
    const tree = readTree(text);
    const inner = tree.containerAt(text.indexOf("1"));
    expect([inner.kind, tree.slotOf(inner)?.name]).toEqual(["array", "b"]);
    expect(tree.containerAt(text.indexOf("c")).start).toBe(0);
    expect(tree.containerAt(text.length).container).toBe(0);
  });

  it("does not look deeper than a bound, and says so", () => {
    const text = "[".repeat(100_000) + "]".repeat(100_000);
    const tree = readTree(text);
    expect(tree.faults).toEqual([{ kind: "tooDeep", offset: 256 }]);
  });
});
