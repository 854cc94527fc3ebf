import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/documents/arm/diagnose/diagnose";
import { fixDiagnostic } from "../../../src/documents/arm/fix/fixDiagnostic";
import { readArmTemplate } from "../../../src/documents/arm/model";
import { convertShape } from "../../../src/documents/arm/write/convertBlock";
import { applyEdits } from "../../../src/documents/arm/write/textEdit";
import { hasSharedData } from "../sharedData";
import { manifest, templateFiles } from "./templateFiles";

describe.runIf(hasSharedData)("diagnostics over real templates", { timeout: 240_000 }, () => {
  it("name the retired extension where the manifest does, and the outdated readings, and are quiet on everything else", () => {
    const retired = new Set(
      manifest("arm-manifest.tsv")
        .filter((row) => row["msiext"] !== "0")
        .map((row) => `arm/${row["file"] ?? ""}`),
    );
    expect(retired.size).toBeGreaterThan(0);
    for (const { name, text } of [...templateFiles("arm"), ...templateFiles("derived")]) {
      const codes = diagnose(readArmTemplate(text)).map(({ code }) => code);
      // All real ones are of machines, and ask for the preview version.
      const outdated = text.match(/\/Identities\/default'\)?, ?'2015-08-31-PREVIEW'\)/g) ?? [];
      expect(codes, name).toEqual([
        ...(retired.has(name) ? ["retiredExtension"] : []),
        ...outdated.map(() => "outdatedIdentityReading"),
      ]);
    }
  });

  it("repair what they name, and leave nothing that does not parse", () => {
    for (const { name, text } of templateFiles("arm")) {
      const template = readArmTemplate(text);
      for (const { fixes, code } of diagnose(template)) {
        const [fix] = fixes;
        const outcome = fix === undefined ? undefined : fixDiagnostic(template, fix);
        expect(outcome?.kind, name).toBe("edits");
        const after = outcome?.kind === "edits" ? applyEdits(text, outcome.edits) : "";
        const left = (found: string) => diagnose(readArmTemplate(found)).filter((each) => each.code === code).length;
        expect(left(after), name).toBe(left(text) - 1);
        expect(() => JSON.parse(after.replace(/^\uFEFF/, "")) as unknown, name).not.toThrow();
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

describe.runIf(hasSharedData)("removing the retired extension from real templates", { timeout: 240_000 }, () => {
  it("leaves nothing that waited without anything to wait for", () => {
    let waited = 0;
    for (const { name, text } of templateFiles("arm")) {
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

describe.runIf(hasSharedData)("converting real lists", { timeout: 240_000 }, () => {
  it("there and back gives back the text", () => {
    let converted = 0;
    for (const { name, text } of [...templateFiles("arm"), ...templateFiles("derived"), ...templateFiles("docs")]) {
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
    expect(converted).toBeGreaterThan(10);
  });
});
