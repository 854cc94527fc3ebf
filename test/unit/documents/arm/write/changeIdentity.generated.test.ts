import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inverseChange } from "../../../../../src/identity/identityChange";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { changingIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { atOnce } from "../../../../../src/documents/sliced";
import { changingSeveral } from "../../../../../src/documents/arm/write/changeSeveral";
import { convertShape } from "../../../../../src/documents/arm/write/convertBlock";
import { applyEdits } from "../../../../../src/documents/textEdit";
import { checkChange } from "../../../../corpus/templates/invariants";
import { applied } from "../templates";
import { anyIdentity, anyTemplate } from "./generated";
import { anyChange, faults, hasEmptyList, lineEnds } from "./generatedChanges";

describe("a change of a generated template", () => {
  it("keeps all that has to be kept, in every layout and shape", () => {
    fc.assert(
      fc.property(anyTemplate, anyChange, (text, wanted) => {
        const template = readArmTemplate(text);
        expect(faults(template.tree)).toBe(0);
        const { outcome, text: after } = checkChange(template, 0, wanted);
        expect(["edits", "noOp"]).toContain(outcome.kind);
        expect(faults(readArmTemplate(after).tree)).toBe(0);
        expect(hasEmptyList(after)).toBe(false);
        expect(lineEnds(after)).toBeLessThanOrEqual(1);
        expect(/,\s*,/.test(after)).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it("gives back the text when it is taken back, where it only added to a block", () => {
    fc.assert(
      fc.property(anyTemplate, anyChange, (text, wanted) => {
        const template = readArmTemplate(text);
        const { outcome, text: after } = checkChange(template, 0, wanted);
        const block = template.resources[0]?.identity;
        if (outcome.kind === "edits" && block?.kind === "block") {
          const { difference, before, after: planned } = outcome.plan;
          // A type that names identities which are not there is not what any change comes back to.
          const { type } = block.block;
          const isSound = type.kind === "known" && type.userAssigned === before.userAssigned.length > 0;
          const addsOnly = isSound && difference.removed.length === 0 && difference.systemAssigned !== "disabled";
          if (addsOnly) {
            expect(checkChange(readArmTemplate(after), 0, inverseChange(before, planned)).text).toBe(text);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps every comment that does not belong to what it removes", () => {
    fc.assert(
      fc.property(anyTemplate, anyIdentity, (text, identity) => {
        const template = readArmTemplate(text);
        const comments = (of: string) => of.match(/\/\/ .*/g) ?? [];
        const assigned = checkChange(template, 0, { kind: "assignUserAssigned", ids: [identity] });
        expect(comments(assigned.text)).toEqual(comments(text));
        const enabled = checkChange(template, 0, { kind: "enableSystemAssigned" });
        expect(comments(enabled.text)).toEqual(comments(text));
      }),
    );
  });
});

describe("a conversion of a generated template", () => {
  it("there and back gives back the text", () => {
    fc.assert(
      fc.property(anyTemplate, (text) => {
        const shape = text.includes("2023-03-01") ? "array" : "dictionary";
        const convert = (from: string, to: "array" | "dictionary") => {
          const template = readArmTemplate(from);
          const [resource] = template.resources;
          const after = resource === undefined ? "none" : applied(template, convertShape(template, resource, to));
          return after === "noOp" ? from : after;
        };
        const there = convert(text, shape);
        expect(faults(readArmTemplate(there).tree)).toBe(0);
        const back = convert(there, shape === "array" ? "dictionary" : "array");
        expect(back).toBe(text);
      }),
    );
  });
});

describe("a change of several resources", () => {
  it("is the same as one after the other, as one list of edits", () => {
    fc.assert(
      fc.property(anyTemplate, anyTemplate, anyChange, (one, two, wanted) => {
        const text = `[\n${one},\n${two}\n]`;
        const template = readArmTemplate(text);
        const { edits, outcomes } = atOnce(
          changingSeveral(template, template.resources, (each, resource, options) =>
            changingIdentity(each, resource, wanted, options),
          ),
        );
        expect(outcomes).toHaveLength(2);
        const first = checkChange(template, 0, wanted).text;
        expect(applyEdits(text, edits)).toBe(checkChange(readArmTemplate(first), 1, wanted).text);
      }),
    );
  });
});
