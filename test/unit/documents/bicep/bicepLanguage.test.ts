import { describe, expect, it } from "vitest";
import { bicepLanguage } from "../../../../src/documents/bicep/bicepLanguage";
import { openBicepDocument } from "../../../../src/documents/bicep/seam/openBicepDocument";
import type { IdentityDocument, Surroundings } from "../../../../src/documents/documentLanguage";
import type { DocumentResource } from "../../../../src/documents/documentResource";
import type { GivenAnswers, PlanOutcome, Request } from "../../../../src/documents/planOutcome";
import { atOnce } from "../../../../src/documents/sliced";
import { applyEdits } from "../../../../src/documents/textEdit";
import { identityId } from "./checkChange";

const TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

const vm = (identity = "", name = "vm") =>
  `resource ${name} 'Microsoft.Compute/virtualMachines@2024-07-01' = {\n  name: '${name}-1'\n${identity}  properties: {}\n}\n`;
const users = (...keys: readonly string[]) =>
  `  identity: {\n    type: 'UserAssigned'\n    userAssignedIdentities: {\n${keys.map((key) => `      ${key}: {}\n`).join("")}    }\n  }\n`;
const existing = `resource known '${TYPE}@2023-01-31' existing = {\n  name: 'id-known'\n}\n`;

function open(text: string, surroundings?: Surroundings): { document: IdentityDocument; first: DocumentResource } {
  const document = atOnce(openBicepDocument(text, undefined, surroundings));
  const [first] = document.resources;
  if (first === undefined) {
    throw new Error("The text has no resource.");
  }
  return { document, first };
}

function plan(text: string, request: Request, answers: GivenAnswers = [], surroundings?: Surroundings): PlanOutcome {
  const { document, first } = open(text, surroundings);
  return atOnce(document.plan(first, request, answers));
}

function planned(text: string, request: Request, answers: GivenAnswers = []): string {
  const outcome = plan(text, request, answers);
  return outcome.kind === "edits" ? applyEdits(text, outcome.edits) : JSON.stringify(outcome);
}

const assign = (form: "existing" | "parameter" | "text", name = "id-web-api"): Request => ({
  kind: "assign",
  identities: [{ kind: "id", id: identityId(name), form }],
});

describe("a Bicep file as a document", () => {
  it("is opened by what the language loads", async () => {
    expect(await bicepLanguage.load()).toBe(openBicepDocument);
  });

  it("has resources with names as users read them", () => {
    const { document } = open(
      `${vm()}module m 'br/public:avm/res/compute/virtual-machine:0.1.0' = {\n  params: {}\n}\nmodule n 'br/public:avm/res/compute/virtual-machine:0.1.0' = {\n  name: 'deployment'\n  params: {\n    name: 'vm-2'\n  }\n}\n`,
    );
    expect(document.resources).toMatchObject([
      { kind: "virtualMachine", name: "vm", label: "vm-1" },
      { kind: "virtualMachine", name: "m", label: "m" },
      { kind: "virtualMachine", name: "n", label: "vm-2" },
    ]);
  });

  it("offers the identities that it speaks of, which the resource does not have", () => {
    const text = [
      `param webIdentityId string`,
      `param clientId string`,
      `param identityPrincipalId string`,
      `var fromVariable = '${identityId("id-variable")}'`,
      existing.trim(),
      `resource made '${TYPE}@2023-01-31' = {\n  name: 'id-made'\n}`,
      `resource many '${TYPE}@2023-01-31' = [for i in range(0, 2): {\n  name: 'id-\${i}'\n}]`,
      `module verified 'br/public:avm/res/managed-identity/user-assigned-identity:0.4.0' = {\n  params: { name: 'id' }\n}`,
      vm(users("'${known.id}'")),
      vm(users("'${other.outputs.identityId}'"), "vm2"),
    ].join("\n");
    const { document, first } = open(text);
    expect(atOnce(document.identitiesToOffer(first))).toEqual([
      { kind: "declared", text: "made.id" },
      { kind: "declared", text: "verified.outputs.resourceId" },
      { kind: "parameter", text: "webIdentityId" },
      { kind: "variable", text: "fromVariable" },
      { kind: "assigned", text: "other.outputs.identityId" },
    ]);
  });

  it("says a live identity as an existing resource with its scope, once", () => {
    const declaration = `resource webApiIdentity '${TYPE}@2024-11-30' existing = {\n  name: 'id-web-api'\n  scope: resourceGroup('s-1', 'rg-1')\n}\n\n`;
    const after = `${declaration}// the machine\n${vm(users("'${webApiIdentity.id}'"))}`;
    expect(planned(`// the machine\n${vm()}`, assign("existing"))).toBe(after);
    expect(plan(after, assign("existing"))).toEqual({ kind: "noOp" });
    expect(planned(`${declaration}${vm()}`, assign("existing"))).toBe(
      `${declaration}${vm(users("'${webApiIdentity.id}'"))}`,
    );
    const taken = "var webApiIdentity = 1\n";
    expect(planned(taken + vm(), assign("existing"))).toContain("'${webApiIdentity2.id}'");
  });

  it("says it through a parameter, and reuses one of its name and default", () => {
    const parameter = `param webApiIdentityId string = '${identityId("id-web-api")}'\n`;
    const after = `${parameter}\n${vm(users("'${webApiIdentityId}'"))}`;
    expect(planned(vm(), assign("parameter"))).toBe(after);
    expect(planned(parameter + vm(), assign("parameter"))).toBe(parameter + vm(users("'${webApiIdentityId}'")));
    expect(planned(`param a string\n\n${vm()}`, assign("parameter"))).toBe(
      `param a string\n\n${parameter}\n${vm(users("'${webApiIdentityId}'"))}`,
    );
  });

  it("tells what is wrong with a typed identity", () => {
    const { document, first } = open(existing + vm());
    const problem = (typed: string) => document.typedIdentityProblem(first, typed);
    expect([identityId("a"), "known.id", "'${known.id}'", "x.outputs.y"].map(problem)).toEqual(
      Array(4).fill(undefined),
    );
    expect(["vm.id", "a b", "/x", "'abc'"].map(problem)).toEqual([
      "otherType",
      "notAnExpression",
      "notAnId",
      "notAnId",
    ]);
  });

  it("changes several resources at once, with one declaration for all", () => {
    const text = vm() + vm("", "vm2");
    const { document } = open(text);
    const { edits, outcomes } = atOnce(document.planSeveral(document.resources, assign("existing"), []));
    const after = applyEdits(text, edits);
    expect(outcomes.map(({ outcome }) => outcome.kind)).toEqual(["changed", "changed"]);
    expect(after.split("existing = {")).toHaveLength(2);
    expect(after.split("'${webApiIdentity.id}': {}")).toHaveLength(3);
  });

  it("compares with a live resource, by the names that it spells out", () => {
    const { document, first } = open(
      existing + vm(users("'${known.id}'", "'${x.outputs.id}'", `'${identityId("id-a")}'`)),
    );
    const live = { systemAssigned: {}, userAssigned: [{ id: identityId("id-known") }, { id: identityId("id-gone") }] };
    expect(document.compareWithLive(first, live)).toMatchObject({
      systemAssigned: "disabled",
      added: [identityId("id-a")],
      dropped: [{ id: identityId("id-gone") }],
      unknown: ["x.outputs.id"],
      isSilent: false,
    });
  });

  it("hovers and completes in a block", () => {
    const text = existing + vm(users("'${a.id}'")).replace("      '${a.id}': {}\n", "      '${a.id}': {}\n      kno\n");
    const { document } = open(text);
    const place = document.completion(text.indexOf("kno\n") + 3);
    expect(place?.wants).toBe("identity");
    expect(place?.written("known.id")).toBe("'${known.id}': {}");
    expect(place && text.slice(place.replaces.start, place.replaces.end)).toBe("kno");
    expect(document.hover(text.indexOf("a.id"))?.listed?.text).toBe("a.id");
    const typed = vm("  identity: {\n    type: ''\n  }\n");
    const type = open(typed).document.completion(typed.indexOf("''") + 1);
    expect(type?.wants).toBe("type");
    expect(type?.written("None")).toBe("'None'");
    expect(open(typed).document.completion(3)).toBeUndefined();
  });
});

describe("a parameter whose value is in a file of parameters", () => {
  const call =
    "module vm 'br/public:avm/res/compute/virtual-machine:0.1.0' = {\n  params: {\n    managedIdentities: ids\n  }\n}\n";
  const main = `param ids object = {}\n${call}`;
  const values = "using '../main.bicep'\n\nparam ids = {\n  systemAssigned: true // on\n}\n";
  const around: Surroundings = {
    path: "/templates/main.bicep",
    related: [
      { path: "env/prod.bicepparam", text: values },
      { path: "other.bicepparam", text: "using 'other.bicep'\nparam ids = {}\n" },
    ],
  };

  it("is edited there where that is asked for", () => {
    const request = assign("existing");
    const asked = plan(main, request, [], around);
    expect(asked).toMatchObject({
      kind: "asks",
      question: {
        kind: "isExpression",
        answers: [
          { kind: "editElsewhere", path: "env/prod.bicepparam" },
          { kind: "allow", permission: "editDeclaration" },
          { kind: "goTo" },
        ],
      },
    });
    const outcome = plan(main, request, [{ kind: "editElsewhere", path: "env/prod.bicepparam" }], around);
    expect(outcome).toMatchObject({ kind: "edits", edits: [] });
    const [elsewhere] = outcome.kind === "edits" ? (outcome.elsewhere ?? []) : [];
    expect(elsewhere?.path).toBe("env/prod.bicepparam");
    expect(applyEdits(values, elsewhere?.edits ?? [])).toBe(
      `using '../main.bicep'\n\nparam ids = {\n  systemAssigned: true // on\n  userAssignedResourceIds: [\n    '${identityId("id-web-api")}'\n  ]\n}\n`,
    );
  });

  it("takes ids only: a file of parameters knows no resources", () => {
    const request: Request = { kind: "assign", identities: [{ kind: "text", text: "a.id" }] };
    expect(plan(main, request, [{ kind: "editElsewhere", path: "env/prod.bicepparam" }], around)).toMatchObject({
      kind: "refused",
      refusal: { reason: "idNeeded", path: "env/prod.bicepparam" },
    });
  });

  it("is followed where it is an array of ids", () => {
    const list =
      "module vm 'br/public:avm/res/compute/virtual-machine:0.1.0' = {\n  params: {\n    managedIdentities: { userAssignedResourceIds: ids }\n  }\n}\n";
    const text = `using 'main.bicep'\nparam ids = [\n  '${identityId("id-a")}'\n]\n`;
    const near: Surroundings = { path: "/templates/main.bicep", related: [{ path: "main.bicepparam", text }] };
    const answers: GivenAnswers = [{ kind: "editElsewhere", path: "main.bicepparam" }];
    const outcome = plan(`param ids array\n${list}`, assign("text"), answers, near);
    const [elsewhere] = outcome.kind === "edits" ? (outcome.elsewhere ?? []) : [];
    expect(applyEdits(text, elsewhere?.edits ?? [])).toBe(text.replace("\n]", `\n  '${identityId("id-web-api")}'\n]`));
  });
});

describe("what is wrong in a Bicep file", () => {
  const found = (text: string) => {
    const document = atOnce(openBicepDocument(text));
    return atOnce(document.diagnose()).map((each) => {
      const fixed = each.fixes.map((fix) => {
        const outcome = atOnce(document.fix(fix));
        return outcome.kind === "edits" ? applyEdits(text, outcome.edits) : outcome.kind;
      });
      return { code: each.facts.code, at: text.slice(each.range.start, each.range.end), fixed };
    });
  };

  it("is said with its fixes", () => {
    expect(found(vm("  identity: { type: 'UserAssigned' }\n"))).toEqual([
      { code: "userAssignedWithoutIdentities", at: "'UserAssigned'", fixed: [vm("  identity: { type: 'None' }\n")] },
    ]);
    expect(found(vm("  identity: { type: 'SystemAsigned' }\n"))).toEqual([
      { code: "typeNotKnown", at: "'SystemAsigned'", fixed: [vm("  identity: { type: 'SystemAssigned' }\n")] },
    ]);
    expect(found(vm(users("'${a.id}'").replace("UserAssigned", "SystemAssigned")))).toEqual([
      {
        code: "identitiesWithoutUserAssigned",
        at: "'SystemAssigned'",
        fixed: [
          vm(users("'${a.id}'").replace("UserAssigned", "SystemAssigned, UserAssigned")),
          vm("  identity: {\n    type: 'SystemAssigned'\n  }\n"),
        ],
      },
    ]);
    expect(found(vm(users("'${a.id}'", "'${ a.id }'")))).toEqual([
      { code: "duplicateIdentity", at: "'${ a.id }'", fixed: [vm(users("'${a.id}'"))] },
    ]);
    expect(found(vm(users("'/x'", "'${a.id}'")))).toMatchObject([
      { code: "malformedIdentityId", fixed: [vm(users("'${a.id}'"))] },
    ]);
    expect(found(vm(users("'${vm2.id}'")) + vm("", "vm2"))).toMatchObject([{ code: "notAUserAssignedIdentity" }]);
    expect(
      found(vm("  identity: {\n    type: 'UserAssigned'\n    identityIds: [\n      a.id // a\n    ]\n  }\n")),
    ).toEqual([
      {
        code: "arrayInsteadOfDictionary",
        at: "identityIds",
        fixed: [
          vm(
            "  identity: {\n    type: 'UserAssigned'\n    userAssignedIdentities: {\n      '${a.id}': {} // a\n    }\n  }\n",
          ),
        ],
      },
    ]);
    const flexible =
      "resource s 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {\n  identity: { type: 'SystemAssigned' }\n  properties: { orchestrationMode: 'Flexible' }\n}\n";
    expect(found(flexible)).toMatchObject([
      { code: "systemAssignedOnFlexible", fixed: [flexible.replace("SystemAssigned", "None")] },
    ]);
    const module =
      "module s 'br/public:avm/res/compute/virtual-machine-scale-set:0.1.0' = {\n  params: {\n    managedIdentities: { systemAssigned: true }\n  }\n}\n";
    expect(found(module)).toMatchObject([
      { code: "systemAssignedOnFlexible", fixed: [module.replace("true", "false")] },
    ]);
    expect(found(vm("  identity: { type: 'SystemAssigned' }\n").replace("2024-07-01", "2015-06-15"))).toMatchObject([
      { code: "apiVersionHasNoIdentity", fixed: [vm("  identity: { type: 'SystemAssigned' }\n")] },
    ]);
  });

  it.each([
    "vm.identity.principalId",
    "vm.identity!.principalId",
    "vm.?identity.?principalId",
    "vm.identity.?principalId!",
    "'${vm.identity.tenantId}'",
  ])("is the reading %s of an identity that is not enabled", (reading) => {
    const text = `${vm()}output o string = ${reading}\n`;
    expect(found(text)).toMatchObject([
      {
        code: "principalIdWithoutSystemAssigned",
        fixed: [`${vm("  identity: {\n    type: 'SystemAssigned'\n  }\n")}output o string = ${reading}\n`],
      },
    ]);
    expect(found(text.replace(vm(), vm("  identity: { type: 'SystemAssigned' }\n")))).toEqual([]);
    expect(found(`// ${reading}\n${vm()}`)).toEqual([]);
  });

  it("is the same reading of a machine of a loop", () => {
    const loop =
      "resource vms 'Microsoft.Compute/virtualMachines@2024-07-01' = [for i in range(0, 3): {\n  name: 'vm-${i}'\n}]\n";
    expect(found(`${loop}output o string = vms[1].identity.principalId\n`)).toMatchObject([
      { code: "principalIdWithoutSystemAssigned" },
    ]);
  });

  it("is the output of a module that has no system-assigned identity", () => {
    const module =
      "module m 'br/public:avm/res/compute/virtual-machine:0.1.0' = {\n  params: {\n    name: 'x'\n  }\n}\n";
    expect(found(`${module}output o string = m.outputs.systemAssignedMIPrincipalId\n`)).toMatchObject([
      { code: "principalIdWithoutSystemAssigned" },
    ]);
  });

  it("is the retired extension", () => {
    const extension = `resource msi 'Microsoft.Compute/virtualMachines/extensions@2017-12-01' = {\n  parent: vm\n  name: 'msi'\n  properties: {\n    type: 'ManagedIdentityExtensionForLinux'\n  }\n}\n`;
    expect(found(vm() + extension)).toMatchObject([{ code: "retiredExtension", fixed: [vm()] }]);
  });

  it("is repaired at once, all of a kind", () => {
    const text = vm("  identity: { type: 'UserAssigned' }\n") + vm("  identity: { type: 'UserAssigned' }\n", "vm2");
    const document = atOnce(openBicepDocument(text));
    expect(applyEdits(text, atOnce(document.fixAll("userAssignedWithoutIdentities")))).toBe(
      text.replaceAll("UserAssigned", "None"),
    );
  });
});
