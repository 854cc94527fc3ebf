import { describe, expect, it } from "vitest";
import type { IdentityDifference } from "../../../src/identity/identityState";
import { type AssignedPolicy, policyHazards } from "../../../src/identity/policyEffect";
import { identityId } from "./states";

const builtIn = (name: string): string => `/providers/Microsoft.Authorization/policyDefinitions/${name}`;
const ASSIGNS = builtIn("d367bd60-64ca-4364-98ea-276775bddd94");
const ENABLES = builtIn("3CF2AB00-13f1-4d0c-8971-2ac904541a7e");
const ON_SETS = builtIn("516187d4-ef64-4a1b-ad6b-a7348502976c");
const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm";

const none: IdentityDifference = { systemAssigned: "unchanged", assigned: [], removed: [] };
const disabled: IdentityDifference = { ...none, systemAssigned: "disabled" };
const removed = (identity: string): IdentityDifference => ({ ...none, removed: [{ id: identity }] });

function policy(definitionId: string, more: Partial<AssignedPolicy> = {}): AssignedPolicy {
  return { name: "p", isEnforced: true, notScopes: [], definitionIds: [definitionId], identity: undefined, ...more };
}

function found(difference: IdentityDifference, ...policies: AssignedPolicy[]) {
  return policyHazards(difference, { id, kind: "virtualMachine" }, policies);
}

describe("policies in force", () => {
  it("put the system-assigned identity back", () => {
    expect(found(disabled, policy(ENABLES))).toEqual([
      { kind: "policyPutsBack", level: "warning", policy: "p", identity: { kind: "systemAssigned" } },
    ]);
    expect(found(removed(identityId("a")), policy(ENABLES))).toEqual([]);
  });

  it("put back the user-assigned identity that their parameters name, by ID or by name and group", () => {
    const gone = removed(identityId("a", "rg"));
    const back = { kind: "policyPutsBack", level: "warning", policy: "p" };
    const expected = [{ ...back, identity: { kind: "userAssigned", id: identityId("a", "rg") } }];
    expect(found(gone, policy(ASSIGNS, { identity: { id: identityId("A", "RG") } }))).toEqual(expected);
    expect(found(gone, policy(ASSIGNS, { identity: { name: "A", resourceGroup: "RG" } }))).toEqual(expected);
    expect(found(gone, policy(ASSIGNS, { identity: { name: "a", resourceGroup: "other" } }))).toEqual([]);
    expect(found(gone, policy(ASSIGNS))).toEqual([]);
    const own = removed(identityId("Built-In-Identity-westeurope", "Built-In-Identity-RG"));
    expect(found(own, policy(ASSIGNS))).toHaveLength(1);
  });

  it("may take away what is assigned while they write the whole identity", () => {
    const hazard = { kind: "policyMayTakeAway", level: "note", policy: "p" };
    expect(found({ ...none, assigned: [{ id: identityId("a") }] }, policy(ASSIGNS))).toEqual([hazard]);
    expect(found({ ...none, systemAssigned: "enabled" }, policy(ASSIGNS))).toEqual([hazard]);
    expect(found({ ...none, systemAssigned: "enabled" }, policy(ENABLES))).toEqual([]);
  });

  it("are those for this kind of resource, enforced, and not left out for it", () => {
    expect(found({ ...none, systemAssigned: "enabled" }, policy(ON_SETS))).toEqual([]);
    expect(found(disabled, policy(ENABLES, { isEnforced: false }))).toEqual([]);
    expect(found(disabled, policy(ENABLES, { notScopes: ["/subscriptions/S/resourceGroups/RG"] }))).toEqual([]);
    expect(found(disabled, policy(ENABLES, { notScopes: ["/subscriptions/s/resourceGroups/r"] }))).toHaveLength(1);
  });

  it("are Microsoft's own: a custom definition of the same name does what nobody knows", () => {
    const custom = `/subscriptions/s${ENABLES}`;
    expect(found(disabled, policy(custom), policy(builtIn("unknown")))).toEqual([]);
  });
});
