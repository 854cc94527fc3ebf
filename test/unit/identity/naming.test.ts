import { describe, expect, it } from "vitest";
import {
  checkFederatedCredentialName,
  checkResourceGroupName,
  checkUserAssignedIdentityName,
} from "../../../src/identity/naming";

describe("names while one types", () => {
  it.each([
    ["id", "tooShort"],
    ["id-1", "valid"],
    ["1d_", "valid"],
    ["-id", "badStart"],
    ["_id", "badStart"],
    ["id 1", "badCharacter"],
    ["id.1", "badCharacter"],
    ["x".repeat(128), "valid"],
    ["x".repeat(129), "tooLong"],
    ["", "tooShort"],
  ])("identity %j: %s", (name, outcome) => {
    expect(checkUserAssignedIdentityName(name)).toBe(outcome);
  });

  it("a federated credential has at most 120 characters", () => {
    expect([checkFederatedCredentialName("x".repeat(120)), checkFederatedCredentialName("x".repeat(121))]).toEqual([
      "valid",
      "tooLong",
    ]);
  });

  it.each([
    ["r", "valid"],
    ["rg_(web).1", "valid"],
    ["", "tooShort"],
    ["rg.", "badEnd"],
    ["rg/1", "badCharacter"],
    ["rg 1", "badCharacter"],
    ["x".repeat(90), "valid"],
    ["x".repeat(91), "tooLong"],
  ])("resource group %j: %s", (name, outcome) => {
    expect(checkResourceGroupName(name)).toBe(outcome);
  });
});
