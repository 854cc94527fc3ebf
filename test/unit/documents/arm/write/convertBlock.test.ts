import { describe, expect, it } from "vitest";
import { convertShape, raiseApiVersion } from "../../../../../src/documents/arm/write/convertBlock";
import { applied, id, machine, only } from "../templates";

const dictionary = `"identity": {
        "userAssignedIdentities": {
          // one
          "${id("a")}": {}, // a
          "[variables('b')]": {}
        },
        "type": "UserAssigned"
      },
      `;
const array = dictionary
  .replaceAll(": {}", "")
  .replace(`"userAssignedIdentities": {`, `"identityIds": [`)
  .replace("}", "]");

describe("converting a list", () => {
  it("changes its name, its brackets and what follows each id, and nothing else, both ways", () => {
    const { template, resource } = only(machine(dictionary));
    expect(applied(template, convertShape(template, resource, "array"))).toBe(machine(array));
    const back = only(machine(array));
    expect(applied(back.template, convertShape(back.template, back.resource, "dictionary"))).toBe(machine(dictionary));
  });

  it("is nothing to do where it has the shape", () => {
    const { template, resource } = only(machine(dictionary));
    expect(applied(template, convertShape(template, resource, "dictionary"))).toBe("noOp");
  });

  it("takes one list into the other where both are there", () => {
    const both = `"identity": { "type": "UserAssigned", "identityIds": ["${id("A")}", "${id("b")}"], "userAssignedIdentities": { "${id("a")}": {} } },\n      `;
    const { template, resource } = only(machine(both));
    expect(applied(template, convertShape(template, resource, "dictionary"))).toContain(
      `"identity": { "type": "UserAssigned", "userAssignedIdentities": { "${id("a")}": {}, "${id("b")}": {} } },`,
    );
  });

  it("is refused where a comment would have to go", () => {
    const text = machine(dictionary.replace("{}, // a", "{ /* why */ }, // a"));
    const { template, resource } = only(text);
    expect(applied(template, convertShape(template, resource, "array"))).toBe("refused commentInTheWay");
  });
});

describe("raising the API version", () => {
  it("sets it on the resource and converts its block", () => {
    const { template, resource } = only(machine(array, `"2017-12-01"`));
    expect(applied(template, raiseApiVersion(template, resource, "2024-07-01"))).toBe(
      machine(dictionary, `"2024-07-01"`),
    );
  });

  it("gives the resource a literal of its own where it shares a variable", () => {
    const declared = (text: string) =>
      text.replace(`"resources"`, `"variables": { "v": "2017-12-01" },\n  "resources"`);
    const { template, resource } = only(declared(machine("", `"[variables('v')]"`)));
    expect(applied(template, raiseApiVersion(template, resource, "2024-07-01"))).toBe(
      declared(machine("", `"2024-07-01"`)),
    );
  });

  it.each(["2024-07-01", "2024-07-01-preview", "2024-11-01", "2025-04-01"])(
    "does nothing where it is high enough: %s",
    (version) => {
      const { template, resource } = only(machine(array, `"${version}"`));
      expect(raiseApiVersion(template, resource, "2024-07-01")).toEqual({ kind: "noOp" });
    },
  );

  it("does not put a date in the place of an expression that may stand for a newer one", () => {
    const { template, resource } = only(machine("", `"[parameters('version')]"`));
    expect(applied(template, raiseApiVersion(template, resource, "2024-07-01"))).toBe("refused apiVersionNotKnown");
  });

  it("adds it behind the type where a profile has given it", () => {
    const { template, resource } = only(machine("").replace(`      "apiVersion": "2023-03-01",\n`, ""));
    expect(applied(template, raiseApiVersion(template, resource, "2024-07-01"))).toBe(machine("", `"2024-07-01"`));
  });
});
