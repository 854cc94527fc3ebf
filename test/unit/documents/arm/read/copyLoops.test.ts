import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../../../src/identity/identityChange";
import { placeInBlock } from "../../../../../src/documents/arm/complete/placeInBlock";
import { compareResourceWithLive } from "../../../../../src/documents/arm/compare/compareResourceWithLive";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { knowledgeOf } from "../../../../../src/documents/plan/knowledge";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import type { ChangeOptions } from "../../../../../src/documents/arm/write/changeOutcome";
import { applied, id, machine, only } from "../templates";

const ARRAY_VERSION = `"2017-12-01"`;
const DICTIONARY_VERSION = `"2023-03-01"`;

const enable: IdentityChange = { kind: "enableSystemAssigned" };
const removeAll: IdentityChange = { kind: "removeAllUserAssigned" };
const assign: IdentityChange = { kind: "assignUserAssigned", ids: [id("a")] };

const loop = (name: string) =>
  `{ "name": "${name}", "count": 2, "input": "[parameters('ids')[copyIndex('${name}')]]" }`;
const copied = (...names: string[]) => `"copy": [ ${names.map(loop).join(", ")} ]`;

function block(type: string, ...members: string[]): string {
  return `"identity": { ${[`"type": "${type}"`, ...members].join(", ")} },\n      `;
}

function known(members: string): string {
  const result = knowledgeOf(only(machine(members)).resource.identity);
  if (result.kind === "unreadable") {
    return result.reason;
  }
  const { systemAssigned, userAssigned } = result;
  return `${String(systemAssigned)} ${userAssigned === "unknown" ? "unknown" : String(userAssigned.length)}`;
}

function change(text: string, wanted: IdentityChange, options: ChangeOptions = {}) {
  const { template, resource } = only(text);
  const outcome = changeIdentity(template, resource, wanted, options);
  return { outcome, text: applied(template, outcome) };
}

function codes(text: string): readonly string[] {
  return diagnose(only(text).template).map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`);
}

describe("a list that a copy loop makes", () => {
  it.each([
    ["as an array", [copied("identityIds")]],
    ["as a dictionary", [copied("userAssignedIdentities")]],
    ["in any casing", [copied("IDENTITYIDS").replace("copy", "Copy")]],
    ["under a name that is an expression", [copied("[variables('list')]")]],
    ["in a form that tells no names", [`"copy": "[variables('loops')]"`]],
    ["beside other loops", [copied("other", "identityIds")]],
  ])("is there and not known, %s", (_, members) => {
    expect(known(block("UserAssigned", ...members))).toBe("false unknown");
  });

  it("is not there where loops make something else", () => {
    expect(known(block("SystemAssigned, UserAssigned", copied("other")))).toBe("true 0");
  });

  it("is one too many beside the same list spelled out", () => {
    expect(known(block("UserAssigned", `"identityIds": [ "${id("a")}" ]`, copied("identityIds")))).toBe(
      "duplicateMember",
    );
  });

  it("keeps its class when the other one comes", () => {
    const before = machine(block("UserAssigned", copied("identityIds")), ARRAY_VERSION);
    const after = machine(block("SystemAssigned, UserAssigned", copied("identityIds")), ARRAY_VERSION);
    expect(change(before, enable).text).toBe(after);
    expect(change(after, { kind: "disableSystemAssigned" }).text).toBe(before);
  });

  it("is not written beside: nothing is offered where the outcome is not known", () => {
    const { outcome } = change(machine(block("UserAssigned", copied("identityIds")), ARRAY_VERSION), assign);
    expect(outcome).toMatchObject({ kind: "asks", question: { kind: "isExpression", what: "list", offers: [] } });
  });

  it("goes with the last identity only where that was asked for plainly", () => {
    for (const name of ["identityIds", "[variables('list')]"]) {
      const before = machine(block("UserAssigned", copied(name)), ARRAY_VERSION);
      const { outcome } = change(before, removeAll);
      expect(outcome).toMatchObject({ kind: "asks", question: { offers: ["replaceExpression"] } });
      expect(change(before, removeAll, { allow: ["replaceExpression"] }).text).toBe(
        machine(block("None"), ARRAY_VERSION),
      );
    }
  });

  it("is no missing list, and of the wrong shape only where its name says so", () => {
    expect(codes(machine(block("UserAssigned", copied("identityIds")), ARRAY_VERSION))).toEqual([]);
    expect(codes(machine(block("UserAssigned", copied("identityIds")), DICTIONARY_VERSION))).toEqual([
      `arrayInsteadOfDictionary "copy"`,
    ]);
    for (const version of [ARRAY_VERSION, DICTIONARY_VERSION, `"2017-03-30"`]) {
      expect(codes(machine(block("SystemAssigned", copied("[variables('list')]")), version))).toEqual([]);
    }
  });

  it("may be what a live resource has", () => {
    const live = { systemAssigned: undefined, userAssigned: [{ id: id("a") }] };
    const { resource } = only(machine(block("UserAssigned", copied("[variables('list')]"))));
    expect(compareResourceWithLive(resource, live)?.unknown).toEqual(["copy"]);
  });

  it("is no place for an identity to complete", () => {
    const text = machine(block("UserAssigned", `"copy": [ ]`));
    const { template, resource } = only(text);
    expect(placeInBlock(template, resource, text.indexOf("[ ]") + 1)).toBeUndefined();
  });
});

describe("a dictionary with a copy loop in it", () => {
  it("is not known, and its loop is no identity", () => {
    const members = block("UserAssigned", `"userAssignedIdentities": { "${id("a")}": {}, ${copied("x")} }`);
    expect(known(members)).toBe("false unknown");
    expect(codes(machine(members))).toEqual([]);
  });
});
