import { describe, expect, it } from "vitest";
import { readArmTemplate, resourceAt } from "../../../../../src/documents/arm/model";

/** What is found in a value written as JSON: kind, name, and the text of the API version. */
function found(value: unknown): readonly string[] {
  return readArmTemplate(JSON.stringify(value, undefined, 2)).resources.map(({ kind, name, apiVersion, resource }) => {
    const version = apiVersion.kind === "known" ? `${apiVersion.text} (${apiVersion.source})` : "unknown";
    return [kind, name ?? "-", version, resource.scope.kind].join(" ");
  });
}

const vm = { type: "Microsoft.Compute/virtualMachines", apiVersion: "2023-03-01", name: "vm" };

describe("resources are found", () => {
  it.each([
    ["in a list", { resources: [vm] }],
    ["under symbolic names", { languageVersion: "2.0", resources: { vm } }],
    ["in any casing", { Resources: [{ ...vm, type: "microsoft.compute/VIRTUALMACHINES" }] }],
    [
      "with a type that is an expression",
      { variables: { t: vm.type }, resources: [{ ...vm, type: "[variables('t')]" }] },
    ],
    ["where a misplaced brace has put them", { parameters: { resources: [vm] } }],
    ["as the whole document", vm],
  ])("%s", (_, value) => {
    expect(found(value)).toEqual(["virtualMachine vm 2023-03-01 (literal) root"]);
  });

  it("in fragments without the braces around them", () => {
    const template = readArmTemplate(`"resources": [ ${JSON.stringify(vm)} ]`);
    expect(template.resources.map(({ name }) => name)).toEqual(["vm"]);
  });

  it("as children with short and with full types", () => {
    const child = { type: "virtualMachines", apiVersion: "2023-03-01", name: "0" };
    const full = { ...child, type: "Microsoft.Compute/virtualMachineScaleSets/virtualMachines" };
    const set = { type: "Microsoft.Compute/virtualMachineScaleSets", apiVersion: "2023-03-01", name: "set" };
    expect(found({ resources: [{ ...set, resources: [child] }, full] })).toEqual([
      "scaleSet set 2023-03-01 (literal) root",
      "scaleSetInstance 0 2023-03-01 (literal) root",
      "scaleSetInstance 0 2023-03-01 (literal) root",
    ]);
  });

  it("in deployments of both scopes, and in documents that hold templates", () => {
    const deployment = (template: unknown, options: object) => ({
      type: "Microsoft.Resources/deployments",
      name: "d",
      properties: { ...options, template },
    });
    const inner = { expressionEvaluationOptions: { scope: "Inner" } };
    expect(found({ resources: [deployment({ resources: [vm] }, inner), deployment({ resources: [vm] }, {})] })).toEqual(
      ["virtualMachine vm 2023-03-01 (literal) inner", "virtualMachine vm 2023-03-01 (literal) outer"],
    );
    const policy = {
      policyRule: { then: { details: { deployment: { properties: { template: { resources: [vm] } } } } } },
    };
    expect(found(policy)).toEqual(["virtualMachine vm 2023-03-01 (literal) embedded"]);
  });
});

describe("resources are not found", () => {
  it.each([
    ["that exist already", { resources: { vm: { ...vm, existing: true } } }],
    ["of other types", { resources: [{ ...vm, type: "Microsoft.Compute/virtualMachines/extensions" }] }],
    ["where only the type is named", { policyRule: { if: { field: "type", equals: vm.type }, then: { details: vm } } }],
    ["in the variables", { variables: { vm }, resources: [] }],
  ])("%s", (_, value) => {
    expect(found(value)).toEqual([]);
  });
});

describe("the API version", () => {
  const version = (expression: string | undefined, rest: object = {}) => {
    const { apiVersion, ...bare } = vm;
    const resource = expression === undefined ? bare : { ...bare, apiVersion: expression };
    return found({ ...rest, resources: [resource] })[0]?.replace("virtualMachine vm ", "") ?? apiVersion;
  };
  it.each([
    ["a variable", "[variables('v')]", { variables: { v: "2020-06-01" } }, "2020-06-01 (variable) root"],
    [
      "a member",
      "[variables('v').compute['vm']]",
      { variables: { v: { compute: { vm: "2020-06-01" } } } },
      "2020-06-01 (variable) root",
    ],
    [
      "a variable for another",
      "[variables('a')]",
      { variables: { a: "[variables('b')]", b: "2020-06-01" } },
      "2020-06-01 (variable) root",
    ],
    [
      "a default",
      "[parameters('v')]",
      { parameters: { v: { defaultValue: "2020-06-01" } } },
      "2020-06-01 (parameterDefault) root",
    ],
    ["no default", "[parameters('v')]", { parameters: { v: { type: "string" } } }, "unknown root"],
    ["a function", "[providers('Microsoft.Compute','virtualMachines').apiVersions[0]]", {}, "unknown root"],
    ["a circle", "[variables('a')]", { variables: { a: "[variables('a')]" } }, "unknown root"],
    ["a profile", undefined, { apiProfile: "2018-03-01-hybrid" }, "2017-03-30 (apiProfile) root"],
    ["a profile that nobody knows", undefined, { apiProfile: "2018-06-01-profile" }, "unknown root"],
    ["nothing", undefined, {}, "unknown root"],
  ])("comes from %s", (_, expression, rest, expected) => {
    expect(version(expression, rest)).toBe(expected);
  });

  it("comes in a deployment from the variables of its own scope, and from what is passed to it", () => {
    const inline = (scope: string, parameters: object) => ({
      variables: { v: "2001-01-01" },
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          properties: {
            expressionEvaluationOptions: { scope },
            parameters,
            template: {
              parameters: { v: { defaultValue: "2002-02-02" } },
              variables: { v: "2003-03-03" },
              resources: [
                { ...vm, apiVersion: "[variables('v')]" },
                { ...vm, apiVersion: "[parameters('v')]" },
              ],
            },
          },
        },
      ],
    });
    expect(found(inline("inner", {})).map((text) => text.slice(18))).toEqual([
      "2003-03-03 (variable) inner",
      "2002-02-02 (parameterDefault) inner",
    ]);
    expect(found(inline("inner", { v: { value: "[variables('v')]" } }))[1]?.slice(18)).toBe(
      "2001-01-01 (parameterValue) inner",
    );
    expect(found(inline("inner", { v: { value: "[parameters('x')]" } }))[1]?.slice(18)).toBe("unknown inner");
    expect(found(inline("outer", {})).map((text) => text.slice(18))).toEqual([
      "2001-01-01 (variable) outer",
      "unknown outer",
    ]);
  });
});

describe("a resource", () => {
  it("is told apart by its condition, its copies and its mode", () => {
    const { resources } = readArmTemplate(
      JSON.stringify({
        resources: [
          { ...vm, condition: "[parameters('on')]", copy: { name: "c", count: 2 } },
          { ...vm, type: "Microsoft.Compute/virtualMachineScaleSets", properties: { orchestrationMode: "Flexible" } },
          { ...vm, type: "Microsoft.Compute/virtualMachineScaleSets", properties: "[variables('p')]" },
          { ...vm, type: "Microsoft.Compute/virtualMachineScaleSets" },
        ],
      }),
    );
    expect(resources[0]).toMatchObject({ condition: `"[parameters('on')]"`, isCopied: true });
    expect(resources.map(({ orchestrationMode }) => orchestrationMode)).toEqual([
      undefined,
      "Flexible",
      "unknown",
      "Uniform",
    ]);
  });

  it("is found again by an offset, the innermost first", () => {
    const text = JSON.stringify({ resources: [{ ...vm, name: "outer", resources: [{ ...vm, name: "inner" }] }, vm] });
    const template = readArmTemplate(text);
    expect(resourceAt(template, text.indexOf("inner"))?.name).toBe("inner");
    expect(resourceAt(template, text.indexOf("outer"))?.name).toBe("outer");
    expect(resourceAt(template, 1)).toBeUndefined();
  });
});
