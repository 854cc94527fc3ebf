import { describe, expect, it } from "vitest";
import { assignedIdentities, idsOf } from "../../../../src/features/templates/assignAnswers";

const id = (name: string) =>
  `/subscriptions/s-1/resourceGroups/rg-1/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

describe("the identities that were asked for", () => {
  const picks = [
    { kind: "text", text: "[parameters('p')]" },
    { kind: "live", id: id("id-a") },
    { kind: "typed" },
  ] as const;

  it("are said in the form that was chosen, where they are known by their ids alone", () => {
    const answers = { picks, typed: id("id-b"), form: "variable" } as const;
    expect(idsOf(answers)).toEqual([id("id-a"), id("id-b")]);
    expect(assignedIdentities(answers)).toEqual([
      { kind: "text", text: "[parameters('p')]" },
      { kind: "id", id: id("id-a"), form: "variable" },
      { kind: "id", id: id("id-b"), form: "variable" },
    ]);
  });

  it("stay as they are where the template says them already, or somebody has typed an expression", () => {
    const answers = { picks: [picks[0], picks[2]], typed: "[variables('v')]" };
    expect(idsOf(answers)).toEqual([]);
    expect(assignedIdentities(answers)).toEqual([
      { kind: "text", text: "[parameters('p')]" },
      { kind: "text", text: "[variables('v')]" },
    ]);
  });

  it("are none before anything is picked", () => {
    expect(assignedIdentities({})).toEqual([]);
    expect(assignedIdentities({ picks: [{ kind: "typed" }, { kind: "signIn" }] })).toEqual([]);
  });
});
