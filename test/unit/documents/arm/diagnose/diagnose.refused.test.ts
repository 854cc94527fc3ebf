import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../../../src/identity/identityChange";
import { fixAll } from "../../../../../src/documents/arm/fix/fixAll";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { applyEdits } from "../../../../../src/documents/textEdit";
import { applied, id, machine, only } from "../templates";
import { codes, fixed } from "./diagnosed";

function block(...members: readonly string[]): string {
  return `"identity": {\n        ${members.join(",\n        ")}\n      },\n      `;
}

const type = (text: string) => `"type": "${text}"`;
const ids = { principalId: `"principalId": "11111111-2222-3333-4444-555555555555"`, tenantId: `"tenantId": "t"` };
const list = (...entries: readonly string[]) => `"userAssignedIdentities": {${entries.join(", ")}}`;

function changed(text: string, change: IdentityChange): string {
  const { template, resource } = only(text);
  return applied(template, changeIdentity(template, resource, change));
}

describe("an empty dictionary", () => {
  it.each(["SystemAssigned", "None", "none"])("beside %s", (stated) => {
    const text = machine(block(type(stated), list()));
    expect(codes(text)).toEqual([`emptyDictionary "userAssignedIdentities"`]);
    expect(fixed(text)).toBe(machine(block(type(stated))));
  });

  it("is not named where the API version takes no dictionary, nor for an array or null", () => {
    const [wrongShape] = codes(machine(block(type("SystemAssigned"), list()), `"2018-04-01"`));
    expect(wrongShape).toMatch(/^dictionaryInsteadOfArray/);
    expect(codes(machine(block(type("SystemAssigned"), `"identityIds": []`), `"2018-04-01"`))).toEqual([]);
    expect(codes(machine(block(type("SystemAssigned"), `"userAssignedIdentities": null`)))).toEqual([]);
  });
});

describe("what Azure sets", () => {
  const exported = [ids.principalId, ids.tenantId, type("SystemAssigned")];

  it("in a block, as exported templates have it", () => {
    const text = machine(block(...exported));
    expect(codes(text)).toEqual([`readOnlyMember "principalId"`]);
    expect(fixed(text)).toBe(machine(block(type("SystemAssigned"))));
  });

  it("in a block goes with a change", () => {
    const assign: IdentityChange = { kind: "assignUserAssigned", ids: [id("a")] };
    const after = changed(machine(block(...exported)), assign);
    expect(JSON.parse(after)).toMatchObject({ resources: [{ identity: { type: "SystemAssigned, UserAssigned" } }] });
    expect(after).not.toMatch(/principalId|tenantId/);
  });

  it("in a block stays where nothing is to change", () => {
    expect(changed(machine(block(...exported)), { kind: "enableSystemAssigned" })).toBe("noOp");
  });

  it("in the entries of a dictionary, which go empty with a change too", () => {
    const filled = `"${id("a")}": { "principalId": "p", "clientId": "c" }`;
    const text = machine(block(type("UserAssigned"), list(filled, `"${id("b")}": {}`)));
    expect(codes(text)).toEqual([`identityValueNotEmpty { "principalId": "p", "clientId": "c" }`]);
    const emptied = machine(block(type("UserAssigned"), list(`"${id("a")}": {}`, `"${id("b")}": {}`)));
    expect(fixed(text)).toBe(emptied);
    expect(changed(text, { kind: "removeUserAssigned", ids: [id("b")] })).toBe(
      machine(block(type("UserAssigned"), list(`"${id("a")}": {}`))),
    );
  });

  it.each([
    [`"x"`, true],
    ["1", true],
    ["[]", true],
    ["null", false],
    [`"[json('{}')]"`, false],
    ["{ /* why */ }", false],
    ["{}", false],
  ])("is not an empty object where the value is %s: %s", (value, isNamed) => {
    const found = codes(machine(block(type("UserAssigned"), list(`"${id("a")}": ${value}`))));
    expect(found).toEqual(isNamed ? [`identityValueNotEmpty ${value}`] : []);
  });

  it("is repaired in all places at once", () => {
    const text = machine(
      block(type("UserAssigned"), list(`"${id("a")}": { "clientId": "c" }`, `"${id("b")}": { "clientId": "c" }`)),
    );
    const template = readArmTemplate(text);
    expect(codes(applyEdits(text, fixAll(template, "identityValueNotEmpty")))).toEqual([]);
  });

  it("is left in a variable, which others may read", () => {
    const text = machine(`"identity": "[variables('who')]",\n      `).replace(
      `"resources"`,
      `"variables": { "who": { ${ids.principalId}, ${type("SystemAssigned")} } },\n  "resources"`,
    );
    expect(codes(text)).toEqual([`readOnlyMember "principalId"`]);
    expect(fixed(text)).toMatch(/^no such fix/);
  });

  it("is not named where it says nothing", () => {
    expect(codes(machine(block(`"principalId": null`, type("SystemAssigned"))))).toEqual([]);
  });

  it("is not named in a block that does not parse", () => {
    const broken = machine(block(...exported)).replace(`"tenantId": "t",`, `"tenantId": "t"`);
    expect(codes(broken).filter((code) => code.startsWith("readOnly"))).toEqual([]);
  });
});

describe("a Flexible scale set with a system-assigned identity", () => {
  const flexible = (members: string, variables: string) =>
    machine(members)
      .replace("Compute/virtualMachines", "Compute/virtualMachineScaleSets")
      .replace(`"hardwareProfile": {}`, `"orchestrationMode": "Flexible"`)
      .replace(`"resources"`, `"variables": { ${variables} },\n  "resources"`);

  it("is known through a variable for the type", () => {
    const text = flexible(block(type("[variables('t')]")), `"t": "SystemAssigned"`);
    expect(codes(text)).toEqual([`systemAssignedOnFlexible "[variables('t')]"`]);
    // Whether the variable or its use is to change is for the user to say.
    expect(fixed(text)).toBe("asks isExpression");
  });

  it("is known through a variable for the whole identity, and repaired there", () => {
    const text = (stated: string) =>
      flexible(`"identity": "[variables('who')]",\n      `, `"who": { "type": "${stated}" }`);
    expect(codes(text("SystemAssigned"))).toEqual([`systemAssignedOnFlexible "SystemAssigned"`]);
    expect(fixed(text("SystemAssigned"))).toBe(text("None"));
  });

  it("is not known through a parameter, whose default may be overridden", () => {
    const text = flexible(block(type("[parameters('t')]")), "").replace(
      `"variables": {  }`,
      `"parameters": { "t": { "type": "string", "defaultValue": "SystemAssigned" } }`,
    );
    expect(codes(text)).toEqual([]);
  });
});

describe("an identity inside virtualMachineProfile", () => {
  const set = (members: string, profile: string) =>
    machine(members)
      .replace("Compute/virtualMachines", "Compute/virtualMachineScaleSets")
      .replace(`"hardwareProfile": {}`, `"virtualMachineProfile": {${profile}\n        }`);
  const own = block(type("SystemAssigned"));
  const inside = `\n          "identity": {\n            "type": "SystemAssigned"\n          },`;
  const other = `\n          "licenseType": "Windows_Server"`;

  it("is moved to the scale set", () => {
    expect(codes(set("", inside + other))).toEqual([`identityInProperties "identity"`]);
    expect(fixed(set("", inside + other))).toBe(set(own, other));
  });

  it("is moved out of a profile that holds nothing else, which stays", () => {
    const moved = JSON.parse(fixed(set("", inside.slice(0, -1)))) as object;
    expect(moved).toMatchObject({
      resources: [{ identity: { type: "SystemAssigned" }, properties: { virtualMachineProfile: {} } }],
    });
  });

  it("is removed where the scale set has one", () => {
    expect(fixed(set(own, inside + other))).toBe(set(own, other));
  });

  it("is no business of a virtual machine", () => {
    const text = set("", inside + other).replace("virtualMachineScaleSets", "virtualMachines");
    expect(codes(text)).toEqual([]);
  });
});
