import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBicep } from "../../../../../src/documents/bicep/model";
import { diagnose } from "../../../../../src/documents/bicep/diagnose/diagnose";
import { findingStatements } from "../../../../../src/documents/bicep/syntax/statements";
import { atOnce } from "../../../../../src/documents/sliced";

const read = (text: string) => atOnce(findingStatements(text));
const named = (text: string) => read(text).all.map(({ keyword, name }) => `${keyword} ${name ?? ""}`.trim());

const vm = "resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {\n  name: 'vm'\n}\n";

/** Pieces that Bicep is made of, in any order. */
const pieces = fc.array(
  fc.constantFrom(
    ...[
      "resource a 'Microsoft.Compute/virtualMachines@2024-07-01' = {",
      "param p string = 'x'",
      "var v = ",
      "@description('a')",
    ],
    ...[
      "module m 'br/public:avm/res/compute/virtual-machine:0.1.0' = {",
      "identity: {",
      "type: 'SystemAssigned'",
      "params: {",
    ],
    ...[
      "{",
      "}",
      "[",
      "]",
      "(",
      ")",
      "'",
      "'''",
      "${",
      "\n",
      "\r\n",
      "//",
      "/*",
      "*/",
      ",",
      ":",
      "?",
      "if (x)",
      "[for i in x:",
    ],
    ...[
      "userAssignedIdentities: {",
      "'${id.id}': {}",
      "...x",
      "=>",
      "x.y!",
      "#disable-next-line a",
      "$'''",
      "\\",
      " ",
      "@",
    ],
  ),
  { maxLength: 60 },
);

describe("statements", () => {
  it("are found with their decorators, wherever strings, comments and brackets stand", () => {
    const text = [
      "targetScope = 'resourceGroup'",
      "// resource no 'x' = {",
      "/* param no",
      "var no */",
      "@description('it\\'s } ${a(']')}')",
      "@secure()",
      "param a string",
      "@secure() param inline string",
      "var text = '''",
      "resource no 'x' = {",
      "'''",
      "var nested = 'a${b('c${d}')}'",
      "import { x } from 'y'",
      vm,
    ].join("\n");
    expect(named(text)).toEqual([
      "targetScope",
      "param a",
      "param inline",
      "var text",
      "var nested",
      "import",
      "resource vm",
    ]);
    const [, a] = read(text).all;
    expect(text.slice(a?.start, a?.at)).toBe("@description('it\\'s } ${a(']')}')\n@secure()\n");
    expect(read(text).isBroken).toBe(false);
  });

  it("are found with comments between their words", () => {
    const spaced = vm.replace("resource vm '", "resource /* the web */vm /* of\n  Azure */ '");
    expect(named(spaced)).toEqual(["resource vm"]);
    expect(readBicep(spaced).resources).toMatchObject([{ symbol: "vm", faults: [], apiVersion: "2024-07-01" }]);
    expect(named(`resource /* ${"*/ /* ".repeat(2000)}x`)).toEqual([]);
  });

  it("are not lost behind what is being typed", () => {
    for (const typed of [
      "var a = {\n",
      "var a = 'b\n",
      "var a = 'b${c\n",
      "var a = '''\n",
      "output x string = [\n",
      "}\n)\n",
      "@\n",
    ]) {
      expect(named(typed + vm), typed).toContain("resource vm");
      expect(readBicep(typed + vm).resources.length, typed).toBe(1);
    }
  });

  it("do not take a member for a declaration", () => {
    expect(named("var a = {\nresource: 'x'\nmodule: y\nparam: 'z'\n}\n")).toEqual(["var a"]);
  });

  it("cover the text in order and never throw, whatever it holds", () => {
    fc.assert(
      fc.property(pieces, (all) => {
        const text = all.join("");
        let end = 0;
        for (const statement of read(text).all) {
          expect(statement.start).toBeGreaterThanOrEqual(end);
          expect(statement.at).toBeGreaterThanOrEqual(statement.start);
          ({ end } = statement);
        }
        expect(end).toBeLessThanOrEqual(text.length);
        const file = readBicep(text);
        diagnose(file);
        for (const { node } of file.resources) {
          expect(node.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("take time that grows with the text, however broken it is", () => {
    // What this process has worked: the machine may have others to serve.
    const work = (text: string) => {
      let best = Number.POSITIVE_INFINITY;
      for (let run = 0; run < 5; run++) {
        const before = process.cpuUsage();
        diagnose(readBicep(text));
        best = Math.min(best, process.cpuUsage(before).user / 1000);
      }
      return best;
    };
    for (const piece of [
      vm,
      "var a = '''\n",
      "{",
      "'${",
      "resource a 'Microsoft.Compute/virtualMachines@2024-07-01' = {\n",
      "$'''a${",
      "/*",
      "[(",
    ]) {
      const half = piece.repeat(Math.ceil(20_000 / piece.length));
      // Eight times as much would take 64 times as long if the time grew with the square.
      expect(work(half.repeat(8)), piece).toBeLessThan(24 * work(half) + 50);
    }
  });
});
