import { describe, expect, it } from "vitest";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { fixDiagnostic } from "../../../../../src/documents/arm/fix/fixDiagnostic";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { applied } from "../templates";

const retired = { publisher: "Microsoft.ManagedIdentity", type: "ManagedIdentityExtensionForLinux" };

/** The value of a document after its retired extension has been removed. */
function without(value: unknown): unknown {
  const template = readArmTemplate(JSON.stringify(value, undefined, 2));
  const [diagnostic] = diagnose(template).filter(({ code }) => code === "retiredExtension");
  const [fix] = diagnostic?.fixes ?? [];
  return fix === undefined ? "nothing found" : JSON.parse(applied(template, fixDiagnostic(template, fix)));
}

const vm = { type: "Microsoft.Compute/virtualMachines", name: "[variables('vm')]" };
const own = {
  type: "Microsoft.Compute/virtualMachines/extensions",
  name: "[concat(variables('vm'), '/MSI')]",
  properties: retired,
};

describe("removing the retired extension", () => {
  it.each([
    ["resourceId", "[resourceId('Microsoft.Compute/virtualMachines/extensions/', variables('vm'),'MSI')]"],
    ["a joined id", "[concat('Microsoft.Compute/virtualMachines/', variables('vm'), '/extensions/msi')]"],
    [
      "the id of the machine",
      "[concat(resourceId('Microsoft.Compute/virtualMachines', variables('vm')), '/extensions/MSI')]",
    ],
    ["its name", "[concat(variables('vm'), '/MSI')]"],
    ["its last name", "MSI"],
  ])("takes with it the dependency by %s, and no other", (_, dependency) => {
    const other = { type: "Microsoft.Resources/deployments", name: "d" };
    const waits = (dependsOn: readonly string[]) => ({ ...other, dependsOn });
    expect(without({ resources: [vm, own, waits(["x", dependency]), waits([dependency])] })).toEqual({
      resources: [vm, waits(["x"]), other],
    });
  });

  it("of another machine keeps the dependencies of this one", () => {
    const dependsOn = ["[resourceId('Microsoft.Compute/virtualMachines/extensions', variables('other'), 'MSI')]"];
    expect(without({ resources: [own, { ...vm, dependsOn }] })).toEqual({ resources: [{ ...vm, dependsOn }] });
  });

  it("that is a child leaves no empty list in its machine", () => {
    const child = { type: "extensions", name: "MSI", properties: retired };
    const dependsOn = ["[resourceId('Microsoft.Compute/virtualMachines/extensions', variables('vm'), 'MSI')]", "vm"];
    expect(
      without({
        resources: [
          { ...vm, resources: [child] },
          { ...vm, name: "b", dependsOn },
        ],
      }),
    ).toEqual({
      resources: [vm, { ...vm, name: "b", dependsOn: ["vm"] }],
    });
  });

  it("with a symbolic name is found by it", () => {
    const languageVersion = "2.0";
    expect(without({ languageVersion, resources: { vm: { ...vm, dependsOn: ["msi"] }, msi: own } })).toEqual({
      languageVersion,
      resources: { vm },
    });
  });

  it("in a scale set takes with it what comes after it, and the empty profile", () => {
    const set = (extensions: readonly unknown[]) => ({
      type: "Microsoft.Compute/virtualMachineScaleSets",
      properties: { virtualMachineProfile: { os: 1, extensionProfile: { extensions } } },
    });
    const msi = { name: "MSI", properties: retired };
    const next = { name: "next", properties: { type: "X", provisionAfterExtensions: ["MSI", "y"] } };
    const kept = { name: "next", properties: { type: "X", provisionAfterExtensions: ["y"] } };
    expect(without({ resources: [set([msi, next])] })).toEqual({ resources: [set([kept])] });
    const bare = {
      type: "Microsoft.Compute/virtualMachineScaleSets",
      properties: { virtualMachineProfile: { os: 1 } },
    };
    expect(without({ resources: [set([msi])] })).toEqual({ resources: [bare] });
  });

  it("leaves the template its list of resources", () => {
    expect(without({ resources: [own] })).toEqual({ resources: [] });
  });

  it("is not offered for what only has the name", () => {
    expect(without({ resources: [{ ...vm, properties: retired, tags: retired }] })).toBe("nothing found");
    expect(without({ variables: { properties: retired }, resources: [] })).toBe("nothing found");
  });
});
