import { describe, expect, it } from "vitest";
import { knowledgeOf } from "../../../../../src/documents/plan/knowledge";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { id, machine, only } from "../templates";

/** What is known of an identity, in short words. */
function known(identity: string): string {
  const result = knowledgeOf(only(machine(identity === "" ? "" : `${identity},\n      `)).resource.identity);
  if (result.kind === "unreadable") {
    return result.reason;
  }
  const ids =
    result.userAssigned === "unknown" ? "unknown" : result.userAssigned.map((entry) => entry.text.split("/").at(-1));
  return `${String(result.systemAssigned)} ${String(ids)}`.trim();
}

const dictionary = (...names: string[]) =>
  `"userAssignedIdentities": { ${names.map((name) => `"${id(name)}": {}`).join(", ")} }`;

describe("what an identity says", () => {
  it.each([
    ["nothing", "", "false"],
    ["null", `"identity": null`, "false"],
    ["an empty object", `"identity": {}`, "false"],
    ["a type", `"identity": { "type": "SystemAssigned" }`, "true"],
    ["None in any casing", `"identity": { "type": "none" }`, "false"],
    ["a dictionary", `"identity": { "type": "UserAssigned", ${dictionary("a", "b")} }`, "false a,b"],
    [
      "both classes without the space",
      `"identity": { "type": "SystemAssigned,UserAssigned", ${dictionary("a")} }`,
      "true a",
    ],
    ["an array", `"identity": { "identityIds": ["${id("a")}"], "type": "userAssigned" }`, "false a"],
    [
      "both shapes",
      `"identity": { "type": "UserAssigned", ${dictionary("a")}, "identityIds": ["${id("A")}", "${id("b")}"] }`,
      "false a,b",
    ],
    [
      "keys in the wrong casing",
      `"Identity": { "Type": "UserAssigned", "UserAssignedIdentities": { "${id("a")}": {} } }`,
      "false a",
    ],
    [
      "read-only members of an export",
      `"identity": { "principalId": "p", "tenantId": "t", "type": "SystemAssigned" }`,
      "true",
    ],
    ["ids that the type does not count", `"identity": { "type": "SystemAssigned", ${dictionary("a")} }`, "true"],
    ["a type that is an expression", `"identity": { "type": "[if(true(), 'SystemAssigned', 'None')]" }`, "unknown"],
    [
      "a list that is an expression",
      `"identity": { "type": "UserAssigned", "userAssignedIdentities": "[variables('x')]" }`,
      "false unknown",
    ],
    ["a null in an expression", `"identity": "[json('null')]"`, "false"],
    ["another null", `"identity": "[null()]"`, "false"],
    ["an expression", `"identity": "[if(true(), createObject('type', 'SystemAssigned'), null())]"`, "unknown unknown"],
    ["text", `"identity": "SystemAssigned"`, "notAnObject"],
    ["a list", `"identity": []`, "notAnObject"],
    ["two of it", `"identity": {}, "Identity": {}`, "duplicateMember"],
    ["two types", `"identity": { "type": "None", "type": "SystemAssigned" }`, "duplicateMember"],
    ["an unknown type", `"identity": { "type": "Sytem" }`, "typeNotKnown"],
    ["ids without a type", `"identity": { ${dictionary("a")} }`, "typeMissing"],
    ["ids that are no strings", `"identity": { "type": "UserAssigned", "identityIds": [1] }`, "listMalformed"],
    [
      "a list in place of the dictionary",
      `"identity": { "type": "UserAssigned", "userAssignedIdentities": [] }`,
      "listMalformed",
    ],
  ])("%s", (_, identity, expected) => {
    expect(known(identity)).toBe(expected);
  });

  it("is known behind a variable that is a plain object, and not behind a parameter", () => {
    const text = (kind: string, declared: object) =>
      JSON.stringify({
        [kind]: { identity: declared },
        resources: [{ type: "Microsoft.Compute/virtualMachines", identity: `[${kind}('identity')]` }],
      });
    const plain = { type: "SystemAssigned" };
    const behind = (source: string) =>
      readArmTemplate(source).resources.map(({ identity }) => knowledgeOf(identity))[0];
    expect(behind(text("variables", plain))).toMatchObject({ kind: "known", systemAssigned: true, userAssigned: [] });
    expect(behind(text("parameters", { defaultValue: plain }))).toMatchObject({
      kind: "known",
      systemAssigned: "unknown",
    });
  });

  it("is not taken from text that is no identity of the machine", () => {
    const text = machine("").replace(`"hardwareProfile": {}`, `"identity": { "type": "SystemAssigned" }`);
    expect(only(text).resource.identity.kind).toBe("absent");
  });
});
