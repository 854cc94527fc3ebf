import fc from "fast-check";
import { describe, it } from "vitest";
import { readModel } from "../../unit/documents/terraform/terraformModels";
import { generatedFile } from "./generatedFiles";
import { changesFor, checkChange } from "./invariants";

describe("generated Terraform files", { timeout: 240_000 }, () => {
  it.each([
    { name: "without permission", allow: [] },
    { name: "where expressions may be replaced", allow: ["replaceExpression"] as const },
    { name: "where declarations may be edited", allow: ["editDeclaration"] as const },
  ])("keep all that has to be kept under every change, $name", ({ allow }) => {
    fc.assert(
      fc.property(generatedFile, fc.nat(), (text, pick) => {
        const model = readModel(text);
        for (const [number, machine] of model.machines.entries()) {
          const changes = changesFor(machine);
          const change = changes[pick % changes.length];
          if (change !== undefined) {
            checkChange(model, number, change, allow, text);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
