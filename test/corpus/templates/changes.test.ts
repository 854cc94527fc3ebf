import { describe, expect, it } from "vitest";
import { inverseChange } from "../../../src/identity/identityChange";
import { readArmTemplate } from "../../../src/template/arm/model";
import { hasSharedData } from "../sharedData";
import { changesFor } from "./changes";
import { checkChange } from "./invariants";
import { templateFiles } from "./templateFiles";

describe.runIf(hasSharedData)("every change of every virtual machine and scale set in real templates", () => {
  it.each(["arm", "derived", "docs"] as const)("keeps all that has to be kept, in %s", (folder) => {
    const outcomes = new Map<string, number>();
    const count = (name: string) => outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
    for (const file of templateFiles(folder)) {
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
});
