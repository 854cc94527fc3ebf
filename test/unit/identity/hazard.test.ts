import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../src/identity/identityChange";
import { isBlocked, isDestructive, planChange, type PlanTarget } from "../../../src/identity/plan";
import { identityId, state } from "./states";

const virtualMachine: PlanTarget = { resource: { kind: "virtualMachine" } };
const flexible: PlanTarget = { resource: { kind: "scaleSet", orchestrationMode: "Flexible" } };
const uniform: PlanTarget = { resource: { kind: "scaleSet", orchestrationMode: "Uniform" } };

function kinds(
  before: ReturnType<typeof state>,
  change: IdentityChange,
  target: PlanTarget = virtualMachine,
): string[] {
  return planChange(before, change, target).hazards.map((hazard) => `${hazard.level} ${hazard.kind}`);
}

const assign = (...names: string[]): IdentityChange => ({
  kind: "assignUserAssigned",
  ids: names.map((name) => identityId(name)),
});
const remove = (...names: string[]): IdentityChange => ({
  kind: "removeUserAssigned",
  ids: names.map((name) => identityId(name)),
});

describe("hazards", () => {
  it("say that an earlier identity of the name that is assigned stays, whatever else the change does", () => {
    const target = { ...virtualMachine, earlier: [identityId("a"), identityId("b")] };
    const stays = { kind: "earlierIdentityStays", level: "warning", id: identityId("a") };
    const upper = { kind: "assignUserAssigned", ids: [identityId("a").toUpperCase(), identityId("c")] } as const;
    expect(planChange(state(false, "a", "b"), upper, target).hazards).toContainEqual(stays);
    expect(planChange(state(false, "a", "b"), assign("a"), target)).toMatchObject({ isNoOp: true, hazards: [stays] });
    expect(kinds(state(false, "a", "b"), assign("c"), target)).not.toContain("warning earlierIdentityStays");
    const swap: IdentityChange = { kind: "several", changes: [assign("a"), remove("a")] };
    expect(kinds(state(false, "a", "b"), swap, target)).not.toContain("warning earlierIdentityStays");
  });

  it("say that a disabled system-assigned identity is lost for good, with its principal", () => {
    const plan = planChange(state(true), { kind: "disableSystemAssigned" }, virtualMachine);
    expect(plan.hazards[0]).toEqual({ kind: "systemAssignedIsLost", level: "danger", principalId: "sa-principal" });
    expect(plan.undo).toEqual({ kind: "impossible", reason: "systemAssignedIsLost" });
    expect(isDestructive(plan)).toBe(true);
  });

  it("say when unqualified token requests get another identity", () => {
    expect(kinds(state(false, "a"), assign("b"))).toEqual(["warning defaultIdentityChanges"]);
    expect(kinds(state(false, "a"), { kind: "enableSystemAssigned" })).toEqual(["warning defaultIdentityChanges"]);
    expect(kinds(state(false, "a"), remove("a"))).toEqual(["warning defaultIdentityChanges"]);
    expect(kinds(state(true, "a"), { kind: "disableSystemAssigned" })).toEqual([
      "danger systemAssignedIsLost",
      "warning defaultIdentityChanges",
    ]);
  });

  it("only note that a default appears where callers had to name one", () => {
    expect(kinds(state(false, "a", "b"), remove("b"))).toEqual(["note defaultIdentityChanges"]);
  });

  it("are silent where the default stays", () => {
    expect(kinds(state(true, "a"), assign("b"))).toEqual([]);
    expect(kinds(state(false, "a", "b", "c"), remove("c"))).toEqual([]);
    expect(kinds(state(false), assign("a"))).toEqual([]);
    expect(kinds(state(true), { kind: "enableSystemAssigned" })).toEqual([]);
  });

  it("block system-assigned on a Flexible scale set, and on nothing else", () => {
    expect(kinds(state(false), { kind: "enableSystemAssigned" }, flexible)).toEqual([
      "blocker flexibleTakesUserAssignedOnly",
    ]);
    expect(isBlocked(planChange(state(false), { kind: "enableSystemAssigned" }, flexible))).toBe(true);
    expect(isBlocked(planChange(state(false), { kind: "enableSystemAssigned" }, uniform))).toBe(false);
    expect(isBlocked(planChange(state(false), assign("a"), flexible))).toBe(false);
  });

  it("block what an API version cannot hold and warn where it writes the whole list", () => {
    expect(kinds(state(true), assign("a"), { ...virtualMachine, apiVersion: "2017-03-30" })).toEqual([
      "blocker legacyApiVersion",
    ]);
    expect(
      kinds(state(false), { kind: "enableSystemAssigned" }, { ...virtualMachine, apiVersion: "2015-06-15" }),
    ).toEqual(["blocker legacyApiVersion"]);
    expect(kinds(state(true), assign("a"), { ...virtualMachine, apiVersion: "2018-04-01" })).toEqual([
      "warning legacyApiVersion",
    ]);
    expect(kinds(state(true), assign("a"), { ...virtualMachine, apiVersion: "2018-06-01" })).toEqual([]);
    expect(
      kinds(state(false), { kind: "enableSystemAssigned" }, { ...virtualMachine, apiVersion: "2016-04-30-preview" }),
    ).toEqual([]);
  });

  it("say that Azure Policy will put its own identity back", () => {
    const id = identityId("Built-In-Identity-westeurope", "Built-In-Identity-RG");
    const before = { ...state(true), userAssigned: [{ id }] };
    expect(kinds(before, { kind: "removeAllUserAssigned" })).toEqual(["warning policyWillReassign"]);
  });

  it("block the assignment of an id that is not a user-assigned identity", () => {
    const vault = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v";
    expect(kinds(state(true), { kind: "assignUserAssigned", ids: [vault] })).toEqual([
      "blocker notAUserAssignedIdentity",
    ]);
    expect(kinds(state(true), { kind: "assignUserAssigned", ids: ["web"] })).toEqual([
      "blocker notAUserAssignedIdentity",
    ]);
  });
});
