import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChange, type IdentityChange, inverseChange } from "../../../src/identity/identityChange";
import { applyPatch } from "../../../src/identity/identityPatch";
import { findUserAssigned, type IdentityState, sameIdentities } from "../../../src/identity/identityState";
import { planChange } from "../../../src/identity/plan";
import { readIdentity } from "../../../src/identity/readIdentity";
import { sameResourceId } from "../../../src/identity/resourceId";
import { patchWire, toWire } from "./mergePatchReference";
import { anyChange, anyState } from "./states";

const virtualMachine = { resource: { kind: "virtualMachine" } } as const;

function named(change: IdentityChange, id: string): boolean {
  switch (change.kind) {
    case "assignUserAssigned":
    case "removeUserAssigned":
      return change.ids.some((candidate) => sameResourceId(candidate, id));
    case "removeAllUserAssigned":
    case "removeAll":
    case "setTo":
      return true;
    case "several":
      return change.changes.some((part) => named(part, id));
    case "enableSystemAssigned":
    case "disableSystemAssigned":
      return false;
  }
}

function readState(wire: unknown): IdentityState {
  const reading = readIdentity(wire);
  if (reading.kind !== "state") {
    throw new Error(`unreadable: ${reading.reason}`);
  }
  return reading.state;
}

describe("a plan, over random states and changes", () => {
  it("never loses or adds an identity that the change does not name", () => {
    fc.assert(
      fc.property(anyState, anyChange, (before, change) => {
        const { after } = planChange(before, change, virtualMachine);
        for (const identity of before.userAssigned) {
          expect(named(change, identity.id) || findUserAssigned(after, identity.id) !== undefined).toBe(true);
        }
        for (const identity of after.userAssigned) {
          expect(named(change, identity.id) || findUserAssigned(before, identity.id) !== undefined).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("has a patch that leads to its after when an independent merge patch applies it", () => {
    fc.assert(
      fc.property(anyState, anyChange, (before, change) => {
        const plan = planChange(before, change, virtualMachine);
        const wire = plan.patch === undefined ? toWire(before) : patchWire(toWire(before), plan.patch);
        expect(sameIdentities(readState(wire), plan.after)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("is a no-op when the same change is planned again on its after", () => {
    fc.assert(
      fc.property(anyState, anyChange, (before, change) => {
        const { after } = planChange(before, change, virtualMachine);
        const again = planChange(after, change, virtualMachine);
        expect(again.isNoOp).toBe(true);
        expect(again.hazards).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("is restored by its inverse wherever it says that it can be undone", () => {
    fc.assert(
      fc.property(anyState, anyChange, (before, change) => {
        const plan = planChange(before, change, virtualMachine);
        if (plan.undo.kind === "possible") {
          expect(sameIdentities(applyChange(plan.after, plan.undo.change), before)).toBe(true);
        } else {
          expect(before.systemAssigned).toBeDefined();
          expect(plan.after.systemAssigned).toBeUndefined();
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("has an inverse that leaves alone what a third party changed since", () => {
    fc.assert(
      fc.property(anyState, anyChange, anyState, (before, change, theirs) => {
        const { after } = planChange(before, change, virtualMachine);
        const undone = applyChange(theirs, inverseChange(before, after));
        for (const identity of theirs.userAssigned) {
          const mine = findUserAssigned(before, identity.id) === undefined && findUserAssigned(after, identity.id);
          expect(
            mine !== false && mine !== undefined ? true : findUserAssigned(undone, identity.id) !== undefined,
          ).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("names kept identities nowhere in its patch and removed ones in the service's spelling", () => {
    fc.assert(
      fc.property(anyState, anyChange, (before, change) => {
        const plan = planChange(before, change, virtualMachine);
        const named = Object.entries(plan.patch?.userAssignedIdentities ?? {});
        for (const [id, value] of named) {
          const held = before.userAssigned.some((identity) => identity.id === id);
          expect(value === null ? held : findUserAssigned(before, id) === undefined).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("writes the whole list for an API version with the array", () => {
    fc.assert(
      fc.property(anyState, anyChange, (before, change) => {
        const plan = planChange(before, change, { ...virtualMachine, apiVersion: "2018-04-01" });
        expect(plan.patch?.userAssignedIdentities).toBeUndefined();
        expect(plan.patch === undefined || sameIdentities(applyPatch(before, plan.patch), plan.after)).toBe(true);
      }),
    );
  });
});
