import { describe, expect, it } from "vitest";
import { compareWithLive } from "../../../../../src/template/arm/compare/compareWithLive";
import { id, machine, only } from "../templates";

function compared(identity: string, systemAssigned: boolean, ...live: readonly string[]) {
  const { template, resource } = only(machine(identity === "" ? "" : `"identity": ${identity},\n      `));
  const userAssigned = live.map((name) => ({ id: id(name) }));
  return compareWithLive(template, resource, { systemAssigned: systemAssigned ? {} : undefined, userAssigned });
}

const holds = (...texts: readonly string[]) =>
  JSON.stringify({ type: "UserAssigned", userAssignedIdentities: Object.fromEntries(texts.map((text) => [text, {}])) });
const named = (name: string) => `[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', ${name})]`;

describe("a template against the live resource", () => {
  it("tells what would be added and what would be dropped, without regard to case", () => {
    expect(compared(holds(id("A"), id("new")), true, "a", "b")).toEqual({
      kind: "compared",
      systemAssigned: "dropped",
      added: [id("new")],
      dropped: [id("b")],
      unresolved: [],
    });
  });

  it("tells the same of a template without identities", () => {
    expect(compared("", false, "a")).toMatchObject({ systemAssigned: "same", added: [], dropped: [id("a")] });
    expect(compared(`{ "type": "SystemAssigned" }`, false)).toMatchObject({ systemAssigned: "added" });
  });

  it("knows an identity by its plain name, and says what cannot be known", () => {
    expect(compared(holds(named("'A'"), named("'x'"), named("parameters('p')")), false, "a", "b")).toMatchObject({
      added: [named("'x'")],
      dropped: [id("b")],
      unresolved: [named("parameters('p')")],
    });
    expect(compared(`{ "type": "[parameters('t')]" }`, false)).toMatchObject({ systemAssigned: "unknown" });
    expect(compared(`"[variables('x')]"`, false)).toEqual({ kind: "unknown" });
  });
});
