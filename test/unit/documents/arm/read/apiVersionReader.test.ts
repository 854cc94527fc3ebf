import { describe, expect, it } from "vitest";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { machine, only } from "../templates";

/** A machine whose version is an expression, with a bracket too many in the section before its declaration. */
function torn(version: string, section: string, ...declared: readonly string[]): string {
  const sections = `"${section}": {\n    "first": {} },\n    ${declared.join(",\n    ")}\n  },\n  "resources"`;
  return machine("", `"${version}"`).replace(`"resources"`, sections);
}

const read = (text: string) => only(text).resource.apiVersion;

describe("the version of a resource", () => {
  it("is read behind the bracket that ends the resource too early", () => {
    const text = machine("").replace(`Machines",`, `Machines" },`);
    expect(read(text)).toMatchObject({ kind: "known", text: "2023-03-01", source: "literal" });
  });

  it("is that of the variable that a bracket has put out of its section", () => {
    const text = torn("[variables('v')]", "variables", `"v": "2017-12-01"`);
    expect(read(text)).toMatchObject({ kind: "known", text: "2017-12-01", source: "variable" });
  });

  it("is that of the default of such a parameter", () => {
    const text = torn("[parameters('v')]", "parameters", `"v": { "type": "string", "defaultValue": "2017-12-01" }`);
    expect(read(text)).toMatchObject({ kind: "known", text: "2017-12-01", source: "parameterDefault" });
  });

  it("is not known, but not lost either, where such a parameter has no default", () => {
    const reading = read(torn("[parameters('v')]", "parameters", `"v": { "type": "string" }`));
    expect(reading).toMatchObject({ kind: "unknown", expression: `"[parameters('v')]"` });
    expect(reading).not.toHaveProperty("isLost");
  });

  it.each([
    ["what may be the variable says different things", "[variables('v')]", [`"v": "2017-12-01"`, `"v": "2016-03-30"`]],
    ["the variable says no version", "[variables('v')]", [`"v": "other"`]],
    ["nothing may be the variable", "[variables('v')]", [`"w": "2017-12-01"`]],
    ["what may be the parameter is an output", "[parameters('v')]", [`"v": { "type": "string", "value": "x" }`]],
    ["the version is a part of a variable", "[variables('v').compute]", [`"v": { "compute": "2017-12-01" }`]],
  ])("is lost where %s", (_, version, declared) => {
    expect(read(torn(version, "variables", ...declared))).toMatchObject({ kind: "unknown", isLost: true });
  });

  it("is not lost where another expression gives it", () => {
    expect(read(torn("[first(split('a', 'b'))]", "variables", `"v": "2017-12-01"`))).not.toHaveProperty("isLost");
  });

  it("is lost for the resources that come after very many other names, which are not all looked for", () => {
    const resources = Array.from(
      { length: 300 },
      (_, number) =>
        `{ "type": "Microsoft.Compute/virtualMachines", "name": "vm", "apiVersion": "[variables('v${number}')]" }`,
    );
    const variables = resources.map((_, number) => `"v${number}": "2017-12-01"`);
    const text = `{ "variables": { "x": {} }, ${variables.join(", ")} }, "resources": [${resources.join(",\n")}] }`;
    const kinds = readArmTemplate(text).resources.map(({ apiVersion }) => apiVersion.kind);
    expect(kinds[0]).toBe("known");
    expect(kinds.at(-1)).toBe("unknown");
  });
});
