import { describe, expect, it } from "vitest";
import { inverseChange } from "../../../src/identity/identityChange";
import { readArmTemplate } from "../../../src/documents/arm/model";
import { changeIdentity } from "../../../src/documents/arm/write/changeIdentity";
import { applyEdits } from "../../../src/documents/textEdit";
import { changesFor, checkChange } from "./invariants";
import { templateSources } from "./templateFiles";

describe.each(templateSources)(
  "every change of every virtual machine and scale set in $name",
  { timeout: 240_000 },
  (source) => {
    const folders = (["arm", "derived", "docs"] as const).filter((folder) => source[folder].length > 0);
    it.each(folders)("keeps all that has to be kept, in %s", (folder) => {
      const outcomes = new Map<string, number>();
      const count = (name: string) => outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
      for (const file of source[folder]) {
        const template = readArmTemplate(file.text);
        for (const [number, resource] of template.resources.entries()) {
          for (const change of changesFor(resource)) {
            const { outcome, text } = checkChange(template, number, change, {}, file.name);
            count(
              outcome.kind === "asks"
                ? outcome.question.kind
                : outcome.kind === "refused"
                  ? outcome.refusal.reason
                  : outcome.kind,
            );
            const onlyAdds =
              outcome.kind === "edits" &&
              outcome.plan.difference.removed.length === 0 &&
              outcome.plan.difference.systemAssigned !== "disabled";
            if (onlyAdds && resource.identity.kind === "block") {
              const inverse = inverseChange(outcome.plan.before, outcome.plan.after);
              const back = checkChange(readArmTemplate(text), number, inverse, {}, `${file.name} back`);
              expect(back.text, file.name).toBe(file.text);
              count("inverted");
            }
          }
        }
      }

      expect(outcomes.get("edits")).toBeGreaterThan(10);
      expect(outcomes.get("wouldNotReadBack")).toBeUndefined();
    });

    it("keeps it where everything is allowed that a user can be asked for", () => {
      const options = {
        allow: ["raiseApiVersion", "convertShape", "replaceExpression"],
        shapeIfUnknown: "dictionary",
      } as const;
      let edits = 0;
      for (const file of [...source.arm, ...source.docs]) {
        const template = readArmTemplate(file.text);
        for (const [number, resource] of template.resources.entries()) {
          // What needs no permission has been looked at above.
          const [, , assign, , , , , , setTo] = changesFor(resource);
          for (const change of [assign, setTo]) {
            if (change !== undefined && changeIdentity(template, resource, change).kind === "asks") {
              edits += checkChange(template, number, change, options, file.name).outcome.kind === "edits" ? 1 : 0;
            }
          }
        }
      }
      expect(edits).toBeGreaterThan(source.isOwn ? 50 : 300);
    });

    it("edits a declaration where the block is one, inside it and nowhere else", () => {
      const options = { allow: ["editDeclaration"] } as const;
      const kinds = new Map<string, number>();
      for (const file of source.arm) {
        const template = readArmTemplate(file.text);
        for (const [number, resource] of template.resources.entries()) {
          const { identity } = resource;
          const declared = identity.kind === "expression" ? identity.declared : undefined;
          for (const change of declared === undefined ? [] : changesFor(resource)) {
            const outcome = changeIdentity(template, resource, change, options);
            kinds.set(outcome.kind, (kinds.get(outcome.kind) ?? 0) + 1);
            if (outcome.kind === "edits" && declared !== undefined) {
              for (const edit of outcome.edits) {
                expect(edit.offset, file.name).toBeGreaterThan(declared.node.start);
                expect(edit.offset + edit.length, file.name).toBeLessThan(declared.node.end);
              }
              const after = readArmTemplate(applyEdits(file.text, outcome.edits));
              const again = after.resources[number];
              expect(again && changeIdentity(after, again, change, options).kind, file.name).toBe("noOp");
            }
          }
        }
      }
      expect(source.isOwn ? [...kinds.keys()] : ["edits"]).toContain("edits");
      expect([...kinds.keys()]).not.toContain("refused");
    });
  },
);
