import { afterEach, describe, expect, it, vi } from "vitest";
import { fixingAll } from "../../../../../src/documents/arm/fix/fixAll";
import { Canonical } from "../../../../../src/documents/arm/expression/canonical";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { SyntaxTree } from "../../../../../src/documents/arm/syntax/syntaxTree";
import { applyEdits, type TextEdit } from "../../../../../src/documents/textEdit";

const retired = { publisher: "Microsoft.ManagedIdentity", type: "ManagedIdentityExtensionForLinux" };
const machine = (number: number) => ({ type: "Microsoft.Compute/virtualMachines", name: `vm-${number}` });
const machineId = (number: number) => `[resourceId('Microsoft.Compute/virtualMachines', 'vm-${number}')]`;
const extensionId = (number: number) =>
  `[resourceId('Microsoft.Compute/virtualMachines/extensions', 'vm-${number}', 'msi')]`;
const extension = (number: number, dependsOn = [machineId(number)]) => ({
  type: "Microsoft.Compute/virtualMachines/extensions",
  name: `vm-${number}/msi`,
  dependsOn,
  properties: retired,
});
const waiting = (...dependsOn: readonly string[]) => ({
  type: "Microsoft.Resources/deployments",
  name: "d",
  dependsOn,
});

type Shape = (numbers: readonly number[]) => readonly object[];

const SHAPES: readonly (readonly [string, Shape])[] = [
  [
    "each with one that waits for it",
    (all) => all.flatMap((each) => [machine(each), extension(each), waiting(extensionId(each))]),
  ],
  ["one behind the other", (all) => [...all.map(machine), ...all.map((each) => extension(each))]],
  ["within their machines", (all) => all.map((each) => ({ ...machine(each), resources: [child(each)] }))],
  ["one waiting for the other", (all) => all.map((each) => extension(each, each === 0 ? [] : [extensionId(each - 1)]))],
  [
    "one waiting for all of them",
    (all) => [...all.flatMap((each) => [machine(each), extension(each)]), waiting(...all.map(extensionId))],
  ],
  [
    "one waiting for all of them, that wait for nothing",
    (all) => [...all.map((each) => extension(each, [])), waiting("first", ...all.map(extensionId))],
  ],
  ["in the profile of one scale set", (all) => [scaleSet(all)]],
];

function child(number: number): object {
  return { type: "extensions", name: "msi", dependsOn: [machineId(number)], properties: retired };
}

function scaleSet(numbers: readonly number[]): object {
  const extensions = numbers.flatMap((number) => [
    { name: `msi-${number}`, properties: retired },
    { name: `other-${number}`, properties: { type: "x", provisionAfterExtensions: [`msi-${number}`] } },
  ]);
  const properties = { virtualMachineProfile: { extensionProfile: { extensions } } };
  return { type: "Microsoft.Compute/virtualMachineScaleSets", name: "set", properties };
}

function text(shape: Shape, count: number): string {
  const resources = shape(Array.from({ length: count }, (_, number) => number));
  return JSON.stringify({ contentVersion: "1.0.0.0", resources }, undefined, 2);
}

/** What the work comes to: how often a list was read or an expression compared, in all and in the longest turn. */
function counted(source: string): { readonly all: number; readonly most: number; readonly edits: readonly TextEdit[] } {
  const template = readArmTemplate(source);
  const spies = [vi.spyOn(SyntaxTree.prototype, "slots"), vi.spyOn(Canonical.prototype, "key")];
  const count = () => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  const work = fixingAll(template, "retiredExtension");
  let all = 0;
  let most = 0;
  for (;;) {
    for (const spy of spies) {
      spy.mockClear();
    }
    const step = work.next();
    most = Math.max(most, count());
    all += count();
    if (step.done === true) {
      return { all, most, edits: step.value };
    }
  }
}

describe("removing all retired extensions of a template", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each(SHAPES)("takes twice the work for twice as many, and no longer turns: %s", (_, shape) => {
    const [once, twice] = [counted(text(shape, 200)), counted(text(shape, 400))];
    expect(once.all).toBeGreaterThan(200);
    // Where each touches its neighbour, every other one goes at a time: one more reading for twice as many.
    expect(twice.all).toBeLessThan(once.all * 2.3);
    expect(twice.most).toBeLessThanOrEqual(once.most);
    expect(twice.most).toBeLessThan(50);
  });

  it.each(SHAPES)("leaves none of a thousand: %s", (_, shape) => {
    const source = text(shape, 1000);
    const after = applyEdits(source, counted(source).edits);
    expect(diagnose(readArmTemplate(after)).map(({ code }) => code)).not.toContain("retiredExtension");
    expect(after).not.toMatch(/msi/);
    expect(JSON.parse(after)).toBeTypeOf("object");
  });

  it("lets what waited for all of them wait for all that they waited for", () => {
    const shape: Shape = (all) => [...all.map((each) => extension(each)), waiting(...all.map(extensionId))];
    const source = text(shape, 300);
    const after = JSON.parse(applyEdits(source, counted(source).edits)) as { resources: { dependsOn: string[] }[] };
    expect(after.resources).toHaveLength(1);
    expect(after.resources[0]?.dependsOn).toEqual(Array.from({ length: 300 }, (_, number) => machineId(number)));
  });
});
