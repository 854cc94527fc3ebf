import { describe, expect, it } from "vitest";
import { type IdentityChange } from "../../../../../src/identity/identityChange";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { type ChangeOptions } from "../../../../../src/documents/arm/write/changeOutcome";
import { applied, id, machine, only } from "../templates";

const enable: IdentityChange = { kind: "enableSystemAssigned" };
const disable: IdentityChange = { kind: "disableSystemAssigned" };
const assign = (...ids: string[]): IdentityChange => ({ kind: "assignUserAssigned", ids });
const remove = (...ids: string[]): IdentityChange => ({ kind: "removeUserAssigned", ids });

function twoMachines(text: string) {
  const template = readArmTemplate(text);
  const [first, second] = template.resources;
  if (first === undefined || second === undefined) {
    throw new Error("two machines are wanted");
  }
  return { template, resources: [first, second] as const };
}

/** The identity member (and what stands around it) after a change of a machine whose members are these. */
function changed(members: string, change: IdentityChange, options: ChangeOptions = {}, version?: string): string {
  const before = machine(members, version);
  const { template, resource } = only(before);
  const after = applied(template, changeIdentity(template, resource, change, options));
  const marker = `      "name": "vm",\n`;
  return after.includes(marker) ? (after.split(marker)[1]?.split(`      "properties"`)[0] ?? "") : after;
}

describe("a new block", () => {
  it("stands directly before properties, in the document's own indentation", () => {
    expect(changed("", enable)).toBe(`      "identity": {\n        "type": "SystemAssigned"\n      },\n`);
  });

  it("holds identities as the API version wants them", () => {
    expect(changed("", assign(id("a")))).toContain(
      `"userAssignedIdentities": {\n          "${id("a")}": {}\n        }`,
    );
    expect(changed("", assign(id("a")), {}, `"2017-12-01"`)).toContain(
      `"identityIds": [\n          "${id("a")}"\n        ]`,
    );
  });

  it("goes above the comment that belongs to properties, and below the one that belongs to what is before", () => {
    const text = changed(`"location": "x", // where\n      // what\n      `, enable);
    expect(text).toBe(
      `      "location": "x", // where\n      "identity": {\n        "type": "SystemAssigned"\n      },\n      // what\n`,
    );
  });

  it("stands after location where there are no properties, and keeps the last comma as it is", () => {
    const body = (comma: string) =>
      `{\r\n\t"type": "Microsoft.Compute/virtualMachines",\r\n\t"apiVersion": "2023-03-01",\r\n\t"location": "x"${comma} // end\r\n}`;
    for (const comma of ["", ","]) {
      const { template, resource } = only(body(comma));
      expect(applied(template, changeIdentity(template, resource, enable))).toBe(
        body(comma).replace(
          `"x"${comma} // end`,
          `"x", // end\r\n\t"identity": {\r\n\t\t"type": "SystemAssigned"\r\n\t}${comma}`,
        ),
      );
    }
  });

  it.each([
    [
      `{"type":"Microsoft.Compute/virtualMachines","apiVersion":"2023-03-01","properties":{}}`,
      `"identity":{"type":"SystemAssigned"},`,
    ],
    [
      `{"type": "Microsoft.Compute/virtualMachines", "apiVersion": "2023-03-01", "properties": {}}`,
      `"identity": {"type": "SystemAssigned"}, `,
    ],
    [
      `{ "type": "Microsoft.Compute/virtualMachines", "apiVersion" : "2023-03-01", "properties" : {} }`,
      `"identity" : { "type" : "SystemAssigned" }, `,
    ],
    [
      `{ 'type': 'Microsoft.Compute/virtualMachines', 'apiVersion': '2023-03-01', 'properties': {} }`,
      `'identity': { 'type': 'SystemAssigned' }, `,
    ],
  ])("follows the habits of %s", (text, inserted) => {
    const { template, resource } = only(text);
    const at = text.search(/["']properties/);
    expect(applied(template, changeIdentity(template, resource, enable))).toBe(
      text.slice(0, at) + inserted + text.slice(at),
    );
  });

  it("takes the place of null", () => {
    expect(changed(`"identity": null,\n      `, enable)).toBe(
      `      "identity": {\n        "type": "SystemAssigned"\n      },\n`,
    );
  });
});

describe("a block that is there", () => {
  const both = `"identity": {
        // who
        "type": "systemAssigned,userAssigned", // both
        "userAssignedIdentities": {
          "${id("a")}": {}, // first
          // the second
          "${id("B")}": {}
        } // list
      },
      `;

  it("keeps the spelling of what stays, and its comments", () => {
    expect(changed(both, disable)).toBe(
      `      ${both.replace("systemAssigned,userAssigned", "userAssigned")}`.slice(0, -6),
    );
  });

  it("loses an identity with its own comments and no other, whatever its casing", () => {
    expect(changed(both, remove(id("A").toUpperCase()))).toContain(
      `{\n          // the second\n          "${id("B")}": {}\n        } // list`,
    );
    expect(changed(both, remove(id("b")))).toContain(`{\n          "${id("a")}": {} // first\n        } // list`);
  });

  it("loses the list with its last identity", () => {
    expect(changed(both, { kind: "removeAllUserAssigned" })).toBe(
      `      "identity": {\n        // who\n        "type": "systemAssigned" // both\n      },\n`,
    );
    expect(changed(both, { kind: "removeAll" })).toContain(`"type": "none" // both\n`);
  });

  it("gains an identity behind the last one", () => {
    expect(changed(both, assign(id("c"), id("A")))).toContain(
      `"${id("B")}": {},\n          "${id("c")}": {}\n        } // list`,
    );
  });

  it("exchanges all identities without leaving an empty list in between", () => {
    const state = { systemAssigned: {}, userAssigned: [{ id: id("c") }] };
    expect(changed(both, { kind: "setTo", state })).toContain(`{\n          "${id("c")}": {}\n        } // list`);
  });

  it.each([
    ["nothing to do", `"identity": { "type": "SystemAssigned" },\n      `, enable],
    ["an identity under another casing", both, assign(id("A").toUpperCase())],
    ["an identity that is not there", both, remove(id("x"))],
  ])("stays as it is with %s", (_, members, change) => {
    expect(changed(members, change)).toBe("noOp");
  });

  it("stays on one line where it stands on one", () => {
    const line = (inner: string) => `      "identity": { ${inner} },\n`;
    expect(changed(`"identity": { "type": "SystemAssigned" },\n      `, assign(id("a")))).toBe(
      line(`"type": "SystemAssigned, UserAssigned", "userAssignedIdentities": { "${id("a")}": {} }`),
    );
    const three = `"type": "UserAssigned", "userAssignedIdentities": { "${id("a")}": {}, "${id("b")}": {}, "${id("c")}": {} }`;
    expect(changed(`"identity": { ${three} },\n      `, remove(id("a"), id("c")))).toBe(
      line(`"type": "UserAssigned", "userAssignedIdentities": { "${id("b")}": {} }`),
    );
  });

  it("does not bring back left-over ids when it gets the class again", () => {
    const members = `"identity": { "type": "SystemAssigned", "userAssignedIdentities": { "${id("old")}": {} } },\n      `;
    expect(changed(members, assign(id("new")))).not.toContain(id("old"));
    expect(changed(members, disable)).toBe(`      "identity": { "type": "None" },\n`);
  });

  it("goes whole where the API version has no None", () => {
    expect(
      changed(`"identity": {\n        "type": "SystemAssigned"\n      },\n      `, disable, {}, `"2017-03-30"`),
    ).toBe("");
  });

  it("is filled where it is empty", () => {
    expect(changed(`"identity": {},\n      `, assign(id("a")))).toBe(changed("", assign(id("a"))));
  });

  it("knows an identity under every way to write it", () => {
    const key = "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities/', parameters('n'))]";
    const members = `"identity": { "type": "UserAssigned", "userAssignedIdentities": { "${key}": {} } },\n      `;
    const same = "[format('{0}', ResourceId('microsoft.managedidentity/userAssignedIdentities', parameters('n')))]";
    expect(changed(members, assign(same))).toBe("noOp");
    expect(changed(members, remove(same))).toBe(`      "identity": { "type": "None" },\n`);
  });
});

describe("an API version", () => {
  it("that cannot hold the change is asked about, and raised with the block when that is wanted", () => {
    expect(changed("", assign(id("a")), {}, `"2017-03-30"`)).toBe("asks apiVersionTooOld");
    expect(changed("", enable, {}, `"2015-06-15"`)).toBe("asks apiVersionTooOld");
    const { template, resource } = only(machine("", `"2017-03-30"`));
    const after = applied(
      template,
      changeIdentity(template, resource, assign(id("a")), { allow: ["raiseApiVersion"] }),
    );
    expect(after).toContain(`"apiVersion": "2024-07-01"`);
    expect(after).toContain(`"userAssignedIdentities"`);
  });

  it("that is not known is asked about only where a list has to be made", () => {
    const unknown = `"[parameters('v')]"`;
    expect(changed("", enable, {}, unknown)).toContain("SystemAssigned");
    expect(changed("", assign(id("a")), {}, unknown)).toBe("asks apiVersionUnknown");
    expect(changed("", assign(id("a")), { shapeIfUnknown: "array" }, unknown)).toContain("identityIds");
    const array = `"identity": { "type": "UserAssigned", "identityIds": ["${id("a")}"] },\n      `;
    expect(changed(array, assign(id("b")), {}, unknown)).toContain(`["${id("a")}", "${id("b")}"]`);
  });

  it("is nothing to ask about where identities are only taken away", () => {
    const array = `"identity": { "type": "UserAssigned", "identityIds": ["${id("a")}", "${id("b")}"] },\n      `;
    expect(changed(array, remove(id("a")), {}, `"2017-03-30"`)).toContain(`["${id("b")}"]`);
    expect(changed(array, remove(id("a")))).toContain(`["${id("b")}"]`);
  });

  it("that wants the other shape is asked about, and the list is converted when that is wanted", () => {
    const array = `"identity": { "type": "UserAssigned", "identityIds": ["${id("a")}"] },\n      `;
    expect(changed(array, assign(id("b")))).toBe("asks wrongShape");
    expect(changed(array, assign(id("b")), { allow: ["convertShape"] })).toContain(
      `"userAssignedIdentities": {"${id("a")}": {}, "${id("b")}": {}}`,
    );
  });
});

describe("an expression", () => {
  const choice = `"identity": { "type": "[if(parameters('on'), 'SystemAssigned', 'None')]" },\n      `;

  it("as the type is never overwritten unasked", () => {
    expect(changed(choice, enable)).toBe("asks isExpression");
    expect(changed(choice, enable, { allow: ["replaceExpression"] })).toContain(`"type": "SystemAssigned"`);
    // What becomes of the system-assigned identity is not known: no permission makes that known.
    expect(changed(choice, assign(id("a")), { allow: ["replaceExpression"] })).toBe("asks isExpression");
  });

  it("as the type does not stand in the way of the list", () => {
    const members = `"identity": { "type": "[variables('t')]", "userAssignedIdentities": { "${id("a")}": {} } },\n      `;
    expect(changed(members, assign(id("b")))).toContain(
      `"type": "[variables('t')]", "userAssignedIdentities": { "${id("a")}": {}, "${id("b")}": {} }`,
    );
    expect(changed(members, remove(id("a")))).toBe("asks isExpression");
  });

  it("as the list does not stand in the way of the type", () => {
    const members = `"identity": { "type": "UserAssigned", "userAssignedIdentities": "[variables('ids')]" },\n      `;
    expect(changed(members, enable)).toContain(`"type": "SystemAssigned, UserAssigned"`);
    expect(changed(members, assign(id("a")))).toBe("asks isExpression");
    expect(changed(members, { kind: "removeAllUserAssigned" })).toBe("asks isExpression");
    expect(changed(members, { kind: "removeAllUserAssigned" }, { allow: ["replaceExpression"] })).toBe(
      `      "identity": { "type": "None" },\n`,
    );
  });

  it("as the block is replaced only when that is asked for and the outcome is known", () => {
    const members = `"identity": "[if(true(), variables('x'), null())]",\n      `;
    const state = { systemAssigned: {}, userAssigned: [] };
    expect(changed(members, enable, { allow: ["replaceExpression"] })).toBe("asks isExpression");
    expect(changed(members, { kind: "setTo", state })).toBe("asks isExpression");
    expect(changed(members, { kind: "setTo", state }, { allow: ["replaceExpression"] })).toBe(
      `      "identity": {\n        "type": "SystemAssigned"\n      },\n`,
    );
  });

  it("that names a plain object is edited there, and says who shares it", () => {
    const vm = { type: "Microsoft.Compute/virtualMachines", apiVersion: "2023-03-01", identity: "[variables('who')]" };
    const text = JSON.stringify(
      { variables: { who: { type: "SystemAssigned" } }, resources: { a: vm, b: vm } },
      undefined,
      4,
    );
    const { resources, template } = twoMachines(text);
    const outcome = changeIdentity(template, resources[0], assign(id("a")), { allow: ["editDeclaration"] });
    expect(outcome.kind === "edits" && outcome.alsoAffects).toEqual([resources[1]]);
    expect(JSON.parse(applied(template, outcome))).toMatchObject({
      variables: { who: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: { [id("a")]: {} } } },
      resources: { a: vm, b: vm },
    });
    const asked = changeIdentity(template, resources[0], assign(id("a")));
    expect(asked.kind === "asks" && asked.question).toMatchObject({ offers: ["editDeclaration", "replaceExpression"] });
  });
});

describe("a change is refused", () => {
  it.each([
    ["where the block does not parse", `"identity": { "type": "SystemAssigned" "x": 1 },\n      `, "syntaxError"],
    ["where the resource does not parse", `"location": ,\n      `, "syntaxError"],
    ["where the block is there twice", `"identity": {}, "identity": {},\n      `, "duplicateMember"],
    ["where the type is not known", `"identity": { "type": "Both" },\n      `, "typeNotKnown"],
  ])("%s", (_, members, reason) => {
    expect(changed(members, enable)).toBe(`refused ${reason}`);
  });

  it("where the plan forbids it", () => {
    const disk = "[resourceId('Microsoft.Compute/disks', 'd')]";
    expect(changed("", assign(disk))).toBe("refused hazard");
    expect(changed("", assign("no id"))).toBe("refused hazard");
    const flexible = machine("")
      .replace("virtualMachines", "virtualMachineScaleSets")
      .replace(`"hardwareProfile": {}`, `"orchestrationMode": "Flexible"`);
    const { template, resource } = only(flexible);
    expect(applied(template, changeIdentity(template, resource, enable))).toBe("refused hazard");
    expect(applied(template, changeIdentity(template, resource, assign(id("a"))))).toContain(id("a"));
  });

  it("but not for what does not parse elsewhere", () => {
    const text = machine("").replace(`"contentVersion": "1.0.0.0"`, `"contentVersion": `);
    const { template, resource } = only(text);
    expect(applied(template, changeIdentity(template, resource, enable))).toContain("SystemAssigned");
  });
});
