import { describe, expect, it } from "vitest";
import { inverseChange } from "../../../src/identity/identityChange";
import { readModel } from "../../unit/documents/terraform/terraformModels";
import { isFormatted } from "./format";
import { changesFor, checkChange } from "./invariants";
import { publicFiles } from "./terraformFiles";

describe.skipIf(publicFiles.length === 0)("every machine in public Terraform files", { timeout: 240_000 }, () => {
  it("is found, with its identity", () => {
    const forms = new Map<string, number>();
    for (const { name, text, facts } of publicFiles) {
      const { machines } = readModel(text);
      const count = (form: string) => machines.filter((machine) => machine.form === form).length;
      expect(count("azurerm"), name).toBe(facts.machines);
      expect(count("module"), name).toBe(facts.modules);
      // An action and a data source of azapi are no resources.
      expect(count("azapi"), name).toBeLessThanOrEqual(facts.azapi);
      expect(machines.filter(({ fault }) => fault !== undefined)).toEqual([]);
      machines.forEach(({ identity }) => forms.set(identity.kind, (forms.get(identity.kind) ?? 0) + 1));
    }
    expect(forms.get("unreadable")).toBeUndefined();
    expect(forms.get("block")).toBeGreaterThan(15);
    expect(forms.get("expression")).toBeGreaterThan(15);
  });

  it("keeps all that has to be kept under every change", () => {
    const outcomes = new Map<string, number>();
    const count = (name: string) => outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
    for (const { name, text } of publicFiles) {
      const model = readModel(text);
      for (const [number, machine] of model.machines.entries()) {
        for (const change of changesFor(machine)) {
          const checked = checkChange(model, number, change, [], name);
          const { outcome } = checked;
          count(outcome.kind === "refused" ? outcome.refusal.reason : outcome.kind);
          const onlyAdds =
            outcome.kind === "edits" &&
            outcome.plan.difference.removed.length === 0 &&
            outcome.plan.difference.systemAssigned !== "disabled";
          if (onlyAdds && machine.identity.kind === "block") {
            const inverse = inverseChange(outcome.plan.before, outcome.plan.after);
            const back = checkChange(readModel(checked.text), number, inverse, [], `${name} back`);
            expect(back.text, name).toBe(text);
            count("inverted");
          }
        }
      }
    }
    expect(outcomes.get("edits")).toBeGreaterThan(700);
    expect(outcomes.get("inverted")).toBeGreaterThan(30);
    expect(outcomes.get("wouldNotReadBack")).toBeUndefined();
    expect(outcomes.get("asks")).toBeGreaterThan(50);
  });

  it("keeps it where everything is allowed that a user can be asked for", () => {
    let edits = 0;
    for (const { name, text } of publicFiles) {
      const model = readModel(text);
      for (const [number, machine] of model.machines.entries()) {
        for (const change of machine.identity.kind === "absent" ? [] : changesFor(machine)) {
          for (const permission of ["replaceExpression", "editDeclaration"] as const) {
            edits += checkChange(model, number, change, [permission], name).outcome.kind === "edits" ? 1 : 0;
          }
        }
      }
    }
    expect(edits).toBeGreaterThan(100);
  });

  it("is mostly in files that are laid out by the rules that are checked here", () => {
    const formatted = publicFiles.filter(({ text }) => isFormatted(text));
    expect(formatted.length).toBeGreaterThan(publicFiles.length / 2);
  });
});
