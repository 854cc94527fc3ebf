import { describe, expect, it } from "vitest";
import { type IdentityChange } from "../../../../../src/identity/identityChange";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { fixDiagnostic } from "../../../../../src/documents/arm/fix/fixDiagnostic";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { applied, id, machine, only } from "../templates";

const [a, b] = [id("a"), id("b")];
const assign: IdentityChange = { kind: "assignUserAssigned", ids: [b] };
const remove: IdentityChange = { kind: "removeUserAssigned", ids: [b] };

/** What stands between the name and the properties of a machine after a change. */
function changed(block: string, change: IdentityChange, version?: string): string {
  const { template, resource } = only(machine(`"identity": ${block},\n      `, version));
  const after = applied(template, changeIdentity(template, resource, change));
  return /"identity": ([^]*),\s+"properties"/.exec(after)?.[1] ?? after;
}

describe("a comment on the line of the last member stays with it", () => {
  it.each([
    [
      "before the bracket",
      `{ "type": "UserAssigned", "userAssignedIdentities": { "${a}": {} /* web */ } }`,
      `{ "type": "UserAssigned", "userAssignedIdentities": { "${a}": {} /* web */, "${b}": {} } }`,
    ],
    [
      "before the bracket, behind a comma",
      `{ "type": "UserAssigned", "userAssignedIdentities": { "${a}": {}, /* web */ } }`,
      `{ "type": "UserAssigned", "userAssignedIdentities": { "${a}": {}, /* web */\n        "${b}": {}, } }`,
    ],
    [
      "up to the end of the line",
      `{ "type": "UserAssigned", "userAssignedIdentities": { "${a}": {} // web\n      } }`,
      `{ "type": "UserAssigned", "userAssignedIdentities": { "${a}": {}, // web\n        "${b}": {}\n      } }`,
    ],
  ])("%s", (_, without, withIt) => {
    expect(changed(without, assign)).toBe(withIt);
    expect(changed(withIt, remove)).toBe(without);
  });

  it("where a list follows", () => {
    expect(changed(`{ "type": "UserAssigned" /* keep: vault */ }`, assign)).toBe(
      `{ "type": "UserAssigned" /* keep: vault */, "userAssignedIdentities": { "${b}": {} } }`,
    );
  });

  it("in an array, and goes with it", () => {
    const block = (second: string) => `{ "type": "UserAssigned", "identityIds": [ "${a}" /* web */${second} ] }`;
    const version = `"2017-12-01"`;
    expect(changed(block(""), assign, version)).toBe(block(`, "${b}"`));
    expect(changed(block(`, "${b}" /* db */`), remove, version)).toBe(block(""));
  });

  it("and the comment in front of another goes with that one", () => {
    const block = (second: string) => `{ "type": "UserAssigned", "identityIds": [ "${a}",${second} /* c */ "x" ] }`;
    expect(changed(block(` /* db */ "${b}",`), remove, `"2017-12-01"`)).toBe(block(""));
  });
});

describe("an identity that is moved out of properties", () => {
  const moved = (text: string) => {
    const { template } = only(text);
    const [fix] = diagnose(template).flatMap(({ fixes }) => fixes);
    return fix === undefined ? "no fix" : applied(template, fixDiagnostic(template, fix));
  };
  const inside = (members: string) => machine("").replace(/\{\n {8}"hardwareProfile": \{\}\n {6}\}/, members);
  const outside = (identity: string, members: string) =>
    inside(members).replace(`"properties"`, `${identity}\n      "properties"`);

  it("takes its comments along, and leaves those of properties", () => {
    const own = `{ // for the key vault, do not remove
        // why
        "identity": { "type": "SystemAssigned" }, // ticket 12
        "hardwareProfile": {}
      }`;
    expect(moved(inside(own))).toBe(
      outside(
        `// why\n      "identity": { "type": "SystemAssigned" }, // ticket 12`,
        `{ // for the key vault, do not remove\n        "hardwareProfile": {}\n      }`,
      ),
    );
  });

  it("leaves properties empty where they have comments of their own", () => {
    const own = `{ // for the key vault\n        "identity": { "type": "SystemAssigned" } // ticket 12\n      }`;
    expect(moved(inside(own))).toBe(
      outside(`"identity": { "type": "SystemAssigned" }, // ticket 12`, `{ // for the key vault\n      }`),
    );
  });

  it("stands in the place of properties with its comments where there is nothing else", () => {
    const own = `{\n        // why\n        "identity": { "type": "SystemAssigned" } // ticket 12\n      }`;
    expect(moved(inside(own))).toBe(
      inside("").replace(`"properties": `, `// why\n      "identity": { "type": "SystemAssigned" } // ticket 12`),
    );
  });

  it("stays where there is no line for its comments", () => {
    const text = inside(`{\n        "identity": { "type": "SystemAssigned" } // why\n      }`);
    expect(moved(text.replace(/,\s+"properties"/, `, "properties"`))).toBe("refused commentInTheWay");
  });
});
