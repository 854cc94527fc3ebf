import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnose } from "../../../../../src/template/arm/diagnose/diagnose";
import { fixDiagnostic } from "../../../../../src/template/arm/fix/fixDiagnostic";
import { readArmTemplate } from "../../../../../src/template/arm/model";
import { applyEdits } from "../../../../../src/template/arm/write/textEdit";
import { checkChange } from "../../../../corpus/templates/invariants";
import { looseFaultyTemplate, looseTemplate } from "./generatedLoosely";
import { anyChange, faults, hasEmptyList, lineEnds } from "./generatedChanges";

const options = { allow: ["raiseApiVersion"] } as const;

describe("a change of a template with comments anywhere and several members on a line", () => {
  it("is never refused, parses, and says what was planned", () => {
    fc.assert(
      fc.property(looseTemplate, anyChange, (text, wanted) => {
        const template = readArmTemplate(text);
        expect(faults(template.tree)).toBe(0);
        const { outcome, text: after } = checkChange(template, 0, wanted, options);
        expect(["edits", "noOp"]).toContain(outcome.kind);
        expect(faults(readArmTemplate(after).tree)).toBe(0);
        expect(hasEmptyList(after)).toBe(false);
        expect(lineEnds(after)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a fix in such a template", () => {
  it("is never refused for a fault of the program, and leaves a text that parses", () => {
    fc.assert(
      fc.property(looseFaultyTemplate, (text) => {
        const template = readArmTemplate(text);
        expect(faults(template.tree)).toBe(0);
        for (const { code, fixes } of diagnose(template)) {
          for (const fix of fixes) {
            const outcome = fixDiagnostic(template, fix);
            const after = outcome.kind === "edits" ? applyEdits(text, outcome.edits) : text;
            const isFault = outcome.kind === "refused" && outcome.refusal.reason === "wouldNotReadBack";
            expect(isFault, `${code} ${fix.kind}`).toBe(false);
            expect(faults(readArmTemplate(after).tree)).toBe(0);
            expect(lineEnds(after)).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
