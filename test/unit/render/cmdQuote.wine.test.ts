import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isInstalled } from "../../parity/tools";
import { cmdScript } from "../../../src/render/cmdScript";
import { isPlainArgument } from "../../../src/render/powerShellQuote";
import { hostileLine } from "./hostileText";
import { legacyCommandLine } from "./shells/powerShellWords";
import { WineCmd } from "./shells/wineCmd";

const wine = isInstalled("wine", "no line for cmd is handed to a cmd.exe, only to the model of it");

/** Every other letter means the same to cmd as this one, and Wine could not read it. */
const typeable = hostileLine.map((text) => text.replace(/[^\t\u0020-\u007e]/g, "ä"));

/** What is rendered behind the name of the program. */
function rendered(words: readonly string[]): string {
  return cmdScript([{ kind: "run", items: [], commands: [["az", ...words]] }]).replace(/^az /, "");
}

/** The same texts each time, so that one start of Wine is enough for them all. */
function samples(texts: fc.Arbitrary<string>, seed: number): string[][] {
  return fc.sample(fc.array(texts, { minLength: 1, maxLength: 4 }), { numRuns: 150, seed });
}

describe.runIf(wine)("a cmd.exe that is not of this project", () => {
  let cmd: WineCmd;
  beforeAll(() => {
    cmd = WineCmd.start();
  }, 120_000);
  afterAll(() => {
    cmd.close();
  });

  it("expands variables in quotes, and starts something else at an operator outside them", () => {
    expect(cmd.received("show", ['"%OS%"', "a&echo b", '"a b" c'])).toEqual([["Windows_NT"], ["a"], ["a b", "c"]]);
  });

  it("hands every line of text to a program as it stands", () => {
    const texts = samples(typeable, 1);
    expect(cmd.received("show", texts.map(rendered))).toEqual(texts);
  });

  it("hands every line of text through a batch file such as az.cmd", () => {
    // Unlike Microsoft's, Wine's cmd expands what a batch file hands on once more.
    const texts = samples(
      typeable.map((text) => text.replaceAll("%", "ä")),
      2,
    );
    expect(cmd.received("az", texts.map(rendered))).toEqual(texts);
  });

  it("reads what PowerShell puts on a batch file's command line as it stands", () => {
    const texts = samples(typeable.filter(isPlainArgument), 3);
    expect(cmd.received("az", texts.map(legacyCommandLine))).toEqual(texts);
  });
});
