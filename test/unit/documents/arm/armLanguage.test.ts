import { describe, expect, it } from "vitest";
import { armLanguage } from "../../../../src/documents/arm/armLanguage";
import { openArmDocument } from "../../../../src/documents/arm/seam/openArmDocument";
import type { IdentityDocument } from "../../../../src/documents/documentLanguage";
import type { DocumentResource } from "../../../../src/documents/documentResource";
import type { GivenAnswers, PlanOutcome, Request } from "../../../../src/documents/planOutcome";
import { atOnce } from "../../../../src/documents/sliced";
import { applyEdits } from "../../../../src/documents/textEdit";

const id = (name: string) =>
  `/subscriptions/s-1/resourceGroups/rg-1/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

interface Machine {
  readonly name?: string;
  readonly apiVersion?: string;
  readonly identity?: unknown;
}

/** A template with these machines, a member a line. */
function text(machines: readonly Machine[], variables: unknown = {}): string {
  const resources = machines.map(({ name = "vm-1", apiVersion = "2023-03-01", identity }) => {
    return { type: "Microsoft.Compute/virtualMachines", apiVersion, name, identity };
  });
  return JSON.stringify({ contentVersion: "1.0.0.0", variables, resources }, undefined, 2);
}

function open(source: string): { readonly document: IdentityDocument; readonly first: DocumentResource } {
  const document = atOnce(openArmDocument(source));
  const [first] = document.resources;
  if (first === undefined) {
    throw new Error("The text has no resource.");
  }
  return { document, first };
}

function plan(source: string, request: Request, answers: GivenAnswers = []): PlanOutcome {
  const { document, first } = open(source);
  return atOnce(document.plan(first, request, answers));
}

/** The template as it is after a request. */
function planned(source: string, request: Request, answers: GivenAnswers = []): unknown {
  const outcome = plan(source, request, answers);
  return outcome.kind === "edits" ? (JSON.parse(applyEdits(source, outcome.edits)) as unknown) : outcome;
}

const enable: Request = { kind: "change", change: { kind: "enableSystemAssigned" } };
const users = (...names: readonly string[]) => ({
  type: "UserAssigned",
  userAssignedIdentities: Object.fromEntries(names.map((name) => [name, {}])),
});

describe("an ARM template as a document", () => {
  it("is known by its beginning", () => {
    expect(armLanguage.isWrittenIn(text([]).slice(0, armLanguage.headLength))).toBe(true);
    expect(armLanguage.isWrittenIn('{ "name": "a package" }')).toBe(false);
  });

  it("is opened by what the language loads", async () => {
    expect(await armLanguage.load()).toBe(openArmDocument);
  });

  it("is the same document where its text is the same", () => {
    const { document } = open(text([{}]));
    expect(atOnce(openArmDocument(document.text, document))).toBe(document);
    expect(atOnce(openArmDocument(`${document.text} `, document))).not.toBe(document);
  });

  it("has resources with names as users read them, and as they stand", () => {
    const { document } = open(text([{ name: "[concat('vm', '-1')]" }, { name: "vm-2" }]));
    expect(document.resources).toMatchObject([
      { index: 0, kind: "virtualMachine", name: "[concat('vm', '-1')]", label: "concat('vm', '-1')" },
      { index: 1, kind: "virtualMachine", name: "vm-2", label: "vm-2" },
    ]);
  });

  it("tells the identities of a resource, or why it cannot", () => {
    const both = [{ identity: users(id("id-a"), "[parameters('p')]") }, { identity: "[variables('v')]" }];
    const { document } = open(text([...both, { identity: { type: "Sistem" } }, {}], { v: "[parameters('x')]" }));
    const [listed, expression, unreadable, silent] = document.resources;
    expect(listed?.identity).toMatchObject({
      kind: "state",
      systemAssigned: false,
      userAssigned: [
        { text: id("id-a"), id: id("id-a").toLowerCase() },
        { text: "[parameters('p')]", id: undefined },
      ],
      expression: undefined,
    });
    expect(expression?.identity).toEqual({
      kind: "state",
      systemAssigned: "unknown",
      userAssigned: "unknown",
      expression: "[variables('v')]",
    });
    const declaration = expression?.declaration;
    expect(declaration && document.text.slice(declaration.start, declaration.end)).toBe(`"v": "[parameters('x')]"`);
    expect(unreadable?.identity).toEqual({ kind: "unknown", reason: "typeNotKnown" });
    expect(silent?.identity).toMatchObject({ systemAssigned: false, userAssigned: [] });
  });

  it("does not take what belongs to another reading", () => {
    const { document } = open(text([{ identity: { type: "Sistem" } }]));
    const other = open(text([{}]));
    expect(() => document.namesId(other.first, id("id-a"))).toThrow(RangeError);
    const [diagnostic] = atOnce(document.diagnose());
    const [fix] = diagnostic?.fixes ?? [];
    expect(fix && (() => atOnce(other.document.fix(fix)))).toThrow(RangeError);
  });
});

describe("a request", () => {
  it("comes to edits, to nothing, or to a refusal", () => {
    expect(planned(text([{}]), enable)).toEqual(JSON.parse(text([{ identity: { type: "SystemAssigned" } }])));
    expect(plan(text([{ identity: { type: "SystemAssigned" } }]), enable)).toEqual({ kind: "noOp" });
    expect(plan(text([{}]).replace(`"2023-03-01",`, `"2023-03-01"`), enable)).toMatchObject({
      kind: "refused",
      refusal: { reason: "syntaxError" },
    });
  });

  it.each([
    ["text", id("id-a")],
    ["resourceId", "[resourceId('s-1', 'rg-1', 'Microsoft.ManagedIdentity/userAssignedIdentities', 'id-a')]"],
    ["variable", "[variables('aIdentityId')]"],
    ["parameter", "[parameters('aIdentityId')]"],
  ] as const)("to assign an id in the form %s writes %s", (form, key) => {
    const assigned = planned(text([{}]), { kind: "assign", identities: [{ kind: "id", id: id("id-a"), form }] });
    expect(assigned).toMatchObject({
      resources: [{ identity: { type: "UserAssigned", userAssignedIdentities: { [key]: {} } } }],
    });
    if (form === "variable") {
      expect(assigned).toMatchObject({ variables: { aIdentityId: id("id-a") } });
    }
  });

  it("asks whether an API version may be raised, and goes on with the answer", () => {
    const old = text([{ apiVersion: "2016-03-30" }]);
    const assign: Request = { kind: "assign", identities: [{ kind: "text", text: id("id-a") }] };
    const asked = plan(old, assign);
    expect(asked).toEqual({
      kind: "asks",
      question: {
        kind: "apiVersionTooOld",
        apiVersion: { text: "2016-03-30", profile: undefined },
        lowest: "2017-12-01",
        offered: { kind: "raiseApiVersion", apiVersion: "2024-07-01" },
        answers: [{ kind: "allow", permission: "raiseApiVersion" }],
      },
    });
    expect(planned(old, assign, [{ kind: "allow", permission: "raiseApiVersion" }])).toEqual(
      JSON.parse(text([{ apiVersion: "2024-07-01", identity: users(id("id-a")) }])),
    );
  });

  it.each(["dictionary", "array"] as const)("asks for the shape of a list, and writes the %s", (shape) => {
    const open = text([{ apiVersion: "[parameters('version')]" }]);
    const assign: Request = { kind: "assign", identities: [{ kind: "text", text: id("id-a") }] };
    expect(plan(open, assign)).toMatchObject({ question: { kind: "apiVersionUnknown", profile: undefined } });
    const list = shape === "array" ? { identityIds: [id("id-a")] } : { userAssignedIdentities: { [id("id-a")]: {} } };
    expect(planned(open, assign, [{ kind: "shape", shape }])).toMatchObject({ resources: [{ identity: list }] });
  });

  it("asks about an expression, and leads to its declaration", () => {
    const source = text([{ identity: "[variables('v')]" }], { v: { type: "None" } });
    const asked = plan(source, enable);
    const question = asked.kind === "asks" ? asked.question : undefined;
    expect(question).toMatchObject({
      kind: "isExpression",
      what: "block",
      declaration: { kind: "variable", name: "v" },
      offers: ["editDeclaration", "replaceExpression"],
    });
    const place = question?.answers.at(-1);
    expect(place?.kind === "goTo" && source.slice(place.range.start, place.range.end)).toMatch(/^"v": \{/);
    expect(planned(source, enable, [{ kind: "allow", permission: "editDeclaration" }])).toMatchObject({
      variables: { v: { type: "SystemAssigned" } },
    });
  });

  it("says how many others change with a shared declaration", () => {
    const machine = { identity: "[variables('v')]" };
    const source = text([machine, { ...machine, name: "vm-2" }], { v: { type: "None" } });
    expect(plan(source, enable, [{ kind: "allow", permission: "editDeclaration" }])).toMatchObject({
      othersAffected: 1,
    });
  });

  it("for several resources tells what came of each", () => {
    const source = text([{}, { name: "vm-2", identity: { type: "Sistem" } }]);
    const { document } = open(source);
    const { edits, outcomes } = atOnce(document.planSeveral(document.resources, enable, []));
    expect(JSON.parse(applyEdits(source, edits))).toMatchObject({
      resources: [{ identity: { type: "SystemAssigned" } }, { identity: { type: "Sistem" } }],
    });
    expect(outcomes.map(({ resource }) => resource)).toEqual(document.resources);
    expect(outcomes.map(({ outcome }) => outcome)).toMatchObject([
      { kind: "changed" },
      { kind: "refused", refusal: { reason: "typeNotKnown" } },
    ]);
  });
});

describe("what is wrong in a template", () => {
  const source = text([{ identity: { type: "SystemAssigned", userAssignedIdentities: { [id("id-a")]: {} } } }]);

  it("has facts, and fixes that are made by the document", () => {
    const { document } = open(source);
    const [found] = atOnce(document.diagnose());
    expect(found?.facts).toMatchObject({ code: "identitiesWithoutUserAssigned", type: "SystemAssigned", count: 1 });
    expect(found?.isFixedWithAll).toBe(true);
    const [fix] = found?.fixes ?? [];
    expect(fix?.facts).toEqual({ kind: "setType", type: "SystemAssigned, UserAssigned" });
    const outcome = fix && atOnce(document.fix(fix));
    const fixed = outcome?.kind === "edits" ? applyEdits(source, outcome.edits) : "";
    expect(atOnce(open(fixed).document.diagnose())).toEqual([]);
    expect(applyEdits(source, atOnce(document.fixAll("identitiesWithoutUserAssigned")))).toBe(fixed);
  });
});

describe("a place in an identity", () => {
  const source = text([{ identity: users(id("id-a")) }]);
  const { document, first } = open(source);

  it("is an entry, the block, or none", () => {
    const entry = document.hover(source.indexOf("id-a"));
    expect(entry).toMatchObject({ resource: first, listed: { text: id("id-a") } });
    expect(document.hover(source.indexOf('"identity"') + 1)).toMatchObject({ resource: first, listed: undefined });
    expect(document.hover(source.indexOf('"apiVersion"'))).toBeUndefined();
  });

  it("is completed by a type or an identity, as it is written there", () => {
    const type = document.completion(source.indexOf("UserAssigned") + 1);
    expect(type).toMatchObject({ wants: "type", filterPrefix: '"' });
    expect(type?.written("None")).toBe('"None"');
    const behind = text([{ identity: users() }]).replace('"userAssignedIdentities": {', "$& ");
    const key = open(behind).document.completion(behind.indexOf('"userAssignedIdentities": { ') + 27);
    expect(key?.wants).toBe("identity");
    expect(key?.written(id("id-b"))).toBe(`"${id("id-b")}": {}`);
    expect(key?.forms(id("id-b")).map(({ form }) => form)).toEqual(["text", "resourceId"]);
  });
});

describe("a text of a template", () => {
  it.each([
    [id("id-a"), "id-a"],
    ["[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-a')]", "id-a"],
    ["[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('p'))]", "parameters('p')"],
    ["[parameters('p')]", "parameters('p')"],
    ["[[parameters('p')]", "parameters('p')"],
  ])("%s names the identity %s", (written, name) => {
    expect(open(text([{}])).document.identityName(written)).toBe(name);
  });
});
