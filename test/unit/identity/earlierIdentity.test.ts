import { describe, expect, it } from "vitest";
import { isEarlierIdentity, presentIds } from "../../../src/identity/earlierIdentity";

const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-a";

describe("an identity that a resource carries", () => {
  it.each([
    [{ principalId: "p1", clientId: "c1" }, { principalId: "p2", clientId: "c2" }, true],
    [{ principalId: "p1" }, { principalId: "p2", clientId: "c2" }, true],
    [{ clientId: "c1" }, { clientId: "c2" }, true],
    [{ principalId: "P1", clientId: "C1" }, { principalId: "p1", clientId: "c1" }, false],
    [{}, { principalId: "p2", clientId: "c2" }, false],
    [{ principalId: "p1" }, { clientId: "c2" }, false],
    [{ principalId: "p1" }, {}, false],
  ])("is an earlier one only where both tell an id and they differ: %j, %j", (carried, present, isEarlier) => {
    expect(isEarlierIdentity(carried, present)).toBe(isEarlier);
  });

  it.each([
    [undefined, { id, principalId: "p1", clientId: "c1" }, { principalId: "p1", clientId: "c1" }],
    [
      { principalId: "p2", clientId: "c2" },
      { id, principalId: "p1", clientId: "c1" },
      { principalId: "p2", clientId: "c2" },
    ],
    [{ principalId: "p1" }, { id, principalId: "p1", clientId: "c1" }, { principalId: "p1", clientId: "c1" }],
    [{ principalId: "p2" }, { id, principalId: "p1", clientId: "c1" }, { principalId: "p2", clientId: undefined }],
    [undefined, undefined, { principalId: undefined, clientId: undefined }],
  ])("never has one id of its own and one of another: %j, %j", (present, carried, ids) => {
    const { principalId, clientId } = presentIds(present, carried);
    expect({ principalId, clientId }).toEqual(ids);
  });
});
