import { describe, expect, it } from "vitest";
import { type ArmTemplate, readArmTemplate } from "../../../../../src/documents/arm/model";
import { assignIdentities } from "../../../../../src/documents/arm/reference/assignIdentities";
import { canDeclare } from "../../../../../src/documents/arm/reference/declare";
import {
  type IdentityReference,
  referenceToId,
  resourceIdText,
} from "../../../../../src/documents/arm/reference/identityReference";
import { holderName } from "../../../../../src/documents/holderName";
import { knownIdentities } from "../../../../../src/documents/arm/reference/knownIdentities";
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
  const outcome = resource === undefined ? undefined : assignIdentities(template, resource, [wanted]);
  return outcome?.kind === "edits" ? JSON.parse(applied(template, outcome)) : (outcome?.kind ?? "cannot be said");
}

describe("an identity is assigned", () => {
  it("by its id", () => {
    expect(assigned({ resources: [vm] }, { kind: "text", text: id("a") })).toEqual({
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

  it("not through what is declared by an expression: a second member of that name would be the outcome", () => {
    const deployment = {
      type: "Microsoft.Resources/deployments",
      name: "d",
      properties: {
        mode: "Incremental",
        expressionEvaluationOptions: { scope: "inner" },
        parameters: "[variables('all')]",
        template: { contentVersion: "1", parameters: {}, resources: [vm] },
      },
    };
    const text = JSON.stringify({ contentVersion: "1", variables: "x", resources: [deployment, vm] });
    const template = readArmTemplate(text);
    const [inner, outer] = template.resources;
    const reasons = [
      inner && assignIdentities(template, inner, [{ kind: "parameter", name: "who", defaultValue: id("a") }]),
      outer && assignIdentities(template, outer, [{ kind: "variable", name: "who", value: id("a") }]),
    ].map((outcome) => (outcome?.kind === "refused" ? outcome.refusal.reason : outcome?.kind));
    expect(reasons).toEqual(["declarationsNotAnObject", "declarationsNotAnObject"]);
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
      return { kind: "text", text: known?.kind === "declared" ? known.text : "none" };
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
    const outcome = resource === undefined ? undefined : assignIdentities(template, resource, [reference]);
    expect(outcome).toMatchObject({ kind: "refused", refusal: { reason: "syntaxError" } });
  });
});

describe("several identities at once", () => {
  const userAssigned = (...texts: readonly string[]) => ({
    type: "UserAssigned",
    userAssignedIdentities: Object.fromEntries(texts.map((text) => [text, {}])),
  });

  function assignedAll(value: object, references: readonly IdentityReference[]): unknown {
    const template = readArmTemplate(JSON.stringify(value, undefined, 2));
    const resource = template.resources.at(-1);
    const outcome = resource === undefined ? undefined : assignIdentities(template, resource, references);
    return outcome?.kind === "edits" ? JSON.parse(applied(template, outcome)) : outcome?.kind;
  }

  it("are each declared, and each waited for", () => {
    const other = { ...mid, name: "other" };
    const by = (name: string) => `[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', ${name})]`;
    const references = [
      { kind: "text", text: by("'other'") },
      { kind: "text", text: by("parameters('n')") },
      { kind: "parameter", name: "a", defaultValue: id("a") },
      { kind: "variable", name: "b", value: id("b") },
    ] as const;
    expect(assignedAll({ contentVersion: "1", resources: [mid, other, vm] }, references)).toEqual({
      contentVersion: "1",
      parameters: { a: { type: "string", defaultValue: id("a") } },
      variables: { b: id("b") },
      resources: [
        mid,
        other,
        {
          ...vm,
          dependsOn: [by("parameters('n')"), by("'other'")],
          identity: userAssigned(by("'other'"), by("parameters('n')"), "[parameters('a')]", "[variables('b')]"),
        },
      ],
    });
  });

  it("lets the machine wait for a declared one that comes through a variable", () => {
    const value = {
      variables: { who: "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('n'))]" },
      resources: [mid, vm],
    };
    expect(assignedAll(value, [{ kind: "text", text: "[variables('who')]" }])).toMatchObject({
      resources: [mid, { dependsOn: [value.variables.who] }],
    });
  });

  it("do not go through a parameter that holds something else", () => {
    const reference = { kind: "parameter", name: "who", defaultValue: id("a") } as const;
    const there = { who: { type: "string", defaultValue: id("b") }, WHO2: { type: "int" } };
    expect(assignedAll({ parameters: there, resources: [vm] }, [reference])).toEqual({
      parameters: { ...there, who3: { type: "string", defaultValue: id("a") } },
      resources: [{ ...vm, identity: userAssigned("[parameters('who3')]") }],
    });
    const inner = {
      type: "Microsoft.Resources/deployments",
      properties: { expressionEvaluationOptions: { scope: "inner" }, template: { resources: [vm] } },
    };
    expect(assignedAll({ parameters: { who: there.who }, resources: [inner] }, [reference])).toMatchObject({
      parameters: { who: there.who, who2: { defaultValue: id("a") } },
      resources: [{ properties: { parameters: { who2: { value: "[parameters('who2')]" } } } }],
    });
  });

  it("name places of the text as it is where something has to be asked first", () => {
    const text = JSON.stringify({ contentVersion: "1", resources: [{ ...vm, identity: "[parameters('i')]" }] });
    const template = readArmTemplate(text);
    const references = [{ kind: "variable", name: "who", value: id("a") }] as const;
    const [resource] = template.resources;
    const outcome = resource === undefined ? undefined : assignIdentities(template, resource, references);
    const range =
      outcome?.kind === "asks" && outcome.question.kind === "isExpression" ? outcome.question.range : undefined;
    expect(range && text.slice(range.start, range.end)).toBe(`"[parameters('i')]"`);
  });

  it("are escaped where a template around is evaluated first, and are not declared outside of a template", () => {
    const embedded = { properties: { template: { contentVersion: "1", resources: [vm] } } };
    const policy = { type: "Microsoft.Authorization/policyDefinitions", properties: { deployment: embedded } };
    const after = assignedAll({ contentVersion: "1", resources: [policy] }, [
      { kind: "parameter", name: "who", defaultValue: id("a") },
    ]);
    expect(after).toMatchObject({
      resources: [
        {
          properties: {
            deployment: {
              properties: {
                template: {
                  parameters: { who: { type: "string", defaultValue: id("a") } },
                  resources: [{ identity: userAssigned("[[parameters('who')]") }],
                },
              },
            },
          },
        },
      ],
    });
    const canBeDeclaredIn = (value: unknown) => {
      const template = readArmTemplate(JSON.stringify(value));
      return template.resources.map((resource) => canDeclare(template, resource));
    };
    expect(canBeDeclaredIn({ resources: [vm] })).toEqual([true]);
    expect(canBeDeclaredIn(vm)).toEqual([false]);
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
    expect(known.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "declared [resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('n'))]",
      "parameter [parameters('identityId')]",
      "parameter [parameters('other')]",
      "variable [variables('who')]",
      "variable [variables('made')]",
      `assigned ${id("x")}`,
    ]);
  });
});

describe("an identity that an outer-scope deployment declares in another group", () => {
  const nested = (members: object) => ({
    type: "Microsoft.Resources/deployments",
    ...members,
    properties: { template: { resources: [{ ...mid, name: "m" }, vm] } },
  });
  it.each([
    [{}, ["declared"]],
    [{ resourceGroup: "other" }, []],
  ])("is not offered: what its resourceId means there is not known, %j", (members, kinds) => {
    const template = readArmTemplate(JSON.stringify({ resources: [nested(members)] }));
    const known = template.resources.flatMap((resource) => knownIdentities(template, resource));
    expect(known.map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe("an id as a reference", () => {
  const [, , subscriptionId = "", , resourceGroup = ""] = id("id-web-api").split("/");
  it.each([
    ["text", { kind: "text", text: id("id-web-api") }],
    ["resourceId", { kind: "resourceId", name: "id-web-api", place: { subscriptionId, resourceGroup } }],
    ["parameter", { kind: "parameter", name: "webApiIdentityId", defaultValue: id("id-web-api") }],
    ["variable", { kind: "variable", name: "webApiIdentityId", value: id("id-web-api") }],
  ] as const)("in the form %s", (form, reference) => {
    expect(referenceToId(id("id-web-api"), form)).toEqual(reference);
  });

  it("is what it is where it is no id", () => {
    expect(referenceToId("a", "parameter")).toEqual({ kind: "text", text: "a" });
  });

  it.each([
    ["backupIdentity", "backupIdentityId"],
    ["identity", "identityId"],
    ["id", "idIdentityId"],
    ["MI_Backup-2", "backup2IdentityId"],
    ["id-1", "identity1Id"],
    ["__proto__", "protoIdentityId"],
    ["---", "identityId"],
  ])("goes by a name for %s: %s", (name, holder) => {
    expect(holderName(name)).toBe(holder);
  });
});
