import { describe, expect, it } from "vitest";
import { atOnce } from "../../../../../src/documents/sliced";
import { piecesOf } from "../../../../../src/documents/terraform/syntax/pieces";

const heads = (text: string) => atOnce(piecesOf(text)).map(({ type, labels }) => [type, ...labels].join(" "));

describe("a text in pieces", () => {
  it("begins one at every block of the top level, with its labels in quotes or without", () => {
    expect(heads(`resource "a" "b" {\n}\nlocals {}\nmodule m {\n}\nvariable "v" {}\n`)).toEqual([
      "resource a b",
      "locals",
      "module m",
      "variable v",
    ]);
  });

  it("begins none at nested blocks, in comments or in heredocs", () => {
    const text = `resource "a" "b" {
identity {
}
  module "x" {
  }
/*
resource "c" "d" {
*/
x = <<-EOT
resource "e" "f" {
EOT
# <<EOT
}
data "g" "h" {
}
`;
    expect(heads(text)).toEqual(["resource a b", "data g h"]);
  });

  it("takes no heredoc for one that ends nowhere", () => {
    expect(heads(`a = <<EOT\nresource "a" "b" {\n}\n`)).toEqual(["resource a b"]);
  });

  it.each(["\uFEFF", "# first\r\n"])("holds all of the text from the first block on, behind %j", (before) => {
    const text = `${before}resource "a" "b" {\r\n}\r\n\r\nlocals {}\r\n`;
    const pieces = atOnce(piecesOf(text));
    expect(pieces.map((piece) => piece.text).join("")).toBe(text.slice(pieces[0]?.start));
  });

  it("is found in no time in lines that could be read in many ways", () => {
    const began = performance.now();
    heads(`${"resource_of_a_name_that_is_long".repeat(200)}" "x" {\n`);
    heads("<<A\n".repeat(20_000));
    heads(Array.from({ length: 20_000 }, (_, index) => `x = <<A${index}\n`).join(""));
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
