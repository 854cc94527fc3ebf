import { describe, expect, it } from "vitest";
import { fixAll } from "../../../../../src/documents/arm/fix/fixAll";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { applyEdits } from "../../../../../src/documents/textEdit";
import { machine } from "../templates";
import { codes, fixed } from "./diagnosed";

const VM = "Microsoft.Compute/virtualMachines";
const DEFAULT = "/providers/Microsoft.ManagedIdentity/Identities/default";
const system = `"identity": {\n        "type": "SystemAssigned"\n      },\n      `;

/** A template whose output is an expression. */
function outputs(expression: string, members = "", variables = ""): string {
  return machine(members)
    .replace(/\n {2}\]\n\}\n$/, `\n  ],\n  "outputs": { "p": { "type": "string", "value": "[${expression}]" } }\n}\n`)
    .replace(`"resources"`, `"variables": {${variables}},\n  "resources"`);
}

const full = (of: string, member = ".identity.principalId") => `reference(${of}, '2023-03-01', 'Full')${member}`;
const old = (of: string, version = ", '2015-08-31-PREVIEW'") => `reference(${of}${version}).principalId`;

describe("a reading of a principal id that is not there", () => {
  it.each([
    ["an index for the member", full("'vm'", "['identity']['principalId']")],
    ["an index for one of them", full("'vm'", ".Identity['principalID']")],
    ["the tenant", full("'vm'", ".identity.tenantId")],
    ["a group's name", full(`resourceId(resourceGroup().name, '${VM}', 'vm')`)],
    ["all parts", full(`resourceId(subscription().subscriptionId, resourceGroup().name, '${VM}', 'vm')`)],
    ["the id of the group", full(`concat(resourceGroup().id, '/providers/${VM}/', 'vm')`)],
    ["an extension's id", full(`extensionResourceId(resourceGroup().id, '${VM}', 'vm')`)],
    ["a format", full(`format('${VM}/{0}', 'vm')`)],
    ["the default identity", old(`concat(resourceId('${VM}/', 'vm'), '${DEFAULT}')`, ", '2018-11-30'")],
  ])("is known by %s", (_, expression) => {
    expect(codes(outputs(expression))).toEqual([`principalIdWithoutSystemAssigned "[${expression}]"`]);
    expect(fixed(outputs(expression))).toBe(outputs(expression, system));
    expect(codes(outputs(expression, system))).toEqual([]);
  });

  it.each([
    ["safe members, which give null", full("'vm'", ".?identity.?principalId")],
    ["a safe index", full("'vm'", "[?'identity'].principalId")],
    ["tryGet, which gives null", `tryGet(tryGet(${full("'vm'", "")}, 'identity'), 'principalId')`],
    ["a user-assigned identity", old("resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'vm')")],
    ["text", "'identity.principalId'"],
  ])("is not said of %s", (_, expression) => {
    expect(codes(outputs(expression))).toEqual([]);
  });
});

describe("a reading through Identities/default", () => {
  const read = full(`resourceId('${VM}/', 'vm')`);

  it.each([
    ["concat", old(`concat(resourceId('${VM}/', 'vm'),'${DEFAULT}')`)],
    ["format", old(`format('{0}${DEFAULT}', resourceId('${VM}/', 'vm'))`)],
    ["other casing", old(`concat(resourceId('${VM}/', 'vm'), '${DEFAULT.toLowerCase()}')`)],
    [
      "an extension's id",
      old(`extensionResourceId(resourceId('${VM}/', 'vm'), 'Microsoft.ManagedIdentity/identities', 'default')`),
    ],
    ["no version, which only what is deployed may have", old(`concat(resourceId('${VM}/', 'vm'),'${DEFAULT}')`, "")],
  ])("by %s is read from the machine", (_, expression) => {
    const text = outputs(`concat('x', ${expression}, '-y')`, system);
    expect(codes(text)).toEqual([`outdatedIdentityReading "[concat('x', ${expression}, '-y')]"`]);
    expect(fixed(text)).toBe(outputs(`concat('x', ${read}, '-y')`, system));
  });

  it("by joined parts keeps those that name the machine", () => {
    const text = outputs(old(`concat('${VM}/', 'vm', '${DEFAULT}')`), system);
    expect(fixed(text)).toBe(outputs(full(`concat('${VM}/', 'vm')`), system));
    const one = outputs(old(`concat('${VM}/vm${DEFAULT}')`), system);
    expect(fixed(one)).toBe(outputs(full(`'${VM}/vm'`), system));
  });

  it("through a variable is read from the machine, and the variable stays", () => {
    const variable = `"who": "[concat(resourceId('${VM}/', 'vm'), '${DEFAULT}')]"`;
    const text = outputs(old("variables('who')"), system, variable);
    expect(codes(text)).toEqual([`outdatedIdentityReading "[${old("variables('who')")}]"`]);
    expect(fixed(text)).toBe(outputs(read, system, variable));
  });

  it("is read at a version that has identities, where the machine's own has none", () => {
    const text = outputs(old(`concat(resourceId('${VM}', 'other'), '${DEFAULT}')`));
    expect(fixed(text)).toBe(
      outputs(`reference(resourceId('${VM}', 'other'), '2024-07-01', 'Full').identity.principalId`),
    );
  });

  it("twice in one text is one problem with one fix", () => {
    const of = `concat(resourceId('${VM}/', 'vm'),'${DEFAULT}')`;
    const text = outputs(`concat(${old(of)}, ${old(of).replace("principalId", "tenantId")})`, system);
    expect(codes(text)).toHaveLength(1);
    expect(fixed(text)).toBe(outputs(`concat(${read}, ${read.replace("principalId", "tenantId")})`, system));
    expect(applyEdits(text, fixAll(readArmTemplate(text), "outdatedIdentityReading"))).toBe(fixed(text));
  });

  it.each([
    ["a stable version", old(`concat(resourceId('${VM}/', 'vm'),'${DEFAULT}')`, ", '2018-11-30'")],
    ["a version that is not known", old(`concat(resourceId('${VM}/', 'vm'),'${DEFAULT}')`, ", parameters('v')")],
    ["another kind of resource", old(`concat(resourceId('Microsoft.Web/sites', 'vm'),'${DEFAULT}')`)],
    [
      "the client id, which the machine does not tell",
      `reference(concat(resourceId('${VM}/', 'vm'),'${DEFAULT}'), '2015-08-31-PREVIEW').clientId`,
    ],
  ])("is not said of %s", (_, expression) => {
    expect(codes(outputs(expression, system))).toEqual([]);
  });

  it("has no fix where the text is escaped", () => {
    const text = outputs(old(`concat(resourceId('${VM}/', 'vm'),'\\u002f${DEFAULT.slice(1)}')`), system);
    expect(fixed(text)).toBe("noOp");
  });
});
