import { describe, expect, it } from "vitest";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { type SyntaxNode } from "../../../../../src/documents/arm/syntax/syntaxNodes";
import { type SyntaxTree } from "../../../../../src/documents/arm/syntax/syntaxTree";

function readAll(tree: SyntaxTree): number {
  let count = 0;
  const waiting: SyntaxNode[] = [tree.document];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === "object" || node.kind === "array") {
      const { slots } = tree.slots(node);
      count += slots.length;
      for (const { value } of slots) {
        if (value !== undefined) {
          waiting.push(value);
        }
      }
    }
  }
  return count;
}

// Not timed: a reader that is quadratic on one of these does not end within the time that a test is given.
describe("text made to be slow", () => {
  const times = 200_000;
  it.each([
    ["open strings", `"\n`.repeat(times)],
    ["open strings in single quotes", `'\n"`.repeat(times)],
    ["escaped quotes on lines of their own", `\\'\n`.repeat(times)],
    ["escaped quotes and blanks", `\\'\n`.repeat(times) + " ".repeat(times)],
    ["backslashes", `"${"\\".repeat(times * 2)}`],
    ["open comments", "/*".repeat(times)],
    ["slashes", "/".repeat(times * 2)],
    ["braces that never close", "{".repeat(times * 2)],
    ["objects without names", `{"a":1,`.repeat(times)],
    ["closing brackets only", "]}".repeat(times)],
    ["mismatched brackets", "{]".repeat(times)],
    ["mismatched brackets on lines", "[\n}\n".repeat(times)],
    ["resources in resources", `{"resources":[`.repeat(times)],
    ["resources beside resources", `{"resources":[${`{"resources":{}},`.repeat(times / 4)}]}`],
    ["a long blank line", `{${" ".repeat(times)}`.repeat(3)],
    ["a long bare word", "x".repeat(times * 2)],
  ])("%s", (_, text) => {
    const template = readArmTemplate(text);
    expect(readAll(template.tree)).toBeGreaterThanOrEqual(0);
    expect(template.resources).toEqual([]);
  });
});
