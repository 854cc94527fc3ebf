import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { parseResourceId } from "../../../src/identity/resourceId";
import { isPlainArgument, quotePowerShell } from "../../../src/render/powerShellQuote";
import { powerShellScript } from "../../../src/render/powerShellScript";
import { render } from "../../../src/render/render";
import { identityId, state } from "../identity/states";
import { hostileText } from "./hostileText";
import { machine, options, planned, uniform } from "./operations";
import { type ParsedScript, powerShellGrammar } from "./shells/powerShellGrammar";

let parse: (script: string) => ParsedScript;
beforeAll(async () => {
  parse = await powerShellGrammar();
});

/** Half of a surrogate pair has no bytes in UTF-8, which the grammar reads. */
const text = hostileText.map((hostile) => hostile.replace(/\p{Surrogate}/gu, "_"));
/** What the extension takes for the name of a resource. */
const name = text
  .map((hostile) => hostile.replaceAll("/", "_"))
  .filter((hostile) => parseResourceId(identityId(hostile)) !== undefined);
const ids = fc.uniqueArray(name.map(identityId), { minLength: 1, maxLength: 3, selector: (id) => id.toLowerCase() });

it("sees what a careless script would run", () => {
  expect(parse("x 'a'; calc 'b'")).toEqual({ isFaulty: false, commands: ["x", "calc"], texts: ["a", "b"] });
  expect(parse("x 'it's'").isFaulty).toBe(true);
});

it("reads every literal as one text", () => {
  fc.assert(
    fc.property(text, (hostile) => {
      const script = `x ${quotePowerShell(hostile)} 'end'`;
      expect(parse(script)).toEqual({ isFaulty: false, commands: ["x"], texts: [hostile, "end"] });
    }),
    { numRuns: 1000 },
  );
});

it("finds nothing in a script of the Azure CLI but its own commands, whatever the arguments are", () => {
  const arguments_ = fc.array(
    text.filter((hostile) => !/[\r\n]$/.test(hostile)),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(arguments_, fc.array(text, { maxLength: 2 }), (texts, comments) => {
      const script = powerShellScript([
        ...comments.map((comment) => ({ kind: "comment", text: comment }) as const),
        { kind: "run", items: [], commands: [["az", ...texts]] },
      ]);
      const { isFaulty, commands } = parse(script);
      expect(isFaulty, script).toBe(false);
      expect(new Set(commands)).toEqual(
        new Set(texts.every(isPlainArgument) ? ["az"] : ["New-TemporaryFile", "az", "Remove-Item"]),
      );
      expect(commands.filter((command) => command === "az")).toHaveLength(1);
    }),
    { numRuns: 500 },
  );
});

it.each(["-", "--", "---", "-1", "-x0", "--a-", "-a"])(
  "finds one argument in %s, as in a quote after it",
  (argument) => {
    const script = powerShellScript([{ kind: "run", items: [], commands: [["az", argument, "'"]] }]);
    expect(parse(script).isFaulty, script).toBe(false);
  },
);

it.each([
  { kind: "machine", resource: machine, commands: ["Set-AzContext", "Out-Null", "Get-AzVM", "Update-AzVM"] },
  { kind: "scale set", resource: uniform, commands: ["Set-AzContext", "Out-Null", "Get-AzVmss", "Update-AzVmss"] },
])("finds nothing in a script of Az PowerShell for a $kind but its own commands", ({ resource, commands }) => {
  fc.assert(
    fc.property(name, ids, (target, assigned) => {
      const change = { kind: "assignUserAssigned", ids: assigned } as const;
      const operation = planned(resource, target, state(false), change);
      const parsed = parse(render("azPowerShell", [operation], options));
      expect(parsed.isFaulty).toBe(false);
      expect(new Set(parsed.commands)).toEqual(new Set([...commands, "Where-Object"]));
      expect(parsed.texts).toEqual(expect.arrayContaining([target, ...assigned]));
    }),
    { numRuns: 200 },
  );
});
