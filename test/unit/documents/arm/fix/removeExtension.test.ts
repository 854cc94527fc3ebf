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
  const after = fix === undefined ? "nothing found" : applied(template, fixDiagnostic(template, fix));
  return after.startsWith("{") ? JSON.parse(after) : after;
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

  it("lets what waited for it wait for what it waited for, each once", () => {
    const machine = "[concat('Microsoft.Compute/virtualMachines/', variables('vm'))]";
    const spelled = "[resourceId('Microsoft.Compute/virtualMachines/extensions', variables('vm'), 'MSI')]";
    const waiting = { ...own, dependsOn: [machine, "storage"] };
    const role = { type: "Microsoft.Authorization/roleAssignments", name: "r" };
    const waits = (...dependsOn: readonly string[]) => ({ ...role, dependsOn });
    expect(
      without({ resources: [vm, waiting, waits(spelled), waits("a", spelled, "STORAGE"), waits("MSI", "b", spelled)] }),
    ).toEqual({
      resources: [vm, waits(machine, "storage"), waits("a", machine, "STORAGE"), waits(machine, "storage", "b")],
    });
  });

  it("keeps the order in the layout of the list, with its comments", () => {
    const text = JSON.stringify(
      { resources: [vm, { ...own, dependsOn: ["m", "s"] }, { type: "A/b", name: "d", dependsOn: ["x", "MSI", "y"] }] },
      undefined,
      2,
    ).replace('"MSI",', '"MSI", // first the token');
    const template = readArmTemplate(text);
    const [fix] = diagnose(template)[0]?.fixes ?? [];
    const after = fix === undefined ? "" : applied(template, fixDiagnostic(template, fix));
    expect(after).toContain(`[
        "x",
        "m",
        "s", // first the token
        "y"
      ]`);
  });

  describe("in a copy loop", () => {
    const loop = (name: string) => ({ copy: { name, count: 2 } });
    const machine = "[concat('Microsoft.Compute/virtualMachines/vm', copyIndex())]";
    const machines = { type: vm.type, name: "[concat('vm', copyIndex())]", ...loop("machines") };
    const extensions = { ...own, name: "[concat('vm', copyIndex(), '/MSI')]", ...loop("tokens"), dependsOn: [machine] };
    const each = "[resourceId('Microsoft.Compute/virtualMachines/extensions', concat('vm', copyIndex()), 'MSI')]";

    it("what waited for the whole loop waits for the whole loop of the machines", () => {
      const waits = (entry: string) => ({ type: "Microsoft.Resources/deployments", name: "d", dependsOn: [entry] });
      expect(without({ resources: [machines, extensions, waits("tokens")] })).toEqual({
        resources: [machines, waits("machines")],
      });
    });

    it("what waited for its own one waits for its own machine", () => {
      const waits = (entry: string) => ({ type: "A/b", name: "d", ...loop("others"), dependsOn: [entry] });
      expect(without({ resources: [machines, extensions, waits(each)] })).toEqual({
        resources: [machines, waits(machine)],
      });
    });

    it("is left where the loop of the machines is not known", () => {
      const waits = { type: "Microsoft.Resources/deployments", name: "d", dependsOn: ["tokens"] };
      expect(without({ resources: [extensions, waits] })).toBe("refused orderNotKnown");
    });
  });

  it("is left where its own dependencies are an expression, unless nothing waits for it", () => {
    const open = { ...own, dependsOn: "[parameters('waits')]" };
    const waits = { type: "A/b", name: "d", dependsOn: ["MSI"] };
    expect(without({ resources: [vm, open, waits] })).toBe("refused orderNotKnown");
    expect(without({ resources: [vm, open] })).toEqual({ resources: [vm] });
  });

  it("keeps the dependencies of another nested template on its own extension", () => {
    const nested = (machine: string) => ({
      type: "Microsoft.Resources/deployments",
      name: machine,
      properties: {
        template: { contentVersion: "1", resources: [own, { type: "A/b", name: "x", dependsOn: ["MSI"] }] },
      },
    });
    const value = without({ contentVersion: "1", resources: [nested("a"), nested("b")] });
    expect(value).toEqual({
      contentVersion: "1",
      resources: [
        { ...nested("a"), properties: { template: { contentVersion: "1", resources: [{ type: "A/b", name: "x" }] } } },
        nested("b"),
      ],
    });
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

  it("in a scale set lets what comes after it come after what it comes after", () => {
    const set = (extensions: readonly unknown[]) => ({
      type: "Microsoft.Compute/virtualMachineScaleSets",
      properties: { virtualMachineProfile: { extensionProfile: { extensions } } },
    });
    const msi = { name: "MSI", properties: { ...retired, provisionAfterExtensions: ["first"] } };
    const next = (after: string) => ({ name: "next", properties: { type: "X", provisionAfterExtensions: [after] } });
    expect(without({ resources: [set([msi, next("msi")])] })).toEqual({ resources: [set([next("first")])] });
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
