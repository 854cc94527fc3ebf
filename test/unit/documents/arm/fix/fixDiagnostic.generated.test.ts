import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inverseChange } from "../../../../../src/identity/identityChange";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { type Fix } from "../../../../../src/documents/arm/diagnose/diagnostic";
import { fixDiagnostic } from "../../../../../src/documents/arm/fix/fixDiagnostic";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { applyEdits } from "../../../../../src/documents/textEdit";
import { checkChange } from "../../../../corpus/templates/invariants";
import { strayComments } from "../write/commentOwners";
import { anyIdentity } from "../write/generated";
import { looseFaultyTemplate, looseTemplate } from "../write/generatedLoosely";
import { anyChange, faults, hasEmptyList, lineEnds } from "../write/generatedChanges";

/** Where a fix puts what stood at a path. Of two lists, one goes into the other without its comments. */
function movedBy(fix: Fix, text: string): (path: string) => string {
  const hasBoth = text.includes(`"identityIds"`) && text.includes(`"userAssignedIdentities"`);
  const lists = [`/"identityIds"`, `/"userAssignedIdentities"`] as const;
  switch (fix.kind) {
    case "moveOutOfProperties":
      return (path) => path.replace(`/"properties"/"identity"`, `/"identity"`);
    case "convertShape":
    case "raiseApiVersion": {
      const toArray = fix.kind === "convertShape" && fix.shape === "array";
      const [to, from] = toArray ? lists : [lists[1], lists[0]];
      return (path) => (hasBoth ? path : path.replace(from, to));
    }
    default:
      return (path) => path;
  }
}

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

describe("the comments of such a template", () => {
  it("stay with what they belong to, and go with it", () => {
    fc.assert(
      fc.property(looseTemplate, anyChange, (text, wanted) => {
        const { outcome, text: after } = checkChange(readArmTemplate(text), 0, wanted, options);
        const isRemoved = /"identity"/.test(text) && !/"identity"/.test(after);
        expect(isRemoved && outcome.kind === "edits" ? [] : strayComments(text, after)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("are as they were when what was added to the block is taken away again", () => {
    fc.assert(
      fc.property(looseTemplate, anyIdentity, (text, identity) => {
        const template = readArmTemplate(text);
        const added = checkChange(template, 0, { kind: "assignUserAssigned", ids: [identity] });
        const hadBlock = template.resources[0]?.identity.kind === "block";
        if (added.outcome.kind === "edits" && hadBlock) {
          const { before, after } = added.outcome.plan;
          expect(checkChange(readArmTemplate(added.text), 0, inverseChange(before, after)).text).toBe(text);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a fix in such a template", () => {
  it("is never refused for a fault of the program, and leaves a text that parses, with its comments", () => {
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
            expect(outcome.kind === "edits" ? strayComments(text, after, movedBy(fix, text)) : []).toEqual([]);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
