import { describe, expect, it } from "vitest";
import { ownTornEntries, withTorn } from "../../../../../src/documents/arm/write/tornEntries";
import { allEntries } from "../../../../../src/documents/plan/knowledge";
import { id, machine, only } from "../templates";

function block(behind: string): string {
  return machine(`"identity": {
        "type": "UserAssigned",
        "userAssignedIdentities": {
          "${id("a")}": {}${behind}
        }
      },
      `);
}

function torn(text: string): readonly string[] {
  const { template, resource } = only(text);
  return ownTornEntries(template, resource).map(({ text: entry }) => entry);
}

describe("the entries behind the list of an identity", () => {
  it("are those that a bracket too many has put there", () => {
    expect(torn(block(` },\n          "${id("b")}": {},\n          "[variables('c')]": {}`))).toEqual([
      id("b"),
      "[variables('c')]",
    ]);
  });

  it.each([
    ["none in a text without faults", `,\n          "${id("b")}": {}`],
    ["none where one of them holds something", ` },\n          "${id("b")}": { "clientId": "x" }`],
    ["none where something else stands there too", ` },\n          "${id("b")}": {},\n          "other": {}`],
  ])("are %s", (_, behind) => {
    expect(torn(block(behind))).toEqual([]);
  });

  it("count as entries of the list where the block is taken as it is meant", () => {
    const { template, resource } = only(block(` },\n          "${id("b")}": {}`));
    const { identity } = resource;
    const meant = identity.kind === "block" && withTorn(identity.block, ownTornEntries(template, resource));
    expect(meant && allEntries(meant).map(({ text }) => text)).toEqual([id("a"), id("b")]);
  });
});
