import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/documents/arm/diagnose/diagnose";
import { fixDiagnostic } from "../../../src/documents/arm/fix/fixDiagnostic";
import { readArmTemplate } from "../../../src/documents/arm/model";
import { convertShape } from "../../../src/documents/arm/write/convertBlock";
import { applyEdits } from "../../../src/documents/arm/write/textEdit";
import { hasSharedData } from "../sharedData";
import { manifest, templateFiles } from "./templateFiles";

describe.runIf(hasSharedData)("diagnostics over real templates", { timeout: 240_000 }, () => {
  it("name the retired extension where the manifest does, and are quiet on everything else", () => {
    const retired = new Set(
      manifest("arm-manifest.tsv")
        .filter((row) => row["msiext"] !== "0")
        .map((row) => `arm/${row["file"] ?? ""}`),
    );
    expect(retired.size).toBeGreaterThan(0);
    for (const { name, text } of templateFiles("arm")) {
      const codes = diagnose(readArmTemplate(text)).map(({ code }) => code);
      expect(codes, name).toEqual(retired.has(name) ? ["retiredExtension"] : []);
    }
    for (const { name, text } of templateFiles("derived")) {
      expect(diagnose(readArmTemplate(text)), name).toEqual([]);
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
        expect(
          diagnose(readArmTemplate(after)).map((left) => left.code),
          name,
        ).not.toContain(code);
        expect(() => JSON.parse(after.replace(/^\uFEFF/, "")) as unknown, name).not.toThrow();
        expect(after, name).not.toMatch(/"dependsOn"\s*:\s*\[\s*\]/);
      }
    }
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
