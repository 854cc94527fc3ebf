import { describe, expect, it } from "vitest";
import { readArmTemplate } from "../../../../../src/documents/arm/model";

const template = readArmTemplate(
  JSON.stringify({
    languageVersion: "2.0",
    parameters: { id: { type: "string", defaultValue: "x" } },
    variables: {
      plain: "/Subscriptions/S",
      id: "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('name'))]",
      names: { app: "App" },
      loop: "[variables('loop')]",
      v0: "[concat(parameters('a'), parameters('b'))]",
      ...Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [
          `v${index + 1}`,
          `[concat(variables('v${index}'), 'x', variables('v${index}'))]`,
        ]),
      ),
    },
    resources: {
      mid: {
        type: "Microsoft.ManagedIdentity/userAssignedIdentities",
        apiVersion: "2023-01-31",
        name: "[parameters('name')]",
      },
      elsewhere: {
        existing: true,
        type: "Microsoft.ManagedIdentity/userAssignedIdentities",
        apiVersion: "2023-01-31",
        resourceGroup: "other",
        name: "[parameters('name')]",
      },
      vm: { type: "Microsoft.Compute/virtualMachines", name: "vm" },
    },
  }),
);

function key(text: string): string {
  const scope = template.resources[0]?.resource.scope;
  return scope === undefined ? "no scope" : template.canonical.key(text, scope);
}

const ID = "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('name'))]";

describe("two texts for one identity have one key", () => {
  it.each([
    ["casing", ID, "[RESOURCEID('microsoft.managedidentity/userassignedidentities',Parameters('NAME'))]"],
    ["a trailing slash", ID, "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities/', parameters('name'))]"],
    ["format around it", ID, `[format('{0}', ${ID.slice(1, -1)})]`],
    ["concat around it", ID, `[concat(${ID.slice(1, -1)})]`],
    ["a variable", ID, "[variables('id')]"],
    ["a symbolic name", ID, "[format('{0}', resourceInfo('mid').id)]"],
    ["a variable with a literal", "/subscriptions/s", "[variables('plain')]"],
    ["a member of a variable", "[f('app')]", "[f(variables('names').app)]"],
    ["concat and format", "[concat('a', f(), 'b')]", "[format('a{0}b', f())]"],
    ["nested concat", "[concat('a', 'b', f())]", "[concat('a', concat('b', f()))]"],
  ])("%s", (_, left, right) => {
    expect(key(left)).toBe(key(right));
  });
});

describe("different identities keep different keys", () => {
  it.each([
    ["another parameter", ID, ID.replace("name", "names")],
    ["a parameter and its default", "[parameters('id')]", "x"],
    ["a resource of another group", ID, "[format('{0}', resourceInfo('elsewhere').id)]"],
    ["quotes inside a text", "[f('a,b')]", "[f('a','b')]"],
    ["quotes that are part of it", "[f('a'',''b')]", "[f('a','b')]"],
    ["another index", "[parameters('a')[0]]", "[parameters('a')[1]]"],
    ["a format that cannot be read", "[format('{0:X}', f())]", "[format('{0}', f())]"],
  ])("%s", (_, left, right) => {
    expect(key(left)).not.toBe(key(right));
  });

  it("and what refers to itself or doubles without end still has one", () => {
    expect(key("[variables('loop')]")).toBe("[variables('loop')]");
    expect(key("[variables('v30')]")).toBe("[variables('v30')]");
  });
});
