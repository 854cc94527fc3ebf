import { describe, expect, it } from "vitest";
import { type IdentityChange } from "../../../../../src/identity/identityChange";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { type ArmTemplate, readArmTemplate } from "../../../../../src/documents/arm/model";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { applied, id, machine } from "../templates";

const ENABLE: IdentityChange = { kind: "enableSystemAssigned" };

const whole = machine(`"identity": {
        "type": "UserAssigned",
        "userAssignedIdentities": {
          "${id("a")}": {},
          "${id("b")}": {}
        }
      },
      `);

function outcome(template: ArmTemplate, change: IdentityChange, number = 0) {
  const resource = template.resources[number];
  if (resource === undefined) {
    throw new Error(`${template.resources.length} resources`);
  }
  return changeIdentity(template, resource, change);
}

function changed(text: string, change: IdentityChange, number = 0): string {
  const template = readArmTemplate(text);
  return applied(template, outcome(template, change, number));
}

function codes(text: string): readonly string[] {
  return diagnose(readArmTemplate(text)).map(({ code }) => code);
}

/** The line in which a refused change finds the fault, from 1. */
function faultLine(text: string): number | undefined {
  const refused = outcome(readArmTemplate(text), ENABLE);
  return refused.kind === "refused" && "range" in refused.refusal
    ? text.slice(0, refused.refusal.range.start).split("\n").length
    : undefined;
}

/** The line, counted from 1, in which a text stands first. */
function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split("\n").length;
}

const oneLine = (members: string) =>
  `{ "resources": [\n  { "type": "Microsoft.Compute/virtualMachines", "apiVersion": "2023-03-01", "name": "vm", ${members} }\n] }`;

const symbolic = (text: string) =>
  text.replace(`"resources": [\n    {`, `"resources": {\n    "vm": {`).replace(/\]\n\}\n$/, "}\n}\n");

describe("a machine whose end is not certain", () => {
  const torn: readonly (readonly [string, string])[] = [
    ["the line that opens the identity is missing", whole.replace(`"identity": {\n`, "\n")],
    ["the same under a symbolic name", symbolic(whole).replace(`"identity": {\n`, "\n")],
    ["the same on one line", oneLine(`"type": "SystemAssigned" }, "properties": {}`)],
    ["a bracket too many stands in the identity", whole.replace(`"UserAssigned",`, `"UserAssigned" },`)],
    ["the machine ends before its identity, on one line", oneLine(`}"identity": { "type": "SystemAssigned" }`)],
    ["the machine ends before its identity", whole.replace(`"name": "vm",`, `"name": "vm" },`)],
    [
      "the line that opens the properties is missing, and nothing says where an identity goes",
      machine("").replace(`"properties": {\n`, "\n"),
    ],
  ];

  it.each(torn)("gets no second identity and loses none: %s", (_, text) => {
    expect(changed(text, ENABLE)).toBe("refused syntaxError");
    expect(changed(text, { kind: "removeAll" })).toMatch(/^(?:refused syntaxError|noOp)$/);
  });

  it.each(torn)("is not said to have anything wrong: %s", (_, text) => {
    expect(codes(text)).toEqual([]);
  });

  it("is refused with the line in which it ends too early", () => {
    const text = whole.replace(`"identity": {\n`, "\n");
    expect(faultLine(text)).toBe(lineOf(text, '      },\n      "properties"'));
  });
});

describe("a list that a bracket too many ends early", () => {
  const text = whole.replace(`"${id("a")}": {},`, `"${id("a")}": {} },`);

  it("is reckoned with as it is meant", () => {
    expect(changed(text, ENABLE)).toBe(text.replace(`"UserAssigned"`, `"SystemAssigned, UserAssigned"`));
    expect(changed(text, { kind: "assignUserAssigned", ids: [id("b")] })).toBe("noOp");
    const added = changed(text, { kind: "assignUserAssigned", ids: [id("c")] });
    expect(added).toContain(`"${id("c")}": {}`);
    expect(added).toContain(`"${id("b")}": {}`);
  });

  it.each<IdentityChange>([
    { kind: "removeAll" },
    { kind: "removeUserAssigned", ids: [id("a")] },
    { kind: "removeUserAssigned", ids: [id("b")] },
  ])("loses nothing: %o", (change) => {
    expect(changed(text, change)).toBe("refused syntaxError");
  });

  it("is not said to have anything wrong", () => {
    expect(codes(text)).toEqual([]);
  });

  it("is refused where what stands behind it is no entry", () => {
    expect(changed(text.replace(`"${id("b")}": {}`, `"other": {}`), ENABLE)).toBe("refused syntaxError");
  });
});

describe("a fault that leaves an identity whole", () => {
  it("refuses nothing where a bracket too many stands behind the identity", () => {
    const text = whole.replace(`"hardwareProfile": {}`, `"hardwareProfile": {} }`);
    expect(changed(text, ENABLE)).toContain(`"SystemAssigned, UserAssigned"`);
  });

  it("refuses nothing in another machine", () => {
    const [, resource = ""] = /"resources": \[\n {4}([^]*)\n {2}\]/.exec(whole) ?? [];
    const text = whole.replace(resource, `${resource.replace(`"identity": {\n`, "\n")},\n    ${resource}`);
    expect(changed(text, ENABLE)).toBe("refused syntaxError");
    const last = readArmTemplate(text).resources.length - 1;
    expect(changed(text, ENABLE, last)).toContain(`"SystemAssigned, UserAssigned"`);
  });

  it("does not hide what is wrong with the identity", () => {
    const wrong = whole.replace(`"UserAssigned"`, `"UserAsigned"`);
    expect(codes(wrong.replace(`"name": "vm",`, `"name": "vm"`))).toEqual(["typeNotKnown"]);
  });

  it("refuses nothing in a text without faults, however it is laid out", () => {
    const odd = machine(`"identity": { "type": "SystemAssigned",
   "principalId": "x", "other": 1 },
      `);
    expect(changed(odd, { kind: "assignUserAssigned", ids: [id("a")] })).toContain(id("a"));
  });
});
