import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { quoteBash } from "../../../src/render/bashQuote";
import { RenderError } from "../../../src/render/renderError";
import { hostileText } from "./hostileText";

/** The arguments that a program gets from real bash. */
function argumentsFromBash(words: readonly string[]): string[] {
  const script = `printf '%s\\0' ${words.join(" ")}`;
  const { stdout, status } = spawnSync("bash", ["--norc", "-c", script], { encoding: "buffer" });
  expect(status).toBe(0);
  return stdout.toString("utf8").split("\0").slice(0, -1);
}

it("hands every text to a program as it stands, in real bash", () => {
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: 1, maxLength: 40 }), (texts) => {
      // Half of a surrogate pair has no bytes in UTF-8.
      const sendable = texts.map((text) => Buffer.from(text).toString());
      expect(argumentsFromBash(sendable.map(quoteBash))).toEqual(sendable);
    }),
    { numRuns: 40 },
  );
});

it("hands an empty text on as an empty argument", () => {
  expect(argumentsFromBash(["", "a"].map(quoteBash))).toEqual(["", "a"]);
});

it("leaves ids and options bare", () => {
  expect(quoteBash("/subscriptions/0/resourceGroups/rg-1")).toBe("/subscriptions/0/resourceGroups/rg-1");
  expect(quoteBash("--identities")).toBe("--identities");
});

it("quotes what bash would read as a pattern of file names", () => {
  expect(quoteBash("[system]")).toBe("'[system]'");
});

it("refuses NUL, which no argument can hold", () => {
  expect(() => quoteBash("a\0b")).toThrow(RenderError);
});
