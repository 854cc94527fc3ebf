import { describe, expect, it } from "vitest";
import { type IdentityChange, inverseChange } from "../../../../../src/identity/identityChange";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { type ChangeOptions } from "../../../../../src/documents/arm/write/changeOutcome";
import { applyEdits } from "../../../../../src/documents/textEdit";
import { applied, id } from "../templates";

const enable: IdentityChange = { kind: "enableSystemAssigned" };
const disable: IdentityChange = { kind: "disableSystemAssigned" };
const removeAll: IdentityChange = { kind: "removeAllUserAssigned" };
const assign = (...names: string[]): IdentityChange => ({ kind: "assignUserAssigned", ids: names.map(id) });
const remove = (...names: string[]): IdentityChange => ({ kind: "removeUserAssigned", ids: names.map(id) });

const THERE: ChangeOptions = { allow: ["editDeclaration"] };

const dictionary = (...names: string[]) => Object.fromEntries(names.map((name) => [id(name), {}]));
const inVariable = { type: "UserAssigned", userAssignedIdentities: "[variables('ids')]" };
const inParameter = { type: "UserAssigned", userAssignedIdentities: "[parameters('ids')]" };
const typeInVariable = { type: "[variables('kind')]", userAssignedIdentities: dictionary("own") };

interface Declared {
  readonly variables?: object;
  readonly parameters?: object;
  readonly apiVersion?: string;
}

/** A template whose machines have these identities. */
function template(identities: readonly object[], { apiVersion = "2023-03-01", ...declared }: Declared): string {
  const type = "Microsoft.Compute/virtualMachines";
  const resources = identities.map((identity, index) => ({ type, apiVersion, name: `vm-${index}`, identity }));
  return JSON.stringify({ contentVersion: "1.0.0.0", ...declared, resources }, undefined, 2);
}

function change(text: string, wanted: IdentityChange, options: ChangeOptions = THERE) {
  const before = readArmTemplate(text);
  const [resource] = before.resources;
  if (resource === undefined) {
    throw new Error("a machine is wanted");
  }
  return { before, outcome: changeIdentity(before, resource, wanted, options) };
}

function changed(text: string, wanted: IdentityChange, options: ChangeOptions = THERE): string {
  const { before, outcome } = change(text, wanted, options);
  return applied(before, outcome);
}

function offers(text: string, wanted: IdentityChange): readonly string[] | string {
  const { outcome } = change(text, wanted, {});
  return outcome.kind === "asks" && outcome.question.kind === "isExpression" ? outcome.question.offers : outcome.kind;
}

const ids = (...names: string[]): Declared => ({ variables: { ids: dictionary(...names), other: 1 } });
const byDefault = (...names: string[]): Declared => ({
  parameters: { ids: { type: "object", defaultValue: dictionary(...names) } },
});
const kind = (type: string): Declared => ({ variables: { kind: type } });

describe("a dictionary that a variable holds", () => {
  it("is edited there, and only there, when that is allowed", () => {
    const before = template([inVariable], ids("a"));
    expect(offers(before, assign("b"))).toEqual(["editDeclaration", "replaceExpression"]);
    expect(changed(before, assign("b"))).toBe(template([inVariable], ids("a", "b")));
    expect(offers(template([inVariable], ids("a", "b")), remove("a"))).toEqual([
      "editDeclaration",
      "replaceExpression",
    ]);
    expect(changed(template([inVariable], ids("a", "b")), remove("a"))).toBe(template([inVariable], ids("b")));
  });

  it("is filled where it is empty", () => {
    expect(changed(template([inVariable], ids()), assign("a"))).toBe(template([inVariable], ids("a")));
  });

  it("is not emptied: the last identity goes with the expression, when that is asked for", () => {
    const before = template([inVariable], ids("a"));
    for (const wanted of [removeAll, remove("a")]) {
      expect(offers(before, wanted)).toEqual(["replaceExpression"]);
      expect(changed(before, wanted)).toBe("asks isExpression");
      expect(changed(before, wanted, { allow: ["replaceExpression"] })).toBe(template([{ type: "None" }], ids("a")));
    }
  });

  it("does not stand in the way of the type", () => {
    const both = { ...inVariable, type: "SystemAssigned, UserAssigned" };
    expect(changed(template([inVariable], ids("a")), enable, {})).toBe(template([both], ids("a")));
    expect(changed(template([both], ids("a")), disable, {})).toBe(template([inVariable], ids("a")));
  });

  it("is edited twice as once, and back to the same text", () => {
    const before = template([inVariable], ids("a"));
    const { outcome } = change(before, assign("b"));
    const after = outcome.kind === "edits" ? applyEdits(before, outcome.edits) : "";
    expect(changed(after, assign("b"))).toBe("noOp");
    const back = outcome.kind === "edits" ? inverseChange(outcome.plan.before, outcome.plan.after) : removeAll;
    expect(changed(after, back)).toBe(before);
  });

  it("keeps its line ends and comments", () => {
    const before = template([inVariable], ids("a")).replace(`"other"`, `// what else there is\n    "other"`);
    const crlf = (text: string) => text.replaceAll("\n", "\r\n");
    expect(changed(crlf(before), assign("b"))).toBe(crlf(changed(before, assign("b"))));
    expect(changed(before, assign("b"))).toContain("// what else there is");
  });

  it("is one for all that share it, and says so", () => {
    const whole = "[variables('block')]";
    const variables = { ids: dictionary("a"), block: inVariable };
    const { before, outcome } = change(
      template([inVariable, inVariable, whole, {}] as object[], { variables }),
      assign("b"),
    );
    expect(outcome.kind === "edits" && outcome.alsoAffects).toEqual(before.resources.slice(1, 3));
  });

  it("is left alone where others would be left without an identity in it, or with one that their type does not count", () => {
    const system = { ...inVariable, type: "SystemAssigned" };
    expect(offers(template([inVariable, inVariable], ids()), assign("a"))).toEqual([]);
    expect(offers(template([system], ids("a")), assign("b"))).toEqual(["replaceExpression"]);
  });

  it("is left alone where a loop makes it, and where the API version wants an array", () => {
    const loop = { ids: { copy: [{ name: "x", count: 2, input: "y" }] } };
    expect(offers(template([inVariable], { variables: loop }), assign("b"))).toEqual([]);
    expect(offers(template([inVariable], { variables: { ids: "[variables('x')]" } }), assign("b"))).toEqual([]);
    expect(offers(template([inVariable], { variables: {} }), assign("b"))).toEqual([]);
    expect(offers(template([inVariable], { ...ids("a"), apiVersion: "2017-12-01" }), assign("b"))).toEqual([
      "replaceExpression",
    ]);
  });

  it("is refused where its text does not parse", () => {
    const broken = template([inVariable], ids("a", "c")).replace(`a": {},`, `a": {}`);
    expect(changed(broken, assign("b"))).toBe("refused syntaxError");
    const unreadable = template([inVariable], ids("a")).replace(`a": {}`, `a": {} 1`);
    expect(offers(unreadable, assign("b"))).toEqual([]);
  });

  it("is replaced where that was asked for first", () => {
    const replaced = { type: "UserAssigned", userAssignedIdentities: dictionary("a", "b") };
    const options = { allow: ["replaceExpression"] } as const;
    expect(changed(template([inVariable], ids("a")), assign("b"), options)).toBe(template([replaced], ids("a")));
  });
});

describe("a dictionary that a parameter has for its default", () => {
  it("is edited there, and is not known without that", () => {
    const before = template([inParameter], byDefault("a"));
    expect(offers(before, assign("b"))).toEqual(["editDeclaration"]);
    expect(changed(before, assign("b"))).toBe(template([inParameter], byDefault("a", "b")));
    expect(changed(template([inParameter], byDefault("a", "b")), remove("b"))).toBe(before);
    expect(changed(template([inParameter], byDefault("a", "b")), assign("b"))).toBe("noOp");
    expect(changed(template([inParameter], byDefault()), assign("a"))).toBe(before);
  });

  it("decides nothing about the type, because a deployment may give another", () => {
    const both = { ...inParameter, type: "[variables('kind')]" };
    const before = { ...byDefault(), ...kind("SystemAssigned, UserAssigned") };
    expect(changed(template([both], before), disable)).toBe(
      template([both], { ...byDefault(), ...kind("UserAssigned") }),
    );
  });
});

describe("a type that a variable holds", () => {
  it("is edited there, in its own spelling", () => {
    const before = template([typeInVariable], kind("userAssigned"));
    expect(offers(before, enable)).toEqual(["editDeclaration", "replaceExpression"]);
    const after = changed(before, enable);
    expect(after).toBe(template([typeInVariable], kind("systemAssigned, userAssigned")));
    expect(changed(after, enable)).toBe("noOp");
    expect(changed(after, disable)).toBe(before);
  });

  it("goes with the identities of the only resource that uses it", () => {
    const none = { type: "[variables('kind')]" };
    const before = template([typeInVariable], kind("UserAssigned"));
    expect(changed(before, removeAll)).toBe(template([none], kind("None")));
    expect(changed(template([none], kind("SystemAssigned")), assign("own"))).toBe(
      template([typeInVariable], kind("SystemAssigned, UserAssigned")),
    );
  });

  it("changes others with it, but never takes the identities that they list", () => {
    const before = template([typeInVariable, typeInVariable], kind("UserAssigned"));
    const { outcome, before: read } = change(before, enable);
    expect(outcome.kind === "edits" && outcome.alsoAffects).toEqual(read.resources.slice(1));
    expect(offers(before, removeAll)).toEqual(["replaceExpression"]);
    expect(changed(before, removeAll)).toBe("asks isExpression");
  });

  it("stays as it is where a change would touch it and the dictionary's variable at once", () => {
    const identity = { type: "[variables('kind')]", userAssignedIdentities: "[variables('ids')]" };
    const variables = { kind: "UserAssigned", ids: dictionary("a") };
    const several: IdentityChange = { kind: "several", changes: [enable, assign("b")] };
    expect(offers(template([identity], { variables }), several)).toEqual(["replaceExpression"]);
    expect(changed(template([identity], { variables }), enable)).toContain(`"kind": "SystemAssigned, UserAssigned"`);
  });
});

describe("a type that a parameter has for its default", () => {
  const typeInParameter = { ...typeInVariable, type: "[parameters('kind')]" };
  const typed = (defaultValue: string, more: object = {}): Declared => ({
    parameters: { kind: { type: "string", defaultValue, ...more } },
  });

  it("is edited there", () => {
    const before = template([typeInParameter], typed("UserAssigned"));
    expect(offers(before, enable)).toEqual(["editDeclaration", "replaceExpression"]);
    expect(changed(before, enable)).toBe(template([typeInParameter], typed("SystemAssigned, UserAssigned")));
  });

  it("is left alone where only some values are allowed", () => {
    const before = template([typeInParameter], typed("UserAssigned", { allowedValues: ["UserAssigned"] }));
    expect(offers(before, enable)).toEqual(["replaceExpression"]);
  });
});
