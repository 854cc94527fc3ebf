import { describe, expect, it } from "vitest";
import { differs, stateToImport } from "../../../../../src/documents/liveComparison";
import { compareResourceWithLive } from "../../../../../src/documents/arm/compare/compareResourceWithLive";
import type { IdentityState } from "../../../../../src/identity/identityState";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { applyEdits } from "../../../../../src/documents/textEdit";

const id = (name: string, group = "rg-1") =>
  `/subscriptions/s-1/resourcegroups/${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

const live = (systemAssigned: boolean, ...names: readonly string[]): IdentityState => ({
  systemAssigned: systemAssigned ? { principalId: "p" } : undefined,
  userAssigned: names.map((name) => ({ id: id(name), clientId: "c" })),
});

function compare(identity: unknown, state: IdentityState, variables: unknown = {}) {
  const resource = { type: "Microsoft.Compute/virtualMachines", apiVersion: "2023-03-01", name: "vm-1" };
  const resources = [identity === undefined ? resource : { ...resource, identity }];
  const template = readArmTemplate(JSON.stringify({ contentVersion: "1.0.0.0", variables, resources }));
  const [first] = template.resources;
  const comparison = first === undefined ? undefined : compareResourceWithLive(first, state);
  if (comparison === undefined) {
    throw new Error("The template has one resource that can be understood.");
  }
  return comparison;
}

const users = (...texts: readonly string[]) => ({
  type: "UserAssigned",
  userAssignedIdentities: Object.fromEntries(texts.map((text) => [text, {}])),
});

const byName = (name: string) => `[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', '${name}')]`;

describe("comparing a template with a live resource", () => {
  it("finds no difference where both name the same identities, in whatever casing", () => {
    const comparison = compare(users(id("ID-A").toUpperCase(), byName("id-b")), live(false, "id-a", "id-b"));
    expect(differs(comparison)).toBe(false);
    expect(comparison.matched.size).toBe(2);
  });

  it("says what would be added and what would silently be dropped", () => {
    const comparison = compare(users(id("id-a")), live(true, "id-b"));
    expect(comparison).toMatchObject({ systemAssigned: "disabled", added: [id("id-a")], isSilent: false });
    expect(comparison.dropped.map((each) => each.id)).toEqual([id("id-b")]);
    expect(differs(comparison)).toBe(true);
  });

  it("takes an identity of another resource group for another one", () => {
    const text = "[resourceId('s-1', 'rg-2', 'Microsoft.ManagedIdentity/userAssignedIdentities', 'id-a')]";
    expect(compare(users(text), live(false, "id-a"))).toMatchObject({ added: [text] });
  });

  it("is quiet where an expression may name what seems to be dropped", () => {
    const comparison = compare(users("[parameters('identityId')]"), live(false, "id-a"));
    expect(comparison.unknown).toEqual(["[parameters('identityId')]"]);
    expect(comparison.dropped).toHaveLength(1);
    expect(differs(comparison)).toBe(false);
  });

  it("is quiet about what an expression decides as a whole", () => {
    const comparison = compare("[parameters('identity')]", live(true, "id-a"));
    expect(comparison).toMatchObject({ systemAssigned: "unknown", unknown: ["[parameters('identity')]"] });
    expect(differs(comparison)).toBe(false);
  });

  it("follows a variable", () => {
    const comparison = compare(users("[variables('a')]"), live(false, "id-a"), { a: id("id-a") });
    expect(comparison.unknown).toEqual([]);
    expect(differs(comparison)).toBe(false);
  });

  it("knows that a template without a block says nothing", () => {
    expect(compare(undefined, live(true))).toMatchObject({ isSilent: true, systemAssigned: "disabled" });
  });

  it("keeps the template's own text for what is there when it imports", () => {
    const state = live(true, "id-b", "id-c");
    const imported = stateToImport(state, compare(users(byName("id-b")), state));
    expect(imported).toEqual({ systemAssigned: {}, userAssigned: [{ id: byName("id-b") }, { id: id("id-c") }] });
  });

  it("keeps what it cannot tell when it imports, and drops what is certainly another one", () => {
    const state = live(false, "id-a");
    const open = "[parameters('identityId')]";
    const imported = stateToImport(state, compare(users(open, byName("id-b")), state));
    expect(imported).toEqual({ systemAssigned: undefined, userAssigned: [{ id: id("id-a") }, { id: open }] });
  });

  it("keeps nothing of an expression for the whole list", () => {
    const state = live(false, "id-a");
    const comparison = compare({ type: "UserAssigned", userAssignedIdentities: "[parameters('ids')]" }, state);
    expect(stateToImport(state, comparison).userAssigned).toEqual([{ id: id("id-a") }]);
  });

  it("leaves the entry of a parameter in the template that it is imported into", () => {
    const open = "[parameters('identityId')]";
    const identity = users(open);
    const resources = [{ type: "Microsoft.Compute/virtualMachines", apiVersion: "2023-03-01", name: "vm-1", identity }];
    const template = readArmTemplate(JSON.stringify({ contentVersion: "1.0.0.0", resources }));
    const [resource] = template.resources;
    const state = live(true, "id-a");
    const comparison = resource === undefined ? undefined : compareResourceWithLive(resource, state);
    if (resource === undefined || comparison === undefined) {
      throw new Error("The template has one resource that can be understood.");
    }
    const outcome = changeIdentity(template, resource, { kind: "setTo", state: stateToImport(state, comparison) });
    const after = outcome.kind === "edits" ? applyEdits(template.text, outcome.edits) : "{}";
    expect(JSON.parse(after)).toMatchObject({
      resources: [{ identity: { ...users(open, id("id-a")), type: "SystemAssigned, UserAssigned" } }],
    });
  });
});
