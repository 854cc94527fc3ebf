import { describe, expect, it } from "vitest";
import { identityShape } from "../../../src/identity/apiVersion";
import {
  applyPatch,
  type DictionaryEntry,
  type IdentityPatch,
  minimalPatch,
} from "../../../src/identity/identityPatch";
import { type IdentityState, type IdentityType, sameIdentities } from "../../../src/identity/identityState";
import { planChange } from "../../../src/identity/plan";
import { readIdentity } from "../../../src/identity/readIdentity";
import { goldenCases } from "../../corpus/goldenCases";

function readState(wire: unknown): IdentityState {
  const reading = readIdentity(wire);
  if (reading.kind !== "state") {
    throw new Error(`unreadable: ${reading.reason} ${reading.detail}`);
  }
  return reading.state;
}

const types: readonly IdentityType[] = ["None", "SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned"];

/** Every patch over the given ids: each id left alone, added or removed. */
function* everyPatch(ids: readonly string[]): Generator<IdentityPatch> {
  for (const type of types) {
    for (let code = 0; code < 3 ** ids.length; code++) {
      const entries: [string, DictionaryEntry][] = [];
      ids.forEach((id, index) => {
        const choice = Math.floor(code / 3 ** index) % 3;
        if (choice > 0) {
          entries.push([id, choice === 1 ? {} : null]);
        }
      });
      yield entries.length === 0 ? { type } : { type, userAssignedIdentities: Object.fromEntries(entries) };
    }
  }
}

const size = (patch: IdentityPatch) => Object.keys(patch.userAssignedIdentities ?? {}).length;

describe("the identity patches of our own and of the recordings", () => {
  const cases = goldenCases();

  it.each(cases.map((row, index) => ({ name: `${index} ${row.kind} ${row.apiVersion}`, row })))(
    "$name: the patch leads from before to after, by Azure's rules",
    ({ row }) => {
      const reached = applyPatch(readState(row.before), row.patchIdentity);
      expect(sameIdentities(reached, readState(row.after))).toBe(true);
    },
  );

  it.each(cases.map((row, index) => ({ name: `${index} ${row.kind} ${row.apiVersion}`, row })))(
    "$name: the planned patch is the smallest that leads from before to after",
    ({ row }) => {
      const [before, after] = [readState(row.before), readState(row.after)];
      const target = { resource: { kind: "virtualMachine" }, apiVersion: row.apiVersion } as const;
      const plan = planChange(before, { kind: "setTo", state: after }, target);
      expect(plan.isNoOp).toBe(sameIdentities(before, after));
      if (plan.patch === undefined) {
        return;
      }
      expect(sameIdentities(applyPatch(before, plan.patch), after)).toBe(true);
      if (identityShape(row.apiVersion) === "array") {
        expect(plan.patch.identityIds ?? []).toHaveLength(after.userAssigned.length);
        return;
      }
      const ids = [...before.userAssigned, ...after.userAssigned].map((identity) => identity.id);
      const fitting = [...everyPatch([...new Set(ids)])].filter((patch) =>
        sameIdentities(applyPatch(before, patch), after),
      );
      expect(size(plan.patch)).toBe(Math.min(...fitting.map(size)));
      expect(fitting).toContainEqual(plan.patch);
    },
  );

  it("plans for every two of these states the smallest patch between them", () => {
    const states = [
      ...new Map(cases.flatMap((row) => [row.before, row.after]).map((wire) => [JSON.stringify(wire), wire])).values(),
    ]
      .filter((wire) => !JSON.stringify(wire).includes("identityIds"))
      .map(readState);
    expect(states.length).toBeGreaterThan(5);
    for (const before of states) {
      for (const after of states) {
        const patch = minimalPatch(before, after);
        const ids = [...before.userAssigned, ...after.userAssigned].map((identity) => identity.id);
        const fitting = [...everyPatch([...new Set(ids)])].filter((each) =>
          sameIdentities(applyPatch(before, each), after),
        );
        expect(patch === undefined).toBe(sameIdentities(before, after));
        expect(patch === undefined ? 0 : size(patch)).toBe(Math.min(...fitting.map(size)));
      }
    }
  });
});
