import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../../../src/identity/identityChange";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { id } from "../templates";

const enable: IdentityChange = { kind: "enableSystemAssigned" };
const assign: IdentityChange = { kind: "assignUserAssigned", ids: [id("a")] };

function only(value: unknown) {
  const template = readArmTemplate(JSON.stringify(value));
  const [resource, second] = template.resources;
  if (resource === undefined || second !== undefined) {
    throw new Error(`${template.resources.length} resources`);
  }
  return { template, resource };
}

describe("a scale set's mode", () => {
  const scaleSet = (declared: object, mode: string) => ({
    contentVersion: "1.0.0.0",
    ...declared,
    resources: [
      {
        type: "Microsoft.Compute/virtualMachineScaleSets",
        apiVersion: "2023-03-01",
        name: "set",
        identity: { type: "SystemAssigned" },
        properties: { orchestrationMode: mode },
      },
    ],
  });
  const parameters = { mode: { type: "string", defaultValue: "Flexible", allowedValues: ["Uniform", "Flexible"] } };

  it.each([
    ["the default of a parameter", { parameters }, "[parameters('mode')]"],
    [
      "a variable for such a default",
      { parameters, variables: { mode: "[parameters('mode')]" } },
      "[variables('mode')]",
    ],
  ])("is not known from %s", (_, declared, mode) => {
    const { template, resource } = only(scaleSet(declared, mode));
    expect(resource.orchestrationMode).toBe("unknown");
    expect(diagnose(template)).toEqual([]);
  });

  it("is known from a variable", () => {
    const { resource } = only(scaleSet({ variables: { mode: "Flexible" } }, "[variables('mode')]"));
    expect(resource.orchestrationMode).toBe("Flexible");
  });
});

describe("the default of a parameter of an inner template", () => {
  const nested = (identity: unknown, defaults: object, properties: object) => ({
    contentVersion: "1.0.0.0",
    resources: [
      {
        type: "Microsoft.Resources/deployments",
        apiVersion: "2022-09-01",
        name: "d",
        properties: {
          expressionEvaluationOptions: { scope: "inner" },
          ...properties,
          template: {
            contentVersion: "1.0.0.0",
            parameters: defaults,
            resources: [{ type: "Microsoft.Compute/virtualMachines", apiVersion: "2023-03-01", name: "vm", identity }],
          },
        },
      },
    ],
  });
  const whole = ["[parameters('p')]", { type: "None" }, enable] as const;
  const type = [{ type: "[parameters('p')]" }, "None", enable] as const;
  const list = [{ type: "UserAssigned", userAssignedIdentities: "[parameters('p')]" }, {}, assign] as const;

  const offers = ([identity, defaultValue, change]: typeof whole | typeof type | typeof list, properties: object) => {
    const { template, resource } = only(nested(identity, { p: { type: "object", defaultValue } }, properties));
    const outcome = changeIdentity(template, resource, change);
    const question = outcome.kind === "asks" && outcome.question.kind === "isExpression" ? outcome.question : undefined;
    return { declaration: question?.declaration?.name, edits: question?.offers.includes("editDeclaration") };
  };

  it.each([
    ["block", whole],
    ["type", type],
    ["list", list],
  ] as const)("is edited only where its deployment gives no other value: %s", (_, form) => {
    expect(offers(form, {})).toEqual({ declaration: "p", edits: true });
    expect(offers(form, { parameters: { other: { value: 1 } } })).toEqual({ declaration: "p", edits: true });
    for (const properties of [
      { parameters: { P: { value: "[parameters('outer')]" } } },
      { parameters: "[variables('all')]" },
      { parametersLink: { uri: "https://example.com/parameters.json" } },
    ]) {
      expect(offers(form, properties)).toEqual({ declaration: "p", edits: false });
    }
  });
});
