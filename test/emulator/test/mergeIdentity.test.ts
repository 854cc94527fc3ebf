import { describe, expect, it } from "vitest";
import { ArmError } from "../src/armError";
import { goldenCases, goldenPrincipal } from "./goldenCases";
import { identities, idsOf } from "../src/estate/identitySeeds";
import { tenants } from "../src/estate/places";
import { mergeIdentity } from "../src/mergeIdentity";

const a = identities.webApi;
const b = identities.sqlBackup;
const enabled = { principalId: goldenPrincipal, tenantId: tenants.contoso };
const dictionary = { apiVersion: "2024-07-01", systemAssigned: enabled };
const withA = { type: "UserAssigned", userAssignedIdentities: { [a]: idsOf(a) } };

function refusal(stored: unknown, patch: unknown, apiVersion = "2024-07-01", flexible = false): ArmError {
  try {
    mergeIdentity(stored, patch, { apiVersion, flexible, systemAssigned: enabled });
  } catch (error) {
    if (error instanceof ArmError) {
      return error;
    }
    throw error;
  }
  throw new Error("was not refused");
}

/** Without the ids of identities: these are filled in by the operation, not by the merge. */
function shape(identity: unknown): unknown {
  return JSON.parse(
    JSON.stringify(identity ?? null, (key, value: unknown) => (key.startsWith("/subscriptions/") ? {} : value)),
  );
}

describe("merging the identity of a PATCH", () => {
  it("gives what Azure answers, for every case of our own and every recorded one", () => {
    for (const golden of goldenCases) {
      const merged = mergeIdentity(golden.before, golden.patch, {
        apiVersion: golden.apiVersion,
        systemAssigned: enabled,
      });
      expect(shape(merged), golden.name).toEqual(shape(golden.after));
    }
  });

  it("accepts a type without the space and in any casing, and answers the canonical one", () => {
    for (const type of [
      "SystemAssigned,UserAssigned",
      "userAssigned, systemAssigned",
      " SYSTEMASSIGNED , userassigned",
    ]) {
      expect(mergeIdentity(withA, { type }, dictionary)).toMatchObject({ type: "SystemAssigned, UserAssigned" });
    }
  });

  it("removes under any casing, and keeps the first spelling of what is assigned twice", () => {
    const both = { type: "UserAssigned", userAssignedIdentities: { [a]: {}, [b]: {} } };
    const removed = mergeIdentity(
      both,
      { type: "UserAssigned", userAssignedIdentities: { [a.toUpperCase()]: null } },
      dictionary,
    );
    const again = mergeIdentity(
      withA,
      { type: "UserAssigned", userAssignedIdentities: { [a.toUpperCase()]: {} } },
      dictionary,
    );
    expect(Object.keys(removed?.["userAssignedIdentities"] ?? {})).toEqual([b]);
    expect(again).toEqual(withA);
  });

  it("has the array shape up to 2018-04-01 and the dictionary from 2018-06-01", () => {
    const patch = { type: "UserAssigned", identityIds: [b] };
    expect(mergeIdentity(withA, patch, { ...dictionary, apiVersion: "2018-04-01" })).toEqual({
      type: "UserAssigned",
      identityIds: [b],
    });
    expect(refusal(withA, patch, "2018-06-01").message).toContain("identityIds is deprecated");
  });

  it("knows no user-assigned identities before 2017-12-01", () => {
    expect(refusal(undefined, { type: "UserAssigned" }, "2017-03-30").code).toBe("InvalidParameter");
    expect(mergeIdentity(undefined, { type: "SystemAssigned" }, { ...dictionary, apiVersion: "2017-03-30" })).toEqual({
      type: "SystemAssigned",
      ...enabled,
    });
  });

  it("keeps everything where the body says nothing about the identity", () => {
    expect(mergeIdentity(withA, undefined, dictionary)).toEqual(withA);
    expect(mergeIdentity(withA, null, dictionary)).toEqual(withA);
  });

  it("ignores the removal of what is not assigned", () => {
    expect(mergeIdentity(withA, { type: "UserAssigned", userAssignedIdentities: { [b]: null } }, dictionary)).toEqual(
      withA,
    );
  });

  it.each([
    [
      "the last one removed without a change of type",
      withA,
      { type: "UserAssigned", userAssignedIdentities: { [a]: null } },
      "MissingIdentityIds",
    ],
    ["user-assigned with none", undefined, { type: "UserAssigned" }, "MissingIdentityIds"],
    [
      "a value that is not empty",
      withA,
      { type: "UserAssigned", userAssignedIdentities: { [b]: idsOf(b) } },
      "InvalidIdentityValues",
    ],
    [
      "a value that is no object",
      withA,
      { type: "UserAssigned", userAssignedIdentities: { [b]: "yes" } },
      "InvalidIdentityValues",
    ],
    [
      "a key that is no id",
      withA,
      { type: "UserAssigned", userAssignedIdentities: { "id-web": {} } },
      "LinkedInvalidPropertyId",
    ],
    [
      "a key that is named like a prototype",
      withA,
      JSON.parse(`{"type":"UserAssigned","userAssignedIdentities":{"__proto__":{}}}`),
      "LinkedInvalidPropertyId",
    ],
    [
      "an id of another type",
      withA,
      { type: "UserAssigned", userAssignedIdentities: { [a.replace("userAssignedIdentities", "vaults")]: {} } },
      "LinkedInvalidPropertyId",
    ],
    [
      "the same id twice",
      withA,
      { type: "UserAssigned", userAssignedIdentities: { [b]: {}, [b.toUpperCase()]: {} } },
      "DuplicateIdentityIds",
    ],
    ["ids beside SystemAssigned", withA, { type: "SystemAssigned", userAssignedIdentities: {} }, "InvalidParameter"],
    ["an unknown type", withA, { type: "Everything" }, "InvalidParameter"],
    ["None together with another", withA, { type: "None, UserAssigned" }, "InvalidParameter"],
    ["no type where there is none yet", undefined, { userAssignedIdentities: { [a]: {} } }, "InvalidParameter"],
  ])("refuses %s", (_name, stored, patch, code) => {
    expect(refusal(stored, patch)).toMatchObject({ status: 400, code });
  });

  it("accepts exactly the value that the resource has", () => {
    expect(
      mergeIdentity(withA, { type: "UserAssigned", userAssignedIdentities: { [a]: idsOf(a) } }, dictionary),
    ).toEqual(withA);
  });

  it("refuses the system-assigned identity on a Flexible scale set, in the service's words", () => {
    expect(refusal(withA, { type: "SystemAssigned,UserAssigned" }, "2024-07-01", true).message).toBe(
      "The value 'SystemAssigned, UserAssigned' of parameter 'identity' is not allowed. Allowed values are: UserAssigned, None.",
    );
  });
});
