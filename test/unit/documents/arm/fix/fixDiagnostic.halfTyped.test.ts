import { describe, expect, it } from "vitest";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { type Fix } from "../../../../../src/documents/arm/diagnose/diagnostic";
import { fixDiagnostic } from "../../../../../src/documents/arm/fix/fixDiagnostic";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { applied, id, machine, only } from "../templates";

/** What comes of every fix of these kinds. */
function outcomes(text: string, kinds: readonly Fix["kind"][]): readonly string[] {
  const template = readArmTemplate(text);
  return diagnose(template)
    .flatMap(({ fixes }) => fixes)
    .filter(({ kind }) => kinds.includes(kind))
    .map((fix) => `${fix.kind}: ${applied(template, fixDiagnostic(template, fix))}`);
}

function codes(text: string): readonly string[] {
  return diagnose(readArmTemplate(text)).map(({ code }) => code);
}

const block = (entries: string, close = "\n        }\n      },") => `"identity": {
        "type": "SystemAssigned",
        "userAssignedIdentities": {
          ${entries}${close}
      `;

describe("text that is being typed", () => {
  const unclosed = machine(block(`"${id("a")}": {},`, ""));

  /** What comes of a change that would go into the block. */
  function changed(text: string): string {
    const { template, resource } = only(text);
    return applied(template, changeIdentity(template, resource, { kind: "removeAll" }));
  }

  it("is neither called wrong nor edited while brackets of the block are not closed", () => {
    expect(codes(unclosed)).toEqual([]);
    expect(changed(unclosed)).toBe("refused syntaxError");
  });

  it("is neither called wrong nor edited behind a stray bracket", () => {
    const stray = machine(block(`"${id("a")}": {},\n          "${id("A")}": {`));
    expect(codes(stray)).toEqual([]);
    expect(changed(stray)).toBe("refused syntaxError");
  });

  it("is not edited where the brackets of other resources close the block", () => {
    const symbolic = unclosed
      .replace(`"resources": [\n    {`, `"resources": {\n    "vm": {`)
      .replace(/\]\n\}\n$/, "}\n}\n");
    expect(codes(symbolic)).toEqual([]);
    const { template, resource } = only(symbolic.replace(`"SystemAssigned"`, `"UserAssigned"`));
    const outcome = changeIdentity(template, resource, { kind: "removeAllUserAssigned" });
    expect(applied(template, outcome)).toBe("refused syntaxError");
  });

  it("is not edited where the resource itself does not parse", () => {
    const text = machine(block(`"${id("a")}": {},\n          "${id("A")}": {}`)).replace(
      `"name": "vm",`,
      `"name": "vm"`,
    );
    expect(outcomes(text, ["removeLists", "removeDuplicate"])).toEqual([
      "removeLists: refused syntaxError",
      "removeDuplicate: refused syntaxError",
    ]);
  });

  it("is not edited where a list that waits for the extension does not parse", () => {
    const text = `{ "resources": [
  { "type": "Microsoft.Compute/virtualMachines", "apiVersion": "2023-03-01", "name": "vm" },
  { "type": "Microsoft.Compute/virtualMachines/extensions", "name": "vm/msi",
    "properties": { "publisher": "Microsoft.ManagedIdentity", "type": "ManagedIdentityExtensionForLinux" } },
  { "type": "Microsoft.Compute/virtualMachines/extensions", "name": "vm/script",
    "dependsOn": [ "vm/msi" "other" ] }
] }`;
    expect(outcomes(text, ["removeExtension"])).toEqual(["removeExtension: refused syntaxError"]);
  });
});
