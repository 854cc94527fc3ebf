import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { diagnose } from "../../../src/documents/bicep/diagnose/diagnose";
import { readBicep } from "../../../src/documents/bicep/model";
import { knowledgeOf } from "../../../src/documents/plan/knowledge";
import { checkChange, permissions } from "../../unit/documents/bicep/checkChange";
import { everyChange } from "../everyChange";
import { bicepGrammar } from "./bicepGrammar";
import { generatedFile } from "./generatedFiles";

const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.nat(3), fc.nat(150)),
  inserted: fc.constantFrom(
    "",
    "'",
    "'''",
    "{",
    "}",
    "[",
    "]",
    "${",
    "/*",
    "//",
    "\n",
    "identity: {",
    "type: ",
    "@",
    "<<<<<<< HEAD\n",
  ),
});
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(text: string, { at, removed, inserted }: Damage): string {
  const from = Math.floor(at * text.length);
  return text.slice(0, from) + inserted + text.slice(from + removed);
}

function newlines(text: string): readonly number[] {
  return [/\r\n/g, /(?<!\r)\n/g].map((each) => text.match(each)?.length ?? 0);
}

describe("generated Bicep files", { timeout: 240_000 }, () => {
  let grammar: Awaited<ReturnType<typeof bicepGrammar>>;
  beforeAll(async () => {
    grammar = await bicepGrammar();
  });

  it.each(permissions.map((options) => ({ options, name: options.allow.join(", ") || "nothing" })))(
    "keep all that has to be kept under every change, with $name allowed",
    ({ options }) => {
      fc.assert(
        fc.property(generatedFile, fc.nat(), (text, pick) => {
          const file = readBicep(text);
          expect(file.statements.isBroken).toBe(false);
          for (const [index, resource] of file.resources.entries()) {
            const all = everyChange(knowledgeOf(resource.identity), "newIdentity.id");
            const change = all[pick % all.length];
            if (change !== undefined) {
              const { outcome, text: after } = checkChange(file, index, change, options, text);
              expect(
                outcome.kind === "refused" ? outcome.refusal.reason : "",
                `${text}${JSON.stringify(change)}`,
              ).not.toBe("wouldNotReadBack");
              const [windows = 0, others = 0] = newlines(after);
              expect(windows > 0 && others > 0, after).toBe(false);
              expect(grammar(after).errors, after).toBeLessThanOrEqual(grammar(text).errors);
            }
          }
        }),
        { numRuns: 250 },
      );
    },
  );

  it("are read and changed without harm where they are damaged", () => {
    fc.assert(
      fc.property(generatedFile, fc.array(damage, { minLength: 1, maxLength: 3 }), fc.nat(), (text, all, pick) => {
        const broken = all.reduce(damaged, text);
        const file = readBicep(broken);
        diagnose(file);
        for (const [index, resource] of file.resources.entries()) {
          const changes = everyChange(knowledgeOf(resource.identity), "newIdentity.id");
          const change = changes[pick % changes.length];
          if (change !== undefined) {
            checkChange(file, index, change, { allow: [] }, broken);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
