import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/documents/arm/diagnose/diagnose";
import { fixDiagnostic } from "../../../src/documents/arm/fix/fixDiagnostic";
import { readArmTemplate } from "../../../src/documents/arm/model";
import { convertShape } from "../../../src/documents/arm/write/convertBlock";
import { applyEdits } from "../../../src/documents/arm/write/textEdit";
import { templateSources } from "./templateFiles";

function parses(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ""));
    return true;
  } catch {
    return false;
  }
}

describe.each(templateSources)("diagnostics over $name", { timeout: 240_000 }, ({ arm, derived, factsOf }) => {
  it("name the retired extension where it is, and are quiet on everything else", () => {
    expect(arm.filter(({ name }) => factsOf(name)?.retired === true).length).toBeGreaterThan(0);
    for (const { name, text } of arm) {
      const codes = diagnose(readArmTemplate(text)).map(({ code }) => code);
      expect(codes, name).toEqual(factsOf(name)?.retired === true ? ["retiredExtension"] : []);
    }
    for (const { name, text } of derived) {
      expect(diagnose(readArmTemplate(text)), name).toEqual([]);
    }
  });

  it("repair what they name, and leave nothing that does not parse", () => {
    for (const { name, text } of arm) {
      const template = readArmTemplate(text);
      for (const { fixes, code } of diagnose(template)) {
        const [fix] = fixes;
        const outcome = fix === undefined ? undefined : fixDiagnostic(template, fix);
        expect(outcome?.kind, name).toBe("edits");
        const after = outcome?.kind === "edits" ? applyEdits(text, outcome.edits) : "";
        expect(
          diagnose(readArmTemplate(after)).map((left) => left.code),
          name,
        ).not.toContain(code);
        expect(parses(after), name).toBe(parses(text));
        expect(readArmTemplate(after).tree.faults, name).toEqual(template.tree.faults);
        expect(after, name).not.toMatch(/"dependsOn"\s*:\s*\[\s*\]/);
      }
    }
  });
});

describe.each(templateSources)(
  "converting the lists of $name",
  { timeout: 240_000 },
  ({ arm, derived, docs, isOwn }) => {
    it("there and back gives back the text", () => {
      let converted = 0;
      for (const { name, text } of [...arm, ...derived, ...docs]) {
        const template = readArmTemplate(text);
        for (const [number, resource] of template.resources.entries()) {
          if (resource.identity.kind === "block" && resource.identity.block.array.kind === "list") {
            const there = convertShape(template, resource, "dictionary");
            const middle = readArmTemplate(there.kind === "edits" ? applyEdits(text, there.edits) : "");
            const again = middle.resources[number];
            const back = again === undefined ? undefined : convertShape(middle, again, "array");
            expect(back?.kind === "edits" && applyEdits(middle.text, back.edits), name).toBe(text);
            converted++;
          }
        }
      }
      expect(converted).toBeGreaterThan(isOwn ? 8 : 10);
    });
  },
);
