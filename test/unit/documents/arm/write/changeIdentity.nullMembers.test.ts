import { describe, expect, it } from "vitest";
import { type IdentityChange } from "../../../../../src/identity/identityChange";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { fixDiagnostic } from "../../../../../src/documents/arm/fix/fixDiagnostic";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { convertShape, raiseApiVersion } from "../../../../../src/documents/arm/write/convertBlock";
import { applied, id, machine, only } from "../templates";

const block = (inner: string) => machine(`"identity": { ${inner} },\n      `);

function changed(inner: string, change: IdentityChange): string {
  const { template, resource } = only(block(inner));
  return applied(template, changeIdentity(template, resource, change, { allow: ["convertShape"] }));
}

/** The text after the first fix of the only diagnostic. */
function fixed(inner: string): string {
  const { template } = only(block(inner));
  const [fix] = diagnose(template).flatMap(({ fixes }) => fixes);
  return fix === undefined ? "no fix" : applied(template, fixDiagnostic(template, fix));
}

describe("a member that is null", () => {
  it("has its value replaced where a list is wanted", () => {
    expect(
      changed(`"type": "SystemAssigned", "userAssignedIdentities": null`, {
        kind: "assignUserAssigned",
        ids: [id("a")],
      }),
    ).toBe(block(`"type": "SystemAssigned, UserAssigned", "userAssignedIdentities": { "${id("a")}": {} }`));
  });

  it("has its value replaced where a type is wanted", () => {
    expect(changed(`"type": null`, { kind: "enableSystemAssigned" })).toBe(block(`"type": "SystemAssigned"`));
    const list = `"userAssignedIdentities": { "${id("a")}": {} }`;
    expect(fixed(`"type": null, ${list}`)).toBe(block(`"type": "UserAssigned", ${list}`));
  });

  it("makes room for the list that is converted", () => {
    const after = block(`"type": "UserAssigned", "userAssignedIdentities": { "${id("a")}": {} }`);
    const array = `"identityIds": [ "${id("a")}" ]`;
    expect(fixed(`"type": "UserAssigned", "userAssignedIdentities": null, ${array}`)).toBe(after);
    expect(fixed(`"type": "UserAssigned", ${array}, "userAssignedIdentities": null`)).toBe(after);
    expect(
      changed(`"type": "UserAssigned", "userAssignedIdentities": null, ${array}`, {
        kind: "assignUserAssigned",
        ids: [id("b")],
      }),
    ).toBe(block(`"type": "UserAssigned", "userAssignedIdentities": { "${id("a")}": {}, "${id("b")}": {} }`));
  });
});

describe("a list that is of the wrong kind", () => {
  it.each([`[]`, `[ "x" ]`, `"x"`])("%s is not taken for one that others may go into", (value) => {
    const text = block(`"type": "UserAssigned", "userAssignedIdentities": ${value}, "identityIds": [ "${id("a")}" ]`);
    const { template, resource } = only(text);
    expect(applied(template, convertShape(template, resource, "dictionary"))).toBe("refused listMalformed");
    expect(applied(template, raiseApiVersion(template, resource, "2024-07-01"))).toBe("refused listMalformed");
  });
});
