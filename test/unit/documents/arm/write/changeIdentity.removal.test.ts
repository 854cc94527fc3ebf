import { describe, expect, it } from "vitest";
import { type IdentityChange } from "../../../../../src/identity/identityChange";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { fixDiagnostic } from "../../../../../src/documents/arm/fix/fixDiagnostic";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { applied, id, machine, only } from "../templates";

function changed(text: string, change: IdentityChange): string {
  const { template, resource } = only(text);
  return applied(template, changeIdentity(template, resource, change));
}

/** The text after the fix of that kind for the first diagnostic that has one. */
function fixed(text: string, kind: string): string {
  const { template } = only(text);
  const fix = diagnose(template)
    .flatMap(({ fixes }) => fixes)
    .find((candidate) => candidate.kind === kind);
  return fix === undefined ? `no ${kind}` : applied(template, fixDiagnostic(template, fix));
}

const block = (inner: string) => `"identity": {\n        ${inner} },\n      `;

describe("what stands behind a member that goes is not drawn into the line comment in front of it", () => {
  it.each([
    ["behind a comment", `"location": "westeurope", // region\n      `],
    ["without one", `"location": "westeurope",\n      `],
  ])("where it is the next member, %s", (_, members) => {
    const without = machine(members, `"2017-03-30"`);
    const text = without.replace(`"properties"`, `"identity": { "type": "SystemAssigned" }, "properties"`);
    expect(changed(text, { kind: "disableSystemAssigned" })).toBe(without);
  });

  it("where it is the next element, with the comment that belongs to it", () => {
    const list = (first: string) =>
      machine(
        block(
          `"type": "UserAssigned", "userAssignedIdentities": { // who\n          ${first}/* db */ "${id("b")}": {} }`,
        ),
      );
    const text = list(`/* web */ "${id("a")}": {}, `);
    expect(changed(text, { kind: "removeUserAssigned", ids: [id("a")] })).toBe(list(""));
  });

  it("where it is the end of a list of several identities", () => {
    const list = (comma: string, last: string) =>
      machine(
        block(
          `"type": "UserAssigned",\n        "userAssignedIdentities": {\n          "${id("a")}": {}${comma} // web\n          ${last}} }`,
        ),
      );
    expect(changed(list(",", `"${id("b")}": {} `), { kind: "removeUserAssigned", ids: [id("b")] })).toBe(list("", ""));
    expect(fixed(list(",", `// again\n          "${id("A")}": {} `), "removeDuplicate")).toBe(list("", ""));
  });

  it("where it is the end of the block", () => {
    const both = block(`"type": "SystemAssigned", // only\n        "userAssignedIdentities": { "${id("a")}": {} }`);
    expect(fixed(machine(both), "removeLists")).toBe(machine(block(`"type": "SystemAssigned" // only\n       `)));
    const empty = block(`"type": "UserAssigned", // todo\n        "userAssignedIdentities": { }`);
    expect(fixed(machine(empty), "setType")).toBe(machine(block(`"type": "None" // todo\n       `)));
  });

  it("where it is the end of a list of what is waited for", () => {
    const list = (comma: string, last: string) => `{
  "resources": [
    { "type": "Microsoft.Compute/virtualMachines", "apiVersion": "2023-03-01", "name": "vm" },
    {
      "type": "Microsoft.Compute/virtualMachines/extensions",
      "name": "vm/script",
      "dependsOn": [
        "[resourceId('Microsoft.Compute/virtualMachines', 'vm')]"${comma} // the machine
        ${last}]
    }${
      last === ""
        ? ""
        : `,
    {
      "type": "Microsoft.Compute/virtualMachines/extensions",
      "name": "vm/msi",
      "properties": { "publisher": "Microsoft.ManagedIdentity", "type": "ManagedIdentityExtensionForLinux" }
    }`
    }
  ]
}`;
    const named = `"[resourceId('Microsoft.Compute/virtualMachines/extensions', 'vm', 'msi')]" `;
    expect(fixed(list(",", named), "removeExtension")).toBe(list("", ""));
  });
});

describe("blanks at the end of a line", () => {
  const around = (identity: string) =>
    machine("").replace(/\n( *)"properties"/, (_, indent: string) => `    \n${identity}${indent}"properties"`);
  const one = `      "identity": {\n        "type": "SystemAssigned"\n      },`;

  it("stay where they are when a member comes behind them", () => {
    expect(changed(around(""), { kind: "enableSystemAssigned" })).toBe(around(`${one}\n`));
  });

  it("go with the member that they stand behind, and stay behind its neighbour", () => {
    const version = (text: string) => text.replace(/"apiVersion": "[^"]*"/, `"apiVersion": "2017-03-30"`);
    expect(changed(version(around(`${one}  \n`)), { kind: "disableSystemAssigned" })).toBe(version(around("")));
  });
});
