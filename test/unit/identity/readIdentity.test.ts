import { describe, expect, it } from "vitest";
import { readIdentity } from "../../../src/identity/readIdentity";
import { identityId } from "./states";

const a = identityId("a");
const b = identityId("b");

describe("reading an identity block", () => {
  it.each([
    ["absent", undefined],
    ["null", null],
    ["empty", {}],
    ["None", { type: "None" }],
    ["none, as some write it", { type: "none" }],
  ])("reads %s as no identity", (_, wire) => {
    expect(readIdentity(wire)).toEqual({ kind: "state", state: { systemAssigned: undefined, userAssigned: [] } });
  });

  it.each([
    "SystemAssigned, UserAssigned",
    "SystemAssigned,UserAssigned",
    "systemassigned , USERASSIGNED",
    "UserAssigned, SystemAssigned",
  ])("reads the type %j as both classes", (type) => {
    const wire = {
      type,
      principalId: "p",
      tenantId: "t",
      userAssignedIdentities: { [a]: { principalId: "ap", clientId: "ac" } },
    };
    expect(readIdentity(wire)).toEqual({
      kind: "state",
      state: {
        systemAssigned: { principalId: "p", tenantId: "t" },
        userAssigned: [{ id: a, principalId: "ap", clientId: "ac" }],
      },
    });
  });

  it("reads members in odd casing", () => {
    expect(readIdentity({ Type: "UserAssigned", UserAssignedIdentities: { [a]: { ClientId: "c" } } })).toEqual({
      kind: "state",
      state: { systemAssigned: undefined, userAssigned: [{ id: a, clientId: "c" }] },
    });
  });

  it("reads the array of old API versions", () => {
    expect(readIdentity({ type: "UserAssigned", identityIds: [a, b] })).toMatchObject({
      state: { userAssigned: [{ id: a }, { id: b }] },
    });
  });

  it("keeps one of two spellings of the same identity, the first", () => {
    const wire = { type: "UserAssigned", userAssignedIdentities: { [a]: {}, [a.toUpperCase()]: {}, [b]: null } };
    expect(readIdentity(wire)).toMatchObject({ state: { userAssigned: [{ id: a }, { id: b }] } });
  });

  it("does not count ids beside a type without UserAssigned", () => {
    expect(readIdentity({ type: "SystemAssigned", identityIds: [a] })).toMatchObject({ state: { userAssigned: [] } });
  });

  it("does not reach the prototype through a hostile member", () => {
    const wire: unknown = JSON.parse(`{"type":"UserAssigned","userAssignedIdentities":{"__proto__":{"clientId":"x"}}}`);
    expect(readIdentity(wire)).toMatchObject({ state: { userAssigned: [{ id: "__proto__", clientId: "x" }] } });
    expect(({} as Record<string, unknown>)["clientId"]).toBeUndefined();
  });

  it.each([
    ["a text", "SystemAssigned", "notAnObject"],
    ["an array", [], "notAnObject"],
    ["ids without a type", { userAssignedIdentities: {} }, "missingType"],
    ["an unknown type", { type: "DeviceAssigned" }, "unknownType"],
    ["a known and an unknown type", { type: "SystemAssigned, DeviceAssigned" }, "unknownType"],
    ["None beside another", { type: "None, SystemAssigned" }, "unknownType"],
    ["a number as type", { type: 1 }, "unknownType"],
    ["a dictionary that is a list", { type: "UserAssigned", userAssignedIdentities: [a] }, "badUserAssigned"],
    ["a list with numbers", { type: "UserAssigned", identityIds: [1] }, "badUserAssigned"],
  ])("says that %s cannot be read", (_, wire, reason) => {
    expect(readIdentity(wire)).toMatchObject({ kind: "unreadable", reason });
  });
});
