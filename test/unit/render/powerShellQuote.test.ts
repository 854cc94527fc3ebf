import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPlainArgument, quotePowerShell } from "../../../src/render/powerShellQuote";
import { RenderError } from "../../../src/render/renderError";
import { powerShellScript } from "../../../src/render/powerShellScript";
import { groupName, hostileText } from "./hostileText";
import { batchArguments } from "./shells/cmdPrompt";
import { legacyCommandLine, powerShellCommands, type PowerShellWord } from "./shells/powerShellWords";
import { runtimeArguments } from "./shells/runtimeArguments";

const variables = new Map([["PATH", "C:\\Windows"]]);

describe("the model of PowerShell itself", () => {
  it("takes typographic quotes for quotes, as PowerShell does", () => {
    expect(powerShellCommands("a 'b\u2019 'c'")).toEqual([
      [
        { kind: "text", text: "a" },
        { kind: "text", text: "b" },
        { kind: "text", text: "c" },
      ],
    ]);
  });

  it("loses double quotes on the way to a program, as Windows PowerShell does", () => {
    expect(runtimeArguments(legacyCommandLine(['{"a":1}']))).toEqual(["{a:1}"]);
  });
});

it("writes every text as a literal that PowerShell reads back", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(powerShellCommands(`x ${quotePowerShell(text)}`)).toEqual([
        [
          { kind: "text", text: "x" },
          { kind: "text", text },
        ],
      ]);
    }),
    { numRuns: 2000 },
  );
});

/** The arguments of `az` in a rendered script: texts as PowerShell reads them, files by what was written into them. */
function azArguments(script: string): string[] {
  const files = new Map<string, string>();
  const found: string[] = [];
  const commands = powerShellCommands(
    script.replace(/^\[IO\.File\]::WriteAllText\(\$(argument\d+)\.FullName, /gm, "write $1 "),
  );
  for (const words of commands) {
    const texts = words.filter((word) => word.kind === "text").map((word) => word.text);
    if (texts[0] === "write" && texts[1] !== undefined && texts[2] !== undefined) {
      files.set(texts[1], texts[2]);
    }
    if (texts[0] === "az") {
      found.push(...words.map((word) => received(word, files)));
    }
  }
  return found;
}

function received(word: PowerShellWord, files: ReadonlyMap<string, string>): string {
  if (word.kind === "text") {
    return word.text;
  }
  const name = /^"@\$\(\$(argument\d+)\.FullName\)"$/.exec(word.code)?.[1];
  // The CLI reads the file and drops the line breaks at its end.
  return files.get(name ?? "")?.replace(/[\r\n]+$/, "") ?? `nothing for ${word.code}`;
}

it("hands every text to the Azure CLI, through a file where an argument would be spoiled", () => {
  fc.assert(
    fc.property(
      fc.array(
        hostileText.filter((text) => !/[\r\n]$/.test(text)),
        { minLength: 1, maxLength: 4 },
      ),
      (texts) => {
        const script = powerShellScript([{ kind: "run", items: [], commands: [["az", ...texts]] }]);
        expect(azArguments(script)).toEqual(["az", ...texts]);
      },
    ),
    { numRuns: 1000 },
  );
});

it("puts on the command line only what Windows PowerShell, cmd behind it and PowerShell 7 hand on alike", () => {
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: 1, maxLength: 4 }), (texts) => {
      const plain = texts.filter(isPlainArgument);
      const line = legacyCommandLine(plain);
      expect(runtimeArguments(line)).toEqual(plain);
      expect(batchArguments(line, variables)).toEqual(plain);
    }),
    { numRuns: 2000 },
  );
});

it("needs no file for the names that Azure allows, parentheses apart", () => {
  fc.assert(
    fc.property(groupName, (name) => {
      expect(isPlainArgument(name)).toBe(!/[()]/.test(name));
    }),
  );
});

it("refuses a text with a line break at its end, which neither an argument nor a file can carry", () => {
  expect(() => powerShellScript([{ kind: "run", items: [], commands: [["az", "a\n"]] }])).toThrow(RenderError);
});
