import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../src/identity/identityChange";
import { type IdentityState, identityType } from "../../src/identity/identityState";
import { planChange } from "../../src/identity/plan";
import { isRunnable } from "../../src/render/changeComments";
import { matrix, plannedCase } from "./changeMatrix";
import { identityId, state } from "./parityEstate";

const states: readonly IdentityState[] = [state(false), state(true), state(false, "ID1"), state(true, "ID1")];
const changes: readonly IdentityChange[] = [
  { kind: "enableSystemAssigned" },
  { kind: "disableSystemAssigned" },
  { kind: "assignUserAssigned", ids: [identityId("ID2")] },
  { kind: "removeUserAssigned", ids: [identityId("ID1")] },
  { kind: "removeAllUserAssigned" },
  { kind: "removeAll" },
];

describe.each([
  { kind: "virtualMachine" } as const,
  { kind: "scaleSet", orchestrationMode: "Uniform" } as const,
  { kind: "scaleSet", orchestrationMode: "Flexible" } as const,
])("the cases on $kind $orchestrationMode", (resource) => {
  const isFlexible = resource.kind === "scaleSet" && resource.orchestrationMode === "Flexible";
  const own = matrix.filter((each) => JSON.stringify(each.resource) === JSON.stringify(resource));
  const described = own.map(({ before, change }) => `${change.kind} from ${identityType(before)}`);

  it.each(changes)("hold $kind from every kind of state that it changes", (change) => {
    const possible = states
      .filter((before) => !isFlexible || before.systemAssigned === undefined)
      .map((before) => ({ before, plan: planChange(before, change, { resource }) }))
      .filter(({ plan }) => isRunnable({ kind: "changeIdentities", resourceId: "", resource, plan }));
    expect(described).toEqual(
      expect.arrayContaining(possible.map(({ before }) => `${change.kind} from ${identityType(before)}`)),
    );
  });

  it("have each something to run", () => {
    expect(own.filter((each) => !isRunnable(plannedCase(each)))).toEqual([]);
  });
});
