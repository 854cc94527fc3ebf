import { describe, expect, it } from "vitest";
import { identitiesToOffer } from "../../../../../src/documents/arm/reference/knownIdentities";
import { namesId, typedIdentityProblem } from "../../../../../src/documents/arm/reference/typedIdentity";
import { type ArmTemplate, readArmTemplate } from "../../../../../src/documents/arm/model";
import type { TemplateResource } from "../../../../../src/documents/arm/locate/templateResource";

const TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";
const id = (name: string) => `/subscriptions/s-1/resourceGroups/rg-1/providers/${TYPE}/${name}`;

function read(template: object): { readonly template: ArmTemplate; readonly resource: TemplateResource } {
  const model = readArmTemplate(JSON.stringify({ contentVersion: "1.0.0.0", ...template }));
  const resource = model.resources[0];
  if (resource === undefined) {
    throw new Error("The template has a machine.");
  }
  return { template: model, resource };
}

const machine = (name: string, ...ids: readonly string[]) => ({
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2023-03-01",
  name,
  ...(ids.length === 0
    ? {}
    : {
        identity: { type: "UserAssigned", userAssignedIdentities: Object.fromEntries(ids.map((each) => [each, {}])) },
      }),
});

const texts = (given: ReturnType<typeof read>) =>
  identitiesToOffer(given.template, given.resource).map(({ kind, text }) => `${kind} ${text}`);

describe("the identities that a template knows", () => {
  it("are those that it creates, likely parameters and variables, and those of other resources", () => {
    const given = read({
      parameters: { identityId: { type: "string" }, location: { type: "string" }, vmIdentity: { type: "object" } },
      variables: { backupIdentityId: "[parameters('x')]" },
      resources: [machine("vm-1"), { type: TYPE, name: "[parameters('n')]" }, machine("vm-2", id("id-a"), "no id")],
    });
    expect(texts(given)).toEqual([
      `declared [resourceId('${TYPE}', parameters('n'))]`,
      "parameter [parameters('identityId')]",
      "variable [variables('backupIdentityId')]",
      `assigned ${id("id-a")}`,
    ]);
  });

  it("leave out what the resource has, in whatever words", () => {
    const given = read({
      resources: [machine("vm-1", `[resourceid('${TYPE}/','id-a')]`), { type: TYPE, name: "id-a" }],
    });
    expect(texts(given)).toEqual([]);
  });

  it("are named by their symbolic name where there is one", () => {
    const given = read({
      languageVersion: "2.0",
      resources: { vm: machine("vm-1"), uami: { type: TYPE, name: "id-a" } },
    });
    expect(texts(given)).toEqual(["declared [format('{0}', resourceInfo('uami').id)]"]);
  });

  describe("leave out what is likely by its name only, and is something else:", () => {
    const offered = (given: object) => texts(read({ resources: [machine("vm-1")], ...given }));
    const whole = "[if(parameters('on'), union(variables('sys'), variables('user')), variables('sys'))]";

    it.each([
      ["createObject", "[createObject('type', 'SystemAssigned')]"],
      ["union", whole],
      ["if", "[if(parameters('on'), createObject('type', 'None'), null())]"],
      ["an object behind another variable", "[variables('sys')]"],
      ["an object parameter", "[parameters('object')]"],
      ["a list", "[split(parameters('all'), ',')]"],
    ])("a variable that is an object or a list, by %s", (_, vmIdentity) => {
      const parameters = { object: { type: "object" } };
      expect(offered({ parameters, variables: { vmIdentity, sys: { type: "SystemAssigned" } } })).toEqual([]);
    });

    it("what any resource uses as its identity, in branches too", () => {
      const variables = { vmIdentity: "[my.function()]", siteIdentity: "[my.function()]", otherIdentity: "[my.id()]" };
      const site = (identity: string) => ({ type: "Microsoft.Web/sites", name: "s", identity });
      const resources = [
        machine("vm-1"),
        { ...machine("vm-2"), identity: "[variables('vmIdentity')]" },
        site("[if(parameters('on'), variables('siteIdentity'), null())]"),
      ];
      expect(offered({ variables, resources })).toEqual(["variable [variables('otherIdentity')]"]);
    });

    it("parameters that are said to be a name, that hold one, or that are used as one", () => {
      const said = (description: string, more: object = {}) => ({ type: "string", metadata: { description }, ...more });
      const parameters = {
        aIdentity: said("The name of user assigned identity that will assigned to the VMs. This is optional."),
        bIdentity: said("Enter user assigned management identity ID to be associated. Leave default if not used."),
        cIdentity: said("Name or resource ID of the identity."),
        dIdentity: { type: "string", defaultValue: "id-web" },
        eIdentity: { type: "string", defaultValue: "" },
        fIdentity: { type: "string", allowedValues: ["None", "SystemAssigned"] },
        gIdentity: { type: "string" },
        hIdentity: { type: "string" },
        identityPrincipalId: { type: "string" },
        identityClientId: { type: "string" },
      };
      const resources = [
        machine("vm-1"),
        machine("vm-2", `[resourceID('${TYPE}/', parameters('gIdentity'))]`),
        { type: TYPE, name: "[parameters('hIdentity')]" },
      ];
      expect(offered({ parameters, resources }).filter((text) => text.startsWith("parameter"))).toEqual([
        "parameter [parameters('bIdentity')]",
        "parameter [parameters('cIdentity')]",
        "parameter [parameters('eIdentity')]",
      ]);
    });
  });

  it("stay within the scope of a nested template", () => {
    const nested = {
      type: "Microsoft.Resources/deployments",
      name: "inner",
      properties: {
        expressionEvaluationOptions: { scope: "inner" },
        template: { contentVersion: "1.0.0.0", resources: [machine("vm-1")] },
      },
    };
    expect(texts(read({ parameters: { identityId: { type: "string" } }, resources: [nested] }))).toEqual([]);
  });
});

describe("a typed identity", () => {
  const given = read({ resources: [machine("vm-1")] });
  it.each([
    [id("id-a"), undefined],
    [`  ${id("id-a")} `, undefined],
    ["[parameters('identityId')]", undefined],
    ["id-a", "notAnId"],
    ["[parameters('identityId'", "notAnId"],
    ["[parameters('identityId']", "notAnExpression"],
    ["[resourceId('Microsoft.Compute/disks', 'd')]", "otherType"],
  ])("%s: %s", (text, problem) => {
    expect(typedIdentityProblem(given.template, given.resource, text)).toBe(problem);
  });
});

describe("a live identity", () => {
  it("is recognised in a block in whatever casing", () => {
    const { resource } = read({ resources: [machine("vm-1", id("id-a"))] });
    expect(namesId(resource, id("ID-A"))).toBe(true);
    expect(namesId(resource, id("id-b"))).toBe(false);
  });
});
