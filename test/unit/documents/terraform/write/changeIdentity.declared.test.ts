import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../../../src/documents/textEdit";
import type { GivenAnswer } from "../../../../../src/documents/planQuestion";
import { atOnce } from "../../../../../src/documents/sliced";
import type { IdentityChange } from "../../../../../src/identity/identityChange";
import { type Beside, changed, ID, open } from "../changes";
import { A, dynamic, firstOf, identity, vm } from "../samples";

const B = "azurerm_user_assigned_identity.b.id";
const EDIT: GivenAnswer = { kind: "allow", permission: "editDeclaration" };
const REPLACE: GivenAnswer = { kind: "allow", permission: "replaceExpression" };

function planned(text: string, beside: Beside, change: IdentityChange, answers: readonly GivenAnswer[] = []) {
  const document = open(text, beside);
  return atOnce(document.plan(firstOf(document), { kind: "change", change }, answers));
}

/** All files after a change, or what has come instead of edits. */
function files(text: string, beside: Beside, change: IdentityChange, answers: readonly GivenAnswer[] = [EDIT]) {
  const outcome = planned(text, beside, change, answers);
  if (outcome.kind !== "edits") {
    return outcome;
  }
  const elsewhere = new Map(outcome.elsewhere?.map(({ path, edits }) => [path, edits]));
  return {
    main: applyEdits(text, outcome.edits),
    ...Object.fromEntries(
      Object.entries(beside).map(([path, other]) => [path, applyEdits(other, elsewhere.get(path) ?? [])]),
    ),
  };
}

const assign = (...ids: string[]): IdentityChange => ({ kind: "assignUserAssigned", ids });
const remove = (...ids: string[]): IdentityChange => ({ kind: "removeUserAssigned", ids });

describe("a list that a function puts together", () => {
  it("is edited in its parts where that is asked for", () => {
    const text = vm(identity("UserAssigned", `concat([${A}], local.ids)`), `locals {\n  ids = [${B}]\n}\n`);
    expect(planned(text, {}, remove(B))).toMatchObject({
      kind: "asks",
      question: { what: "list", offers: ["editDeclaration", "replaceExpression"] },
    });
    expect(files(text, {}, remove(B))).toEqual({ main: text.replace(`ids = [${B}]`, "ids = []") });
    expect(files(text, {}, remove(A))).toEqual({ main: text.replace(`[${A}]`, "[]") });
  });

  it("counts the machines of other files that change with it", () => {
    const text = vm(identity("UserAssigned", "local.ids"));
    const beside = {
      "locals.tf": `locals {\n  ids = [${A}]\n}\n`,
      "more.tf": vm(identity("UserAssigned", `concat(local.ids, [${B}])`)).replace('"x"', '"y"'),
      "others.tf": vm(identity("UserAssigned", `[${A}]`)).replace('"x"', '"z"'),
    };
    expect(planned(text, beside, assign(B), [EDIT])).toMatchObject({ kind: "edits", othersAffected: 1 });
  });

  it("is emptied in all of its parts, and filled again in one", () => {
    const text = vm(identity("UserAssigned", `concat([${A}, ${B}], [var.c])`));
    const to = { kind: "setTo", state: { systemAssigned: undefined, userAssigned: [{ id: "var.d" }] } } as const;
    expect(files(text, {}, to)).toEqual({ main: text.replace(`[${A}, ${B}]`, "[]").replace("var.c", "var.d") });
  });

  it("takes more where it is spelled out, whatever else is in it", () => {
    const text = vm(identity("UserAssigned", `concat([${A}], var.ids)`));
    expect(files(text, {}, assign(B))).toEqual({ main: text.replace(`[${A}]`, `[${A}, ${B}]`) });
  });

  it("is not said to hold nothing where a part of it is not known", () => {
    const text = vm(identity("UserAssigned", `concat([${A}], var.ids)`));
    expect(planned(text, {}, remove(A), [EDIT])).toMatchObject({ kind: "asks", question: { offers: [] } });
    expect(planned(text, {}, { kind: "removeAll" })).toMatchObject({ question: { offers: ["replaceExpression"] } });
    expect(files(text, {}, { kind: "removeAll" }, [EDIT, REPLACE])).toEqual({ main: vm("") });
  });
});

describe("the element behind a dynamic block", () => {
  const inner = "type         = identity.value.type\n      identity_ids = identity.value.ids";
  const value = (type: string, ids: string) => `{\n    type = "${type}"\n    ids  = ${ids}\n  }`;
  const text = vm(dynamic("var.identity == null ? [] : [var.identity]", inner));
  const variable = (given: string) => `variable "identity" {\n  default = ${given}\n}\n`;

  it("is edited where it stands", () => {
    const beside = { "variables.tf": variable(value("UserAssigned", `["${ID}"]`)) };
    expect(planned(text, beside, { kind: "enableSystemAssigned" })).toMatchObject({
      question: { what: "block", declaration: { kind: "inputVariable", name: "identity" } },
    });
    expect(files(text, beside, { kind: "enableSystemAssigned" })).toEqual({
      main: text,
      "variables.tf": variable(value("SystemAssigned, UserAssigned", `["${ID}"]`)),
    });
  });

  it("never gets a type that the provider does not know", () => {
    const beside = { "variables.tf": variable(value("UserAssigned", `["${ID}"]`)) };
    expect(planned(text, beside, { kind: "removeAll" })).toMatchObject({ question: { offers: ["replaceExpression"] } });
    expect(planned(text, beside, remove(ID), [EDIT])).toMatchObject({ question: { offers: ["replaceExpression"] } });
    expect(files(text, beside, remove(ID), [EDIT, REPLACE])).toEqual({ main: vm(""), ...beside });
  });

  it("is not offered where it is null", () => {
    expect(planned(text, { "variables.tf": variable("null") }, { kind: "enableSystemAssigned" })).toMatchObject({
      question: { offers: [] },
    });
  });

  it("of a resource that is made for one element is edited there", () => {
    const one = `locals {\n  all = {\n    a = ${value("SystemAssigned", "[]")}\n  }\n}\n`;
    const each = vm(`  for_each = local.all\n\n${dynamic("[each.value]", inner)}`);
    expect(files(each, { "locals.tf": one }, assign(A))).toEqual({
      main: each,
      "locals.tf": `locals {\n  all = {\n    a = ${value("SystemAssigned, UserAssigned", `[${A}]`)}\n  }\n}\n`,
    });
  });
});

describe("a list that decides whether a dynamic block is there", () => {
  const text = vm(
    dynamic("length(var.ids) > 0 ? [1] : []", `type         = "UserAssigned"\n      identity_ids = var.ids`),
  );
  const variable = (ids: string) => `variable "ids" {\n  default = ${ids}\n}\n`;

  it("is edited where it stands", () => {
    const beside = { "prod.tfvars": "ids = []\n", "variables.tf": variable("[]") };
    const asked = planned(text, beside, assign(ID));
    expect(asked).toMatchObject({
      question: { what: "block", declaration: { name: "ids" }, offers: ["editDeclaration"] },
    });
    expect(asked.kind === "asks" ? asked.question.answers[0] : undefined).toEqual({
      kind: "editElsewhere",
      path: "prod.tfvars",
    });
    const list = `[\n    "${ID}",\n  ]`;
    expect(files(text, beside, assign(ID))).toEqual({ main: text, ...beside, "variables.tf": variable(list) });
    expect(files(text, beside, assign(A))).toMatchObject({ refusal: { reason: "idNeeded" } });
  });

  it("is not edited where another expression decides", () => {
    const other = text.replace("length(var.ids) > 0", "length(var.ids_2) > 0");
    expect(planned(other, { "variables.tf": variable("[]") }, assign(ID))).toMatchObject({ question: { offers: [] } });
  });
});

describe("a variable", () => {
  const text = vm(identity("UserAssigned", "var.ids"));
  const variables = (ids: string) => `variable "ids" {\n  type    = list(string)\n  default = ${ids}\n}\n`;
  const literal = ID.replace("id-new", "id-old");

  it("has its default changed, or what Terraform reads unasked", () => {
    expect(files(text, { "variables.tf": variables(`["${literal}"]`) }, assign(ID))).toEqual({
      main: text,
      "variables.tf": variables(`["${literal}", "${ID}"]`),
    });
    const beside = { "terraform.tfvars": `ids = ["${literal}"]\n`, "variables.tf": variables("[]") };
    expect(files(text, beside, assign(ID))).toEqual({
      main: text,
      ...beside,
      "terraform.tfvars": `ids = ["${literal}", "${ID}"]\n`,
    });
  });

  it("is changed in the file that a run is given, where that is chosen", () => {
    const beside = {
      "prod.tfvars": `ids = ["${literal}"]\n`,
      "test.tfvars": `other = 1\n`,
      "variables.tf": variables("[]"),
    };
    const asked = planned(text, beside, assign(ID));
    expect(asked).toMatchObject({ kind: "asks" });
    expect(
      asked.kind === "asks"
        ? asked.question.answers.map((answer) => ("path" in answer ? answer.path : answer.kind))
        : [],
    ).toEqual(["prod.tfvars", "allow", "goTo"]);
    expect(files(text, beside, assign(ID), [{ kind: "editElsewhere", path: "prod.tfvars" }])).toEqual({
      main: text,
      ...beside,
      "prod.tfvars": `ids = ["${literal}", "${ID}"]\n`,
    });
  });

  it("gets ids only: its value cannot name a resource", () => {
    expect(files(text, { "variables.tf": variables("[]") }, assign(A))).toEqual({
      kind: "refused",
      refusal: { reason: "idNeeded", path: "var.ids" },
    });
    expect(files(text, { "terraform.tfvars": "ids = []\n", "variables.tf": variables("[]") }, assign(A))).toEqual({
      kind: "refused",
      refusal: { reason: "idNeeded", path: "terraform.tfvars" },
    });
  });
});

describe("a request of azapi", () => {
  const azapi = (type: string, keys: readonly string[] | undefined) =>
    `resource "azapi_resource" "x" {\n  type = "Microsoft.Compute/virtualMachines@2024-07-01"\n  name = "vm"\n\n  body = {\n    identity = {\n      type = "${type}"\n${
      keys === undefined
        ? ""
        : `      userAssignedIdentities = {\n${keys.map((key) => `        ${key} = {}\n`).join("")}      }\n`
    }    }\n  }\n}\n`;

  it("is edited in Azure's own form", () => {
    const one = azapi("UserAssigned", [`(${A})`]);
    const two = azapi("UserAssigned", [`(${A})`.padEnd(ID.length + 2), `"${ID}"`]);
    expect(changed(one, assign(ID))).toBe(two);
    expect(changed(two, remove(ID))).toBe(one);
    expect(changed(azapi("SystemAssigned", undefined), assign(A))).toBe(
      azapi("SystemAssigned, UserAssigned", [`(${A})`]),
    );
    expect(changed(one, { kind: "removeAll" })).toBe(azapi("None", undefined));
  });

  it("is edited on one line", () => {
    const inOne = (...keys: readonly string[]) =>
      `resource "azapi_resource" "x" {\n  type = "Microsoft.Compute/virtualMachines@2024-07-01"\n  body = {\n    identity = { type = "UserAssigned", userAssignedIdentities = { ${keys.map((key) => `(${key}) = {}`).join(", ")} } }\n  }\n}\n`;
    expect(changed(inOne(A), assign(B))).toBe(inOne(A, B));
    expect(changed(inOne(A, B, "var.c"), remove(A))).toBe(inOne(B, "var.c"));
    expect(changed(inOne(A, B, "var.c"), remove(B, "var.c"))).toBe(inOne(A));
    expect(changed(inOne(A, B, "var.c"), remove(A, "var.c"))).toBe(inOne(B));
    expect(changed(inOne(A, B), { kind: "removeAll" })).toBe(
      inOne().replace('"UserAssigned", userAssignedIdentities = {  }', '"None"'),
    );
  });

  it("keeps its body where a local value holds it", () => {
    const text = `resource "azapi_resource" "x" {\n  type = "Microsoft.Compute/virtualMachines@2024-07-01"\n  body = local.body\n}\n\nlocals {\n  body = {\n    properties = {}\n    identity = {\n      type = "SystemAssigned"\n    }\n  }\n}\n`;
    expect(planned(text, {}, { kind: "disableSystemAssigned" })).toMatchObject({
      question: { offers: ["editDeclaration"] },
    });
    expect(planned(text, {}, { kind: "disableSystemAssigned" }, [REPLACE])).toMatchObject({ kind: "asks" });
    expect(files(text, {}, { kind: "disableSystemAssigned" })).toEqual({
      main: text.replace("SystemAssigned", "None"),
    });
  });
});
