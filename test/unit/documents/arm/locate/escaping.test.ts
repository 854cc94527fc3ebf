import { describe, expect, it } from "vitest";
import { type ArmTemplate, readArmTemplate } from "../../../../../src/documents/arm/model";
import { assignIdentities } from "../../../../../src/documents/arm/reference/assignIdentities";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { applied, id } from "../templates";

interface Given {
  /** What the machine's name and location say. */
  readonly neighbour: string;
  readonly more?: object;
}

const vm = ({ neighbour, more }: Given) => ({
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2023-03-01",
  name: neighbour,
  ...more,
});

const template = (...resources: readonly object[]) => ({
  $schema: "x/deploymentTemplate.json#",
  contentVersion: "1",
  resources,
});

const policy = (inner: object, parameters: object = {}) => ({
  type: "Microsoft.Authorization/policyDefinitions",
  name: "p",
  properties: { policyRule: { then: { details: { deployment: { properties: { template: inner, parameters } } } } } },
});

/** Each kind of document that holds a template, deployed by one. */
const HOLDERS: readonly (readonly [string, (inner: object) => object])[] = [
  ["a policy definition", (inner) => policy(inner)],
  [
    "a blueprint's artifact",
    (inner) => ({
      type: "Microsoft.Blueprint/blueprints/artifacts",
      name: "b/a",
      kind: "template",
      properties: { template: inner },
    }),
  ],
  [
    "a deployment stack",
    (inner) => ({ type: "Microsoft.Resources/deploymentStacks", name: "s", properties: { template: inner } }),
  ],
  [
    "a managed application",
    (inner) => ({ type: "Microsoft.Solutions/applicationDefinitions", name: "d", properties: { mainTemplate: inner } }),
  ],
  [
    "a template spec",
    (inner) => ({
      type: "Microsoft.Resources/templateSpecs/versions",
      name: "t/1",
      properties: { mainTemplate: inner },
    }),
  ],
];

/** The identities of the machine, after an expression has been assigned to it. */
function written(document: object): readonly string[] {
  const read = readArmTemplate(JSON.stringify(document, undefined, 2));
  const ids = ["[parameters('new')]", id("a")];
  const assign = (of: ArmTemplate) => {
    const [resource] = of.resources;
    return resource === undefined ? undefined : changeIdentity(of, resource, { kind: "assignUserAssigned", ids });
  };
  const outcome = assign(read);
  const after = readArmTemplate(outcome === undefined ? "" : applied(read, outcome));
  expect(assign(after)?.kind).toBe("noOp");
  const [resource] = after.resources;
  const block = resource?.identity.kind === "block" ? resource.identity.block : undefined;
  return block?.dictionary.kind === "list" ? block.dictionary.entries.map(({ text }) => text) : [];
}

const ONE = ["[parameters('new')]", id("a")];
const TWO = ["[[parameters('new')]", id("a")];

describe.each(HOLDERS)("a machine in the template of %s", (_, holder) => {
  it("gets expressions in one bracket, where its neighbours stand in one", () => {
    expect(written(template(holder(template(vm({ neighbour: "[parameters('name')]" })))))).toEqual(ONE);
  });

  it("gets them in two, where its neighbours stand in two", () => {
    expect(written(template(holder(template(vm({ neighbour: "[[parameters('name')]" })))))).toEqual(TWO);
  });

  it("gets them in two, where those of the template around stand beside them, as Bicep compiles it", () => {
    const more = { location: "[[parameters('location')]", tags: { a: "[variables('a')]", b: "[variables('b')]" } };
    expect(written(template(holder(template(vm({ neighbour: "vm", more })))))).toEqual(TWO);
  });

  it("gets them in two, where it has no neighbours and a template deploys it", () => {
    expect(written(template(holder(template(vm({ neighbour: "vm" })))))).toEqual(TWO);
  });

  it("gets them in one, where it has no neighbours and nothing deploys it", () => {
    expect(written(holder(template(vm({ neighbour: "vm" }))))).toEqual(ONE);
  });
});

describe("the expressions of a template inside another document", () => {
  it("are as those around it, where it has none itself", () => {
    const around = (text: string) => template(policy(template(vm({ neighbour: "vm" })), { name: { value: text } }));
    expect(written(around("[field('name')]"))).toEqual(ONE);
    expect(written(around("[[field('name')]"))).toEqual(TWO);
  });

  it("are those of each document, where a template deploys several", () => {
    const one = policy(template(vm({ neighbour: "[field('name')]" })));
    const two = policy(template({ type: "Microsoft.Web/sites", name: "[[field('name')]" }));
    expect(written(template(one, two))).toEqual(ONE);
  });

  it("are those of the document in a nested deployment inside of it", () => {
    const nested = (neighbour: string) =>
      template({
        type: "Microsoft.Resources/deployments",
        name: "n",
        properties: { expressionEvaluationOptions: { scope: "inner" }, template: template(vm({ neighbour })) },
      });
    expect(written(template(policy(nested("[field('name')]"))))).toEqual(ONE);
    expect(written(template(policy(nested("[[field('name')]"))))).toEqual(TWO);
  });

  it("are in one bracket in a nested deployment, which is no other document", () => {
    const properties = { expressionEvaluationOptions: { scope: "inner" }, template: template(vm({ neighbour: "vm" })) };
    expect(written(template({ type: "Microsoft.Resources/deployments", name: "n", properties }))).toEqual(ONE);
  });

  it("are so in a new variable too", () => {
    const value = "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'x')]";
    for (const [neighbour, spelled] of [
      ["[field('name')]", value],
      ["[[field('name')]", `[${value}`],
    ] as const) {
      const read = readArmTemplate(JSON.stringify(template(policy(template(vm({ neighbour })))), undefined, 2));
      const [resource] = read.resources;
      const outcome = resource && assignIdentities(read, resource, [{ kind: "variable", name: "identityId", value }]);
      expect(outcome && applied(read, outcome)).toContain(`"identityId": "${spelled}"`);
    }
  });
});
