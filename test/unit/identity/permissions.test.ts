import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isGranted, matchesAction, type PermissionSet } from "../../../src/identity/permissions";

const ASSIGN = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
const WRITE = "Microsoft.Compute/virtualMachines/write";

const set = (actions: string[], notActions: string[] = []): PermissionSet => ({ actions, notActions });

describe("an action's pattern", () => {
  it.each([
    ["*", WRITE, true],
    ["Microsoft.Compute/*", WRITE, true],
    ["microsoft.compute/VIRTUALMACHINES/*", WRITE, true],
    ["*/write", WRITE, true],
    ["Microsoft.*/virtual*/write", WRITE, true],
    ["*/read", WRITE, false],
    ["Microsoft.Compute/virtualMachines/*", "Microsoft.Compute/virtualMachineScaleSets/write", false],
    ["Microsoft.Compute/virtualMachines", WRITE, false],
    ["Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action", ASSIGN, true],
    ["Microsoft.ManagedIdentity/userAssignedIdentities/*/read", ASSIGN, false],
    ["", WRITE, false],
    ["ab*ba", "aba", false],
    ["a*b*c", "acb", false],
  ])("%s for %s: %s", (pattern, action, expected) => {
    expect(matchesAction(pattern, action)).toBe(expected);
  });

  it("is matched as a regular expression would, whatever it is", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", ".") });
    const pattern = fc.array(fc.oneof(text, fc.constant("*"))).map((parts) => parts.join(""));
    fc.assert(
      fc.property(pattern, text, (wanted, action) => {
        const parts = wanted.split("*").map((part) => part.replaceAll(".", "\\."));
        expect(matchesAction(wanted, action)).toBe(new RegExp(`^${parts.join(".*")}$`).test(action));
      }),
    );
  });

  it("takes no more than a plain look at a pattern that is made to be slow", () => {
    const pattern = `${"*a".repeat(5_000)}*b`;
    expect(matchesAction(pattern, "a".repeat(20_000))).toBe(false);
  });
});

describe("a user's rights", () => {
  it("are what any of the roles gives", () => {
    expect(isGranted([set(["*/read"]), set(["Microsoft.Compute/virtualMachines/*"])], WRITE)).toBe(true);
    expect(isGranted([set(["*/read"])], WRITE)).toBe(false);
    expect(isGranted([], WRITE)).toBe(false);
  });

  it("lose by a notAction only what the same role gives", () => {
    const contributor = set(["*"], ["Microsoft.Authorization/*/Write"]);
    const action = "Microsoft.Authorization/roleAssignments/write";
    expect(isGranted([contributor], action)).toBe(false);
    expect(isGranted([contributor], ASSIGN)).toBe(true);
    expect(isGranted([contributor, set(["Microsoft.Authorization/*"])], action)).toBe(true);
  });
});
