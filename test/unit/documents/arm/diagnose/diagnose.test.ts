import { describe, expect, it } from "vitest";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { fixAll } from "../../../../../src/documents/arm/fix/fixAll";
import { fixDiagnostic } from "../../../../../src/documents/arm/fix/fixDiagnostic";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { applyEdits } from "../../../../../src/documents/textEdit";
import { applied, id, machine } from "../templates";
import { codes, fixed } from "./diagnosed";

function block(inner: string): string {
  return `"identity": {\n        ${inner}\n      },\n      `;
}

const dictionary = (...ids: string[]) => `"userAssignedIdentities": {${ids.map((each) => `"${each}": {}`).join(", ")}}`;
const array = (...ids: string[]) => `"identityIds": [${ids.map((each) => `"${each}"`).join(", ")}]`;
const user = (list: string) => block(`"type": "UserAssigned",\n        ${list}`);

describe("a block against its API version", () => {
  it("with the array where the dictionary is wanted", () => {
    const text = machine(user(array(id("a"))));
    expect(codes(text)).toEqual([`arrayInsteadOfDictionary "identityIds"`]);
    expect(fixed(text)).toBe(machine(user(dictionary(id("a")))));
  });

  it("with the dictionary where the array is wanted", () => {
    const text = machine(user(dictionary(id("a"))), `"2018-04-01"`);
    expect(codes(text)).toEqual([`dictionaryInsteadOfArray "userAssignedIdentities"`]);
    expect(fixed(text, "convertShape")).toBe(machine(user(array(id("a"))), `"2018-04-01"`));
    expect(fixed(text, "raiseApiVersion")).toBe(machine(user(dictionary(id("a"))), `"2024-07-01"`));
  });

  it("before there were user-assigned identities", () => {
    const text = machine(user(array(id("a"))), `"2017-03-30"`);
    expect(codes(text)).toEqual([`apiVersionHasNoUserAssigned "UserAssigned"`]);
    expect(fixed(text, "raiseApiVersion")).toBe(machine(user(dictionary(id("a"))), `"2024-07-01"`));
    expect(fixed(text, "change")).toBe(machine("", `"2017-03-30"`));
  });

  it("before there were identities", () => {
    const text = machine(block(`"type": "SystemAssigned"`), `"2015-06-15"`);
    expect(codes(text)).toEqual([expect.stringMatching(/^apiVersionHasNoIdentity "identity"/)]);
    expect(fixed(text)).toBe(machine(block(`"type": "SystemAssigned"`), `"2024-07-01"`));
  });

  it("of an instance before it had identities", () => {
    const text = machine(block(`"type": "SystemAssigned"`), `"2021-07-01"`).replace(
      "Compute/virtualMachines",
      "Compute/virtualMachineScaleSets/virtualMachines",
    );
    expect(codes(text)).toEqual([expect.stringMatching(/^apiVersionHasNoIdentity/)]);
  });
});

describe("a type", () => {
  it.each([
    ["UserAssigned", `"None"`],
    ["systemAssigned,userAssigned", `"systemAssigned"`],
  ])("%s without identities", (type, wanted) => {
    const text = machine(block(`"type": "${type}"`));
    expect(codes(text)).toEqual([`userAssignedWithoutIdentities "${type}"`]);
    expect(fixed(text)).toBe(machine(block(`"type": ${wanted}`)));
    expect(fixed(machine(block(`"type": "${type}",\n        "userAssignedIdentities": {}`)))).toBe(
      machine(block(`"type": ${wanted}`)),
    );
  });

  it("that does not name the identities that are there", () => {
    const text = machine(block(`"type": "SystemAssigned",\n        ${dictionary(id("a"))}`));
    expect(codes(text)).toEqual([`identitiesWithoutUserAssigned "SystemAssigned"`]);
    expect(fixed(text, "setType")).toContain(`"type": "SystemAssigned, UserAssigned",`);
    expect(fixed(text, "removeLists")).toBe(machine(block(`"type": "SystemAssigned"`)));
  });

  it("that is missing", () => {
    const text = machine(block(dictionary(id("a"))));
    expect(codes(text)).toEqual([`identitiesWithoutUserAssigned "userAssignedIdentities"`]);
    expect(fixed(text)).toBe(machine(user(dictionary(id("a")))));
  });

  it.each([
    ["SytemAssigned", `"SystemAssigned"`],
    ["UserAssigned, SystemAssigned, None", undefined],
    ["system", undefined],
    ["User Assigned", `"UserAssigned"`],
  ])("%s that is not known", (type, meant) => {
    const text = machine(block(`"type": "${type}"`));
    expect(codes(text)).toEqual([`typeNotKnown "${type}"`]);
    const fixes = diagnose(readArmTemplate(text))[0]?.fixes ?? [];
    expect(fixes).toHaveLength(meant === undefined ? 4 : 1);
    if (meant !== undefined) {
      expect(fixed(text)).toBe(machine(block(`"type": ${meant}`)));
    }
  });
});

describe("an entry", () => {
  it("that is no id", () => {
    const text = machine(user(dictionary(id("a"), "<your identity>")));
    expect(codes(text)).toEqual([`malformedIdentityId "<your identity>"`]);
    expect(fixed(text)).toBe(machine(user(dictionary(id("a")))));
  });

  it.each([id("a").replace("userAssignedIdentities", "other"), "[resourceId('Microsoft.Compute/disks', 'd')]"])(
    "%s that names another resource",
    (other) => {
      const text = machine(user(dictionary(id("a"), other)));
      expect(codes(text)).toEqual([`notAUserAssignedIdentity "${other}"`]);
      expect(fixed(text)).toBe(machine(user(dictionary(id("a")))));
    },
  );

  it("that is there twice", () => {
    const text = machine(user(dictionary(id("a"), id("A").toUpperCase())));
    expect(codes(text)).toEqual([`duplicateIdentity "${id("A").toUpperCase()}"`]);
    expect(fixed(text)).toBe(machine(user(dictionary(id("a")))));
  });
});

describe("an entry that goes", () => {
  it("takes the list with it where it is the only one", () => {
    const own = dictionary(id("a"));
    const text = machine(user(`${own},\n        ${array(id("A").toUpperCase())}`), `"[parameters('v')]"`);
    expect(codes(text)).toEqual([`duplicateIdentity "${id("A").toUpperCase()}"`]);
    expect(fixed(text)).toBe(machine(user(own), `"[parameters('v')]"`));
  });

  it("leaves the variable that holds it", () => {
    const text = (inner: string) =>
      machine(`"identity": "[variables('who')]",\n      `).replace(
        `"resources"`,
        `"variables": { "who": {${inner}} },\n  "resources"`,
      );
    const template = readArmTemplate(text(dictionary("x")));
    const found = diagnose(template).find(({ code }) => code === "malformedIdentityId");
    const [fix] = found?.fixes ?? [];
    expect(fix && applied(template, fixDiagnostic(template, fix))).toBe(text(""));
  });

  it("goes from beside a type that names no identities too", () => {
    const text = machine(block(`"type": "SystemAssigned",\n        ${dictionary("x", id("a"))}`));
    const template = readArmTemplate(text);
    const found = diagnose(template).find(({ code }) => code === "malformedIdentityId");
    const [fix] = found?.fixes ?? [];
    expect(fix && applied(template, fixDiagnostic(template, fix))).toBe(
      machine(block(`"type": "SystemAssigned",\n        ${dictionary(id("a"))}`)),
    );
  });
});

describe("a type that names identities which are not there", () => {
  it("goes with its block where None is no type yet", () => {
    const text = machine(block(`"type": "UserAssigned"`), `"2017-03-30"`);
    const template = readArmTemplate(text);
    const found = diagnose(template).find(({ code }) => code === "userAssignedWithoutIdentities");
    const [fix] = found?.fixes ?? [];
    expect(fix && applied(template, fixDiagnostic(template, fix))).toBe(machine("", `"2017-03-30"`));
  });
});

describe("a place", () => {
  it("inside properties, from where it is removed where the resource has an identity of its own", () => {
    const own = machine(block(`"type": "SystemAssigned"`));
    const text = own.replace(
      `"hardwareProfile": {}`,
      `"hardwareProfile": {},\n        "identity": { "type": "SystemAssigned" }`,
    );
    expect(codes(text)).toEqual([`identityInProperties "identity"`]);
    expect(fixed(text)).toBe(own);
  });

  it("of a scale set whose type is misspelt in a variable", () => {
    const text = (type: string) =>
      machine("")
        .replace("Microsoft.Compute/virtualMachines", "[variables('t')]")
        .replace(`"resources"`, `"variables": { "t": "${type}" },\n  "resources"`);
    const misspelt = text("Microsoft.Compute/virtualMachinesScaleSets");
    expect(codes(misspelt)).toEqual([`misspeltScaleSetType "[variables('t')]"`]);
    expect(fixed(misspelt)).toBe(text("Microsoft.Compute/virtualMachineScaleSets"));
  });

  it("inside properties, from where it is moved as it is spelled", () => {
    const inside = machine("").replace(
      `"hardwareProfile": {}`,
      `"hardwareProfile": {},\n        "identity": {\n          "type": "SystemAssigned" // why\n        }`,
    );
    expect(codes(inside)).toEqual([`identityInProperties "identity"`]);
    expect(fixed(inside)).toBe(machine(`"identity": {\n        "type": "SystemAssigned" // why\n      },\n      `));
  });

  it("inside properties where nothing else is", () => {
    const inside = machine("").replace(`"hardwareProfile": {}`, `"identity": {\n          "type": "None"\n        }`);
    expect(fixed(inside)).toContain(`"name": "vm",\n      "identity": {\n        "type": "None"\n      }\n    }`);
  });

  it("of a scale set whose type is misspelt", () => {
    const text = machine("").replace("Compute/virtualMachines", "Compute/virtualMachinesScaleSets");
    expect(codes(text)).toEqual([`misspeltScaleSetType "Microsoft.Compute/virtualMachinesScaleSets"`]);
    expect(fixed(text)).toBe(text.replace("virtualMachinesScaleSets", "virtualMachineScaleSets"));
  });

  it("of the system-assigned identity on a Flexible scale set", () => {
    const flexible = (members: string) =>
      machine(members)
        .replace("Compute/virtualMachines", "Compute/virtualMachineScaleSets")
        .replace(`"hardwareProfile": {}`, `"orchestrationMode": "Flexible"`);
    expect(codes(flexible(block(`"type": "SystemAssigned"`)))).toEqual([`systemAssignedOnFlexible "SystemAssigned"`]);
    expect(fixed(flexible(block(`"type": "SystemAssigned"`)))).toBe(flexible(block(`"type": "None"`)));
  });
});

describe("a principal id that is read of a machine without it", () => {
  const outputs = (expression: string) =>
    machine("").replace(
      /\n {2}\]\n\}\n$/,
      `\n  ],\n  "outputs": { "p": { "type": "string", "value": "[${expression}]" } }\n}\n`,
    );
  const read = (of: string) => `reference(${of}, '2023-03-01', 'Full').Identity.principalId`;
  it.each([
    ["resourceId", read("resourceId('Microsoft.Compute/virtualMachines', 'VM')")],
    ["a joined id", `concat('x', ${read("concat('Microsoft.Compute/virtualMachines/', 'vm')")})`],
    ["its name", read("'vm'")],
  ])("by %s", (_, expression) => {
    expect(codes(outputs(expression))).toEqual([`principalIdWithoutSystemAssigned "[${expression}]"`]);
    expect(fixed(outputs(expression))).toContain(`"type": "SystemAssigned"`);
  });

  it("by a symbolic name that is its name too", () => {
    const text = JSON.stringify({
      languageVersion: "2.0",
      resources: { vm: { type: "Microsoft.Compute/virtualMachines", apiVersion: "2023-03-01", name: "vm" } },
      outputs: { p: { value: `[${read("'vm'")}]` } },
    });
    expect(codes(text)).toEqual([`principalIdWithoutSystemAssigned "[${read("'vm'")}]"`]);
  });

  it.each([
    ["another machine", read("resourceId('Microsoft.Compute/virtualMachines', 'other')")],
    ["a condition", `if(parameters('on'), ${read("'vm'")}, '')`],
    ["a parameter", read("parameters('id')")],
  ])("is not said of %s", (_, expression) => {
    expect(codes(outputs(expression))).toEqual([]);
  });

  it("is not said where the identity is, or may be, there", () => {
    for (const type of ["SystemAssigned", "[parameters('t')]"]) {
      expect(
        codes(outputs(read("'vm'")).replace(`"name": "vm",`, `"name": "vm", "identity": { "type": "${type}" },`)),
      ).toEqual([]);
    }
  });
});

describe("nothing is said", () => {
  it.each([
    ["of a good block", user(dictionary(id("a"), "[parameters('b')]", "[variables('c')]"))],
    ["of None", block(`"type": "none"`)],
    ["of a block that is an expression", `"identity": "[variables('identity')]",\n      `],
    ["of a type that is one", block(`"type": "[parameters('t')]",\n        ${dictionary("[parameters('b')]")}`)],
    ["of a list that is one", block(`"type": "UserAssigned",\n        "userAssignedIdentities": "[parameters('b')]"`)],
    [
      "of a left-over that is one",
      block(`"type": "SystemAssigned",\n        "userAssignedIdentities": "[parameters('b')]"`),
    ],
  ])("%s", (_, members) => {
    expect(codes(machine(members))).toEqual([]);
  });

  it("where the API version is not known", () => {
    expect(codes(machine(user(array(id("a"))), `"[parameters('v')]"`))).toEqual([]);
  });
});

describe("all of a kind", () => {
  it("are repaired as one list of edits, and others are left", () => {
    const vm = (list: object) => ({
      type: "Microsoft.Compute/virtualMachines",
      apiVersion: "2023-03-01",
      identity: { type: "UserAssigned", ...list },
    });
    const broken = [
      vm({ identityIds: [id("a")] }),
      vm({ userAssignedIdentities: { bad: {} } }),
      vm({ identityIds: [id("b")] }),
    ];
    const text = JSON.stringify({ resources: broken }, undefined, 2);
    const after = applyEdits(text, fixAll(readArmTemplate(text), "arrayInsteadOfDictionary"));
    const repaired = [
      vm({ userAssignedIdentities: { [id("a")]: {} } }),
      broken[1],
      vm({ userAssignedIdentities: { [id("b")]: {} } }),
    ];
    expect(JSON.parse(after)).toEqual({ resources: repaired });
  });
});

describe("a block behind a variable", () => {
  it("is looked at once for all who share it, and repaired there", () => {
    const vm = { type: "Microsoft.Compute/virtualMachines", apiVersion: "2023-03-01", identity: "[variables('who')]" };
    const text = JSON.stringify({
      variables: { who: { type: "UserAssigned", identityIds: [id("a")] } },
      resources: [vm, vm],
    });
    expect(codes(text)).toEqual([`arrayInsteadOfDictionary "identityIds"`]);
    expect(JSON.parse(fixed(text))).toMatchObject({
      variables: { who: { userAssignedIdentities: { [id("a")]: {} } } },
    });
  });
});

describe("a block that is right", () => {
  const whole = machine(user(dictionary(id("a"), id("b"))));
  const from = whole.indexOf(`"identity"`);
  const brackets = [...whole.matchAll(/[{}]/g)]
    .map(({ index }) => index)
    .filter((index) => index > from && index < whole.indexOf(`"properties"`));

  it("has nothing wrong, and brackets to damage", () => {
    expect(codes(whole)).toEqual([]);
    expect(brackets.length).toBeGreaterThan(6);
  });

  it.each(brackets)(
    "is said nothing wrong of where the bracket at %i is missing, or one too many stands there",
    (index) => {
      expect(codes(whole.slice(0, index) + whole.slice(index + 1))).toEqual([]);
      expect(codes(whole.slice(0, index) + whole.charAt(index) + whole.slice(index))).toEqual([]);
    },
  );

  it.each(["}", "]", "{", "["])(
    "is said nothing wrong of where a stray %s ends or begins something in it",
    (bracket) => {
      const places = [...whole.matchAll(/,|"\n/g)].map(({ index }) => index).filter((index) => index > from);
      const identity = places.filter((index) => index < whole.indexOf(`"properties"`));
      expect(identity.length).toBeGreaterThan(1);
      for (const index of identity) {
        expect(codes(whole.slice(0, index) + bracket + whole.slice(index))).toEqual([]);
      }
    },
  );
});
