import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../../../src/identity/identityChange";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { knowledgeOf } from "../../../../../src/documents/plan/knowledge";
import { assignIdentities } from "../../../../../src/documents/arm/reference/assignIdentities";
import { canDeclare } from "../../../../../src/documents/arm/reference/declare";
import { knownIdentities } from "../../../../../src/documents/arm/reference/knownIdentities";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { id } from "../templates";

interface Nesting {
  /** The language versions of the template around and of the nested one. */
  readonly language?: readonly [unknown, unknown];
  readonly options?: unknown;
  readonly resources?: object;
  readonly outputs?: object;
}

const vm = {
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "[variables('version')]",
  name: "vm",
  identity: "[variables('identity')]",
};

const mid = { type: "Microsoft.ManagedIdentity/userAssignedIdentities", apiVersion: "2023-01-31", name: "mid" };

/** A template that deploys a machine by a nested one; both have the same variables with other values. */
function nested({ language = [undefined, undefined], options, ...rest }: Nesting) {
  const [around, within] = language;
  const template = {
    languageVersion: within,
    contentVersion: "1.0.0.0",
    variables: { version: "2022-03-01", identity: { type: "UserAssigned", userAssignedIdentities: { [id("a")]: {} } } },
    resources: { vm, ...rest.resources },
    outputs: rest.outputs,
  };
  const deployment = {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name: "d",
    properties: { mode: "Incremental", expressionEvaluationOptions: options, template },
  };
  const text = JSON.stringify({
    languageVersion: around,
    contentVersion: "1.0.0.0",
    variables: { version: "2021-03-01", identity: { type: "SystemAssigned" } },
    resources: { d: deployment },
  });
  const read = readArmTemplate(text);
  const [resource, second] = read.resources;
  if (resource === undefined || second !== undefined) {
    throw new Error("one machine is wanted");
  }
  return { template: read, resource };
}

/** The scope of the nested machine, with what is known of its API version and its system-assigned identity. */
function seen(nesting: Nesting): string {
  const { apiVersion, identity, resource } = nested(nesting).resource;
  const known = knowledgeOf(identity);
  return [
    resource.scope.kind,
    apiVersion.kind === "known" ? apiVersion.text : "unknown",
    known.kind === "known" ? String(known.systemAssigned) : known.reason,
  ].join(" ");
}

const UNKNOWN = "unknown unknown unknown";
const INNER = "inner 2022-03-01 false";
const OUTER = "outer 2021-03-01 true";

describe("the scope of a nested template", () => {
  it.each([
    ["said to be inner", { options: { scope: "Inner" } }, INNER],
    ["said to be outer", { options: { scope: "outer" } }, OUTER],
    ["not said", {}, OUTER],
    ["said to be none", { options: { scope: "NotSpecified" } }, OUTER],
    ["null", { options: { scope: null } }, OUTER],
    ["not said in version 1.0", { language: ["1.0", "1.0"] }, OUTER],
    ["an expression", { options: { scope: "[parameters('scope')]" } }, UNKNOWN],
    ["within options that are an expression", { options: "[variables('options')]" }, UNKNOWN],
    ["not said in version 2.0", { language: ["2.0", undefined] }, UNKNOWN],
    ["said to be none in version 2.0", { language: ["2.0", "2.0"], options: { scope: "notSpecified" } }, UNKNOWN],
    ["not said in an experimental version", { language: ["1.10-experimental", undefined] }, UNKNOWN],
    ["not said of a template of version 2.0", { language: [undefined, "2.0"] }, UNKNOWN],
    ["not said in a version that is an expression", { language: ["[variables('v')]", undefined] }, UNKNOWN],
    ["said to be inner in version 2.0", { language: ["2.0", "2.0"], options: { scope: "inner" } }, INNER],
    ["said to be outer in version 2.0", { language: ["2.0", undefined], options: { scope: "outer" } }, OUTER],
  ] satisfies readonly (readonly [string, Nesting, string])[])("that is %s", (_, nesting, expected) => {
    expect(seen(nesting)).toBe(expected);
  });
});

describe("a machine in a nested template whose scope is not known", () => {
  const open: Nesting = { language: ["2.0", undefined], resources: { mid } };

  it("has no declaration that could be the wrong one", () => {
    const { template, resource } = nested(open);
    const disable: IdentityChange = { kind: "disableSystemAssigned" };
    for (const options of [{}, { allow: ["editDeclaration"] } as const]) {
      expect(changeIdentity(template, resource, disable, options)).toMatchObject({
        kind: "asks",
        question: { kind: "isExpression", declaration: undefined, offers: [] },
      });
    }
  });

  it("gets no parameter and no variable, and is offered none", () => {
    const { template, resource } = nested(open);
    expect(canDeclare(template, resource)).toBe(false);
    for (const reference of [
      { kind: "parameter", name: "webId", defaultValue: id("web") },
      { kind: "variable", name: "webId", value: id("web") },
    ] as const) {
      expect(assignIdentities(template, resource, [reference])).toMatchObject({
        kind: "refused",
        refusal: { reason: "scopeNotKnown" },
      });
    }
    expect(knownIdentities(template, resource)).toEqual([]);
  });

  it("hands no parameter down to a template in it", () => {
    const inner = {
      type: "Microsoft.Resources/deployments",
      name: "e",
      properties: {
        expressionEvaluationOptions: { scope: "inner" },
        template: { contentVersion: "1", resources: [{ ...vm, apiVersion: "2022-03-01", identity: { type: "None" } }] },
      },
    };
    const { template, resource } = nested({ ...open, resources: { vm: inner } });
    expect(canDeclare(template, resource)).toBe(false);
    const assigned = (kind: "parameter" | "variable") =>
      assignIdentities(template, resource, [
        kind === "parameter" ? { kind, name: "webId" } : { kind, name: "webId", value: id("web") },
      ]);
    expect(assigned("parameter")).toMatchObject({ kind: "refused", refusal: { reason: "scopeNotKnown" } });
    expect(assigned("variable").kind).toBe("edits");
  });

  it("takes an identity by its id", () => {
    const { template, resource } = nested({ ...open, resources: { vm: { ...vm, identity: undefined } } });
    const outcome = assignIdentities(template, resource, [{ kind: "text", text: id("web") }], {
      shapeIfUnknown: "dictionary",
    });
    expect(outcome.kind).toBe("edits");
  });

  it("is not said to lack what is read of a name that may mean another", () => {
    const value = "[reference('vm', '2022-03-01', 'Full').identity.principalId]";
    const plain = { vm: { ...vm, identity: { type: "None" } } };
    const outputs = { p: { type: "string", value } };
    const codes = (nesting: Nesting) =>
      diagnose(nested({ ...nesting, resources: plain, outputs }).template).map(({ code }) => code);
    expect(codes({ ...open, options: { scope: "inner" } })).toEqual(["principalIdWithoutSystemAssigned"]);
    expect(codes(open)).toEqual([]);
  });
});
