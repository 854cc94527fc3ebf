import { describe, expect, it } from "vitest";
import { identityShape } from "../../../src/identity/apiVersion";
import type { IdentityChange } from "../../../src/identity/identityChange";
import { checkFederatedCredentialName, checkUserAssignedIdentityName } from "../../../src/identity/naming";
import { planChange } from "../../../src/identity/plan";
import { identityId, state } from "./states";

const a = identityId("a");
const b = identityId("b");
const target = { resource: { kind: "virtualMachine" } } as const;
const patchOf = (before: ReturnType<typeof state>, change: IdentityChange) => planChange(before, change, target).patch;

describe("the planned patch", () => {
  it("adds an identity without restating the others", () => {
    expect(patchOf(state(true, "a"), { kind: "assignUserAssigned", ids: [b] })).toEqual({
      type: "SystemAssigned, UserAssigned",
      userAssignedIdentities: { [b]: {} },
    });
  });

  it("removes an identity under the service's own spelling", () => {
    const before = {
      ...state(false, "b"),
      userAssigned: [{ id: a.replace("resourceGroups", "resourcegroups") }, { id: b }],
    };
    expect(patchOf(before, { kind: "removeUserAssigned", ids: [a.toUpperCase()] })).toEqual({
      type: "UserAssigned",
      userAssignedIdentities: { [a.replace("resourceGroups", "resourcegroups")]: null },
    });
  });

  it("removes the last user-assigned identity by the type alone", () => {
    expect(patchOf(state(false, "a"), { kind: "removeUserAssigned", ids: [a] })).toEqual({ type: "None" });
    expect(patchOf(state(true, "a"), { kind: "removeUserAssigned", ids: [a] })).toEqual({ type: "SystemAssigned" });
  });

  it("switches the system-assigned identity by the type alone", () => {
    expect(patchOf(state(true, "a"), { kind: "disableSystemAssigned" })).toEqual({ type: "UserAssigned" });
    expect(patchOf(state(false, "a"), { kind: "enableSystemAssigned" })).toEqual({
      type: "SystemAssigned, UserAssigned",
    });
    expect(patchOf(state(true), { kind: "disableSystemAssigned" })).toEqual({ type: "None" });
  });

  it("swaps two identities in one write", () => {
    const change: IdentityChange = {
      kind: "several",
      changes: [
        { kind: "removeUserAssigned", ids: [a] },
        { kind: "assignUserAssigned", ids: [b] },
      ],
    };
    expect(patchOf(state(false, "a"), change)).toEqual({
      type: "UserAssigned",
      userAssignedIdentities: { [a]: null, [b]: {} },
    });
  });

  it("is absent where nothing changes", () => {
    expect(patchOf(state(true, "a"), { kind: "assignUserAssigned", ids: [a.toUpperCase(), a] })).toBeUndefined();
    expect(patchOf(state(true, "a"), { kind: "removeUserAssigned", ids: [b] })).toBeUndefined();
    expect(patchOf(state(false), { kind: "removeAll" })).toBeUndefined();
  });

  it("names an identity once that was asked for twice", () => {
    expect(patchOf(state(false), { kind: "assignUserAssigned", ids: [a, a.toUpperCase()] })).toEqual({
      type: "UserAssigned",
      userAssignedIdentities: { [a]: {} },
    });
  });
});

describe("the shape of an API version", () => {
  it.each([
    ["2014-12-01-preview", "none"],
    ["2015-06-15", "none"],
    ["2016-03-30", "systemAssignedOnly"],
    ["2016-04-30-preview", "systemAssignedOnly"],
    ["2017-03-30-preview", "systemAssignedOnly"],
    ["2017-12-01", "array"],
    ["2018-04-01", "array"],
    ["2018-06-01", "dictionary"],
    ["2018-06-15", "dictionary"],
    ["2026-04-01", "dictionary"],
    ["latest", undefined],
    ["", undefined],
    ["[variables('apiVersion')]", undefined],
  ])("%j is %s", (apiVersion, shape) => {
    expect(identityShape(apiVersion)).toBe(shape);
  });
});

describe("names", () => {
  it.each([
    ["ab", "tooShort"],
    ["abc", "valid"],
    ["a".repeat(128), "valid"],
    ["a".repeat(129), "tooLong"],
    ["-abc", "badStart"],
    ["a b c", "badCharacter"],
    ["1_a-b", "valid"],
    ["", "tooShort"],
  ])("of user-assigned identities: %j is %s", (name, check) => {
    expect(checkUserAssignedIdentityName(name)).toBe(check);
  });

  it("of federated credentials end at 120 characters", () => {
    expect(checkFederatedCredentialName("a".repeat(120))).toBe("valid");
    expect(checkFederatedCredentialName("a".repeat(121))).toBe("tooLong");
  });
});
