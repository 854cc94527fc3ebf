import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/documents/arm/diagnose/diagnose";
import { fixDiagnostic } from "../../../src/documents/arm/fix/fixDiagnostic";
import { readArmTemplate } from "../../../src/documents/arm/model";
import { convertShape } from "../../../src/documents/arm/write/convertBlock";
import { applyEdits } from "../../../src/documents/textEdit";
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
  it("name the retired extension and outdated readings where they are, and are quiet on everything else", () => {
    expect(arm.filter(({ name }) => factsOf(name)?.retired === true).length).toBeGreaterThan(0);
    for (const { name, text } of [...arm, ...derived]) {
      const codes = diagnose(readArmTemplate(text)).map(({ code }) => code);
      // All real ones are of machines, and ask for the preview version.
      const outdated = text.match(/\/Identities\/default'\)?, ?'2015-08-31-PREVIEW'\)/g) ?? [];
      expect(codes, name).toEqual([
        ...(factsOf(name)?.retired === true ? ["retiredExtension"] : []),
        ...outdated.map(() => "outdatedIdentityReading"),
      ]);
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
        const left = (found: string) => diagnose(readArmTemplate(found)).filter((each) => each.code === code).length;
        expect(left(after), name).toBe(left(text) - 1);
        expect(parses(after), name).toBe(parses(text));
        expect(readArmTemplate(after).tree.faults, name).toEqual(template.tree.faults);
        const empty = (of: string) => of.match(/"dependsOn"\s*:\s*\[\s*\]/g)?.length ?? 0;
        expect(empty(after), name).toBe(empty(text));
      }
    }
  });
});

/** How many resources of a text wait for something. */
function waiting(text: string): number {
  return text.match(/"dependsOn"\s*:/g)?.length ?? 0;
}

describe.each(templateSources)("removing the retired extension from $name", { timeout: 240_000 }, ({ arm }) => {
  it("leaves nothing that waited without anything to wait for", () => {
    let waited = 0;
    for (const { name, text } of arm) {
      const template = readArmTemplate(text);
      for (const { fixes, ...found } of diagnose(template)) {
        const [fix] = fixes;
        if (found.code !== "retiredExtension" || fix === undefined) {
          continue;
        }
        const { start, end } = found.extension.node;
        const outcome = fixDiagnostic(template, fix);
        const after = outcome.kind === "edits" ? applyEdits(text, outcome.edits) : "";
        expect(waiting(after), name).toBe(waiting(text) - waiting(text.slice(start, end)));
        waited += outcome.kind === "edits" ? outcome.edits.length - 1 : 0;
      }
    }
    expect(waited).toBeGreaterThan(0);
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
