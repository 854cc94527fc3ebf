import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../src/identity/identityChange";
import type { IdentityDependents, IdentityExtension, NeededIdentity } from "../../../src/identity/identityDependents";
import type { IdentityLimits } from "../../../src/identity/identityLimits";
import type { IdentityState } from "../../../src/identity/identityState";
import { isBlocked, isDestructive, isToBeConfirmed, planChange } from "../../../src/identity/plan";
import { identityId, state } from "./states";

const nobody: IdentityDependents = { manager: undefined, encryptionIdentityId: undefined, extensions: [] };
const before: IdentityState = {
  ...state(true),
  userAssigned: [
    { id: identityId("a"), clientId: "client-a", principalId: "principal-a" },
    { id: identityId("b"), clientId: "client-b", principalId: "principal-b" },
  ],
};
const enable: IdentityChange = { kind: "enableSystemAssigned" };
const disable: IdentityChange = { kind: "disableSystemAssigned" };
const remove = (name: string): IdentityChange => ({ kind: "removeUserAssigned", ids: [identityId(name)] });
const assign = (...names: string[]): IdentityChange => ({
  kind: "assignUserAssigned",
  ids: names.map((name) => identityId(name)),
});

function hazards(change: IdentityChange, dependents: Partial<IdentityDependents>, from = before) {
  return planChange(from, change, {
    resource: { kind: "virtualMachine", dependents: { ...nobody, ...dependents } },
  }).hazards;
}

const kinds = (...args: Parameters<typeof hazards>): string[] => hazards(...args).map(({ kind }) => kind);

describe("a machine of a service", () => {
  const manager = { service: "kubernetes", ownerId: undefined } as const;

  it("is named before any change, and not where nothing changes", () => {
    expect(hazards(remove("a"), { manager })).toEqual([{ kind: "managedByService", level: "warning", ...manager }]);
    expect(kinds(assign("c"), { manager })).toEqual(["managedByService"]);
    expect(kinds(enable, { manager })).toEqual([]);
  });
});

describe("the identity of disk encryption", () => {
  it("is named when it goes, in any casing, and not when another goes or it stays", () => {
    const dependents = { encryptionIdentityId: identityId("a").toUpperCase() };
    expect(hazards(remove("a"), dependents)).toEqual([
      { kind: "encryptionNeedsIdentity", level: "warning", id: identityId("a") },
    ]);
    expect(kinds({ kind: "removeAllUserAssigned" }, dependents)).toContain("encryptionNeedsIdentity");
    expect(kinds(remove("b"), dependents)).toEqual([]);
    expect(kinds(assign("c"), dependents)).toEqual([]);
  });
});

describe("an extension", () => {
  const needing = (needs: NeededIdentity, name = "agent"): IdentityExtension => ({
    name,
    purpose: "azureMonitor",
    needs,
  });
  const isSaid = (change: IdentityChange, needs: NeededIdentity, from = before): boolean =>
    kinds(change, { extensions: [needing(needs)] }, from).includes("extensionNeedsIdentity");

  it.each<[string, NeededIdentity, IdentityChange, boolean]>([
    ["system-assigned goes", { kind: "systemAssigned" }, disable, true],
    ["all go", { kind: "systemAssigned" }, { kind: "removeAll" }, true],
    ["a user-assigned one goes", { kind: "systemAssigned" }, remove("a"), false],
    ["its ID goes", { kind: "userAssigned", by: "id", value: identityId("a").toUpperCase() }, remove("a"), true],
    ["another ID goes", { kind: "userAssigned", by: "id", value: identityId("a") }, remove("b"), false],
    ["its client ID goes", { kind: "userAssigned", by: "clientId", value: "CLIENT-a" }, remove("a"), true],
    ["another client ID goes", { kind: "userAssigned", by: "clientId", value: "client-b" }, remove("a"), false],
    ["its principal goes", { kind: "userAssigned", by: "principalId", value: "principal-a" }, remove("a"), true],
    [
      "it names another's ID as client",
      { kind: "userAssigned", by: "clientId", value: "principal-a" },
      remove("a"),
      false,
    ],
    [
      "system-assigned goes from under one that names its own",
      { kind: "userAssigned", by: "clientId", value: "client-a" },
      disable,
      false,
    ],
    ["the default goes", { kind: "default" }, disable, true],
    ["the default stays", { kind: "default" }, remove("a"), false],
  ])("is named exactly where it loses its identity: %s", (_, needs, change, expected) => {
    expect(isSaid(change, needs)).toBe(expected);
  });

  it("that names no identity loses it to a second one as well", () => {
    expect(isSaid(assign("b"), { kind: "default" }, state(false, "a"))).toBe(true);
    expect(isSaid(assign("a"), { kind: "default" }, state(false))).toBe(false);
  });

  it("is named each for itself", () => {
    const extensions = [needing({ kind: "systemAssigned" }, "one"), needing({ kind: "systemAssigned" }, "two")];
    const names = hazards(disable, { extensions }).flatMap((hazard) =>
      "extension" in hazard ? [hazard.extension] : [],
    );
    expect(names).toEqual(["one", "two"]);
  });
});

describe("an identity that is limited", () => {
  function plan(limits: Partial<IdentityLimits>, location = "westeurope") {
    const whole: IdentityLimits = { location: "West Europe", isRegional: false, providers: undefined, ...limits };
    return planChange(state(true), assign("a"), {
      resource: { kind: "virtualMachine", location },
      limitsOf: (id) => (id === identityId("a") ? whole : undefined),
    });
  }

  it("to its region is kept off other regions, and only off them", () => {
    expect(plan({ isRegional: true }, "northeurope").hazards).toEqual([
      { kind: "otherRegion", level: "blocker", id: identityId("a"), region: "West Europe" },
    ]);
    expect(isBlocked(plan({ isRegional: true }, "northeurope"))).toBe(true);
    expect(plan({ isRegional: true }, "westeurope").hazards).toEqual([]);
    expect(plan({ isRegional: true }, "").hazards).toEqual([]);
    expect(plan({}, "northeurope").hazards).toEqual([]);
  });

  it.each([
    [["Microsoft.Web"], true],
    [["microsoft.compute"], false],
    [["Microsoft.Web", "Microsoft.Compute/virtualMachines"], false],
    [["Microsoft.Compute/virtualMachineScaleSets"], true],
    [["Microsoft.ComputeElse"], true],
  ])("to %j is kept off a virtual machine: %s", (providers, isKeptOff) => {
    expect(isBlocked(plan({ providers }))).toBe(isKeptOff);
  });
});

describe("a second user-assigned identity", () => {
  const confirmed = (from: ReturnType<typeof state>, change: IdentityChange): boolean =>
    isToBeConfirmed(planChange(from, change, { resource: { kind: "virtualMachine" } }));

  it("is asked about where token requests without a client ID worked, and will fail", () => {
    expect(confirmed(state(false, "a"), assign("b"))).toBe(true);
    expect(isDestructive(planChange(state(false, "a"), assign("b"), { resource: { kind: "virtualMachine" } }))).toBe(
      false,
    );
  });

  it("is not asked about where they go on working, or did not work before", () => {
    expect(confirmed(state(true, "a"), assign("b"))).toBe(false);
    expect(confirmed(state(false, "a", "b"), assign("c"))).toBe(false);
    expect(confirmed(state(false), assign("a", "b"))).toBe(false);
    expect(confirmed(state(false, "a"), enable)).toBe(false);
  });
});
