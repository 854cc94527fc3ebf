import { describe, expect, it } from "vitest";
import { type ArmTemplate, readArmTemplate } from "../../../../../src/template/arm/model";
import { assignIdentity } from "../../../../../src/template/arm/reference/assignIdentity";
import {
  type IdentityReference,
  referenceToId,
  resourceIdText,
} from "../../../../../src/template/arm/reference/identityReference";
import { knownIdentities } from "../../../../../src/template/arm/reference/knownIdentities";
import { applied, id } from "../templates";

const vm = { type: "Microsoft.Compute/virtualMachines", apiVersion: "2023-03-01", name: "vm", properties: {} };
const mid = {
  type: "Microsoft.ManagedIdentity/userAssignedIdentities",
  apiVersion: "2023-01-31",
  name: "[parameters('n')]",
};
const holds = (text: string) => ({ type: "UserAssigned", userAssignedIdentities: { [text]: {} } });

/** The value of a document after a reference has been assigned to its last machine. */
function assigned(
  value: object,
  reference: IdentityReference | ((template: ArmTemplate) => IdentityReference),
): unknown {
  const template = readArmTemplate(JSON.stringify(value, undefined, 2));
  const resource = template.resources.at(-1);
  const wanted = typeof reference === "function" ? reference(template) : reference;
  const outcome = resource === undefined ? undefined : assignIdentity(template, resource, wanted);
  return outcome?.kind === "edits" ? JSON.parse(applied(template, outcome)) : (outcome?.kind ?? "cannot be said");
}

describe("an identity is assigned", () => {
  it("by its id", () => {
    expect(assigned({ resources: [vm] }, { kind: "literal", id: id("a") })).toEqual({
      resources: [{ ...vm, identity: holds(id("a")) }],
    });
  });

  it.each([
    [{ kind: "resourceId", name: "it's" }, "'it''s'", ""],
    [{ kind: "resourceId", name: "[parameters('n')]", place: { resourceGroup: "rg" } }, "parameters('n')", "'rg', "],
    [
      { kind: "resourceId", name: "n", place: { subscriptionId: "s", resourceGroup: "[variables('g')]" } },
      "'n'",
      "'s', variables('g'), ",
    ],
  ] as const)("by resourceId, %j", (reference, name, place) => {
    const text = `[resourceId(${place}'Microsoft.ManagedIdentity/userAssignedIdentities', ${name})]`;
    expect(resourceIdText(reference)).toBe(text);
    expect(assigned({ resources: [vm] }, reference)).toEqual({ resources: [{ ...vm, identity: holds(text) }] });
  });

  it("through a parameter that is added, or that is there", () => {
    const reference = { kind: "parameter", name: "who", defaultValue: id("a") } as const;
    const identity = holds("[parameters('who')]");
    const parameters = { who: { type: "string", defaultValue: id("a") } };
    expect(assigned({ contentVersion: "1", resources: [vm] }, reference)).toEqual({
      contentVersion: "1",
      parameters,
      resources: [{ ...vm, identity }],
    });
    const there = { parameters: { a: { type: "int" }, Who: { type: "string" } }, resources: [vm] };
    expect(assigned(there, reference)).toEqual({ ...there, resources: [{ ...vm, identity }] });
  });

  it("through a parameter that is handed down to an inner template", () => {
    const inner = (parameters: object, template: object) => ({
      type: "Microsoft.Resources/deployments",
      name: "d",
      properties: { mode: "Incremental", expressionEvaluationOptions: { scope: "inner" }, ...parameters, template },
    });
    const reference = { kind: "parameter", name: "who", defaultValue: id("a") } as const;
    expect(assigned({ resources: [inner({}, { contentVersion: "1", resources: [vm] })] }, reference)).toEqual({
      parameters: { who: { type: "string", defaultValue: id("a") } },
      resources: [
        inner(
          { parameters: { who: { value: "[parameters('who')]" } } },
          {
            contentVersion: "1",
            parameters: { who: { type: "string" } },
            resources: [{ ...vm, identity: holds("[parameters('who')]") }],
          },
        ),
      ],
    });
  });

  it("in an outer-scope template through the parameters of the template around", () => {
    const outer = {
      type: "Microsoft.Resources/deployments",
      properties: { template: { parameters: {}, resources: [vm] } },
    };
    const after = assigned(
      { parameters: { a: { type: "int" } }, resources: [outer] },
      { kind: "parameter", name: "who" },
    );
    expect(after).toMatchObject({ parameters: { a: { type: "int" }, who: { type: "string" } } });
    expect(after).toMatchObject({ resources: [{ properties: { template: { parameters: {} } } }] });
  });

  it("through a variable that is added, reused where it means the same, and renamed where not", () => {
    const reference = { kind: "variable", name: "who", value: id("a") } as const;
    const after = (variables: object, name: string) => ({
      variables,
      resources: [{ ...vm, identity: holds(`[variables('${name}')]`) }],
    });
    expect(assigned({ resources: [vm] }, reference)).toEqual(after({ who: id("a") }, "who"));
    const same = { who: id("A").toUpperCase() };
    expect(assigned({ variables: same, resources: [vm] }, reference)).toEqual(after(same, "who"));
    expect(assigned({ variables: { who: "x" }, resources: [vm] }, reference)).toEqual(
      after({ who: "x", who2: id("a") }, "who2"),
    );
  });

  it("as the template declares it, and the machine waits for it", () => {
    const declared = (template: ArmTemplate): IdentityReference => {
      const [known] = template.resources.flatMap((resource) => knownIdentities(template, resource));
      return known?.resource === undefined
        ? { kind: "literal", id: "none" }
        : { kind: "declared", resource: known.resource };
    };
    const text = "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('n'))]";
    expect(assigned({ resources: [mid, vm] }, declared)).toEqual({
      resources: [mid, { ...vm, dependsOn: [text], identity: holds(text) }],
    });
    const waiting = {
      ...vm,
      dependsOn: ["x", "[concat('Microsoft.ManagedIdentity/userAssignedIdentities/', parameters('n'))]"],
    };
    expect(assigned({ resources: [mid, waiting] }, declared)).toEqual({
      resources: [mid, { ...waiting, identity: holds(text) }],
    });
    const symbolic = "[format('{0}', resourceInfo('who').id)]";
    expect(
      assigned({ languageVersion: "2.0", resources: { who: mid, vm: { ...vm, dependsOn: ["x"] } } }, declared),
    ).toEqual({
      languageVersion: "2.0",
      resources: { who: mid, vm: { ...vm, dependsOn: ["x", "who"], identity: holds(symbolic) } },
    });
    const existing = { ...mid, existing: true };
    expect(assigned({ languageVersion: "2.0", resources: { who: existing, vm } }, declared)).toEqual({
      languageVersion: "2.0",
      resources: { who: existing, vm: { ...vm, identity: holds(symbolic) } },
    });
  });

  it("not where the sections of the template do not parse", () => {
    const text = `{ "variables": { "a": }, "resources": [${JSON.stringify(vm)}], , }`;
    const template = readArmTemplate(text);
    const [resource] = template.resources;
    const reference = { kind: "variable", name: "who", value: id("a") } as const;
    const outcome = resource === undefined ? undefined : assignIdentity(template, resource, reference);
    expect(outcome).toMatchObject({ kind: "refused", refusal: { reason: "syntaxError" } });
  });
});

describe("the identities that a template speaks of", () => {
  it("are found once each, in the scope of the resource", () => {
    const value = {
      parameters: {
        identityId: { type: "string" },
        size: { type: "string" },
        other: { type: "string", defaultValue: id("p") },
      },
      variables: {
        who: id("v"),
        text: "x",
        made: "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'm')]",
      },
      resources: [
        mid,
        { ...mid, name: "[concat('c', copyIndex())]", copy: { name: "c", count: 2 } },
        { ...vm, identity: holds("[variables('who')]") },
        { ...vm, identity: holds(id("x")) },
        {
          type: "Microsoft.Resources/deployments",
          properties: { expressionEvaluationOptions: { scope: "inner" }, template: { resources: [mid] } },
        },
      ],
    };
    const template = readArmTemplate(JSON.stringify(value));
    const known = template.resources.slice(0, 1).flatMap((resource) => knownIdentities(template, resource));
    expect(known.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "declared [parameters('n')]",
      "variable who",
      "variable made",
      "parameter identityId",
      "parameter other",
      `assigned ${id("x")}`,
    ]);
  });
});

describe("an id as a reference", () => {
  it("leaves out what the deployment has itself", () => {
    const [, , subscriptionId = "", , resourceGroup = ""] = id("a").split("/");
    expect(referenceToId(id("a"), {})).toEqual({
      kind: "resourceId",
      name: "a",
      place: { subscriptionId, resourceGroup },
    });
    expect(referenceToId(id("a"), { subscriptionId, resourceGroup: "other" })).toEqual({
      kind: "resourceId",
      name: "a",
      place: { resourceGroup },
    });
    expect(referenceToId(id("a"), { subscriptionId: subscriptionId.toUpperCase(), resourceGroup: "RG" })).toEqual({
      kind: "resourceId",
      name: "a",
    });
    expect(referenceToId("a", {})).toBeUndefined();
  });
});
