import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteCmd } from "../../../src/render/cmdQuote";
import { RenderError } from "../../../src/render/renderError";
import { hostileLine } from "./hostileText";
import { cmdArguments, CmdBreakout } from "./shells/cmdPrompt";
import { runtimeArguments } from "./shells/runtimeArguments";

const variables = new Map([
  ["PATH", "C:\\Windows & calc"],
  ["A", "expanded"],
]);

describe("the model of cmd itself", () => {
  it("splits as the documented examples of the C runtime do", () => {
    expect(runtimeArguments('"a b c" d e')).toEqual(["a b c", "d", "e"]);
    expect(runtimeArguments(String.raw`"ab\"c" "\\" d`)).toEqual(['ab"c', "\\", "d"]);
    expect(runtimeArguments(String.raw`a\\\b d"e f"g h`)).toEqual([String.raw`a\\\b`, "de fg", "h"]);
    expect(runtimeArguments(String.raw`a\\\"b c d`)).toEqual([String.raw`a\"b`, "c", "d"]);
    expect(runtimeArguments(String.raw`a\\\\"b c" d e`)).toEqual([String.raw`a\\b c`, "d", "e"]);
    expect(runtimeArguments('a"b"" c d')).toEqual(['ab" c d']);
  });

  it("expands variables also inside quotes, and sees operators outside them", () => {
    expect(cmdArguments('x "%A%" %B%', variables)).toEqual(["x", "expanded", "%B%"]);
    expect(() => cmdArguments("x a&b", variables)).toThrow(CmdBreakout);
  });
});

it("hands every line of text to a program as it stands, by the rules of cmd", () => {
  fc.assert(
    fc.property(fc.array(hostileLine, { minLength: 1, maxLength: 4 }), (texts) => {
      expect(cmdArguments(["az", ...texts.map(quoteCmd)].join(" "), variables)).toEqual(["az", ...texts]);
    }),
    { numRuns: 2000 },
  );
});

it("lets no variable be expanded in a text", () => {
  expect(cmdArguments(quoteCmd("%PATH%"), variables)).toEqual(["%PATH%"]);
  expect(cmdArguments(quoteCmd("100%A%"), variables)).toEqual(["100%A%"]);
});

it("carries JSON", () => {
  const body = JSON.stringify({ identity: { type: "None" }, note: 'a & b | "c" \\' });
  expect(cmdArguments(quoteCmd(body), variables)).toEqual([body]);
});

it("hands an empty text on as an empty argument", () => {
  expect(cmdArguments(["a", quoteCmd("")].join(" "), variables)).toEqual(["a", ""]);
});

it.each(["a\nb", "a\rb", "a\0b"])("refuses %j, because cmd ends the command there", (text) => {
  expect(() => quoteCmd(text)).toThrow(RenderError);
});
