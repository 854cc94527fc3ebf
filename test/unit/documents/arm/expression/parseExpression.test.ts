import { describe, expect, it } from "vitest";
import { parseTemplateText } from "../../../../../src/documents/arm/expression/parseExpression";

describe("text of a template", () => {
  it.each([
    ["plain", "plain"],
    ["[[escaped]", "[escaped]"],
    ["[not closed", "[not closed"],
    ["", ""],
    ["[", "["],
  ])("%s is a literal", (text, value) => {
    expect(parseTemplateText(text)).toEqual({ kind: "literal", value });
  });

  it.each(["[]", "[a]", "[a(]", "[a()]b[c()]", "[concat('a]", "[a(),b()]", "[.b]", "['a'", `[${"a(".repeat(500)}]`])(
    "%s is not taken for an expression",
    (text) => {
      expect(parseTemplateText(text).kind).not.toBe("expression");
    },
  );

  it("is read as calls, members and indexes, across lines", () => {
    expect(parseTemplateText("[ns.f('it''s',\n 2).a['b'][0].?c]")).toEqual({
      kind: "expression",
      expression: {
        kind: "member",
        name: "c",
        isSafe: true,
        target: {
          kind: "index",
          index: { kind: "number", text: "0" },
          target: {
            kind: "index",
            index: { kind: "string", value: "b" },
            target: {
              kind: "member",
              name: "a",
              target: {
                kind: "call",
                name: "ns.f",
                args: [
                  { kind: "string", value: "it's" },
                  { kind: "number", text: "2" },
                ],
              },
            },
          },
        },
      },
    });
  });
});
