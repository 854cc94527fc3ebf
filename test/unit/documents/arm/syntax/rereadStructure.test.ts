import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type ArmTemplate, readArmTemplate } from "../../../../../src/documents/arm/model";
import { atOnce } from "../../../../../src/documents/sliced";
import { ContainerTable } from "../../../../../src/documents/arm/syntax/containerTable";
import { StringEnds } from "../../../../../src/documents/arm/syntax/stringEnds";
import { SyntaxTree } from "../../../../../src/documents/arm/syntax/syntaxTree";
import { differenceBetween } from "../../../../../src/documents/arm/syntax/textDifference";
import { templateSources } from "../../../../corpus/templates/templateFiles";
import { largeTemplate } from "../largeTemplate";

/** Everything that a tree knows, so that two of them can be compared. */
function contents(tree: SyntaxTree): unknown {
  const { containers, faults } = tree.structure;
  const all = Array.from({ length: containers.count }, (_, container) => ({
    node: tree.node(container),
    parent: containers.parent(container),
    next: containers.next(container),
    close: containers.close(container),
    isClosed: containers.isClosed(container),
    namesResources: containers.namesResources(container),
    slots: tree.slots(tree.node(container)),
  }));
  return { all, faults };
}

function expectSame(incremental: ArmTemplate, text: string): void {
  const whole = readArmTemplate(text);
  expect(incremental.text).toBe(text);
  expect(contents(incremental.tree)).toEqual(contents(whole.tree));
  expect(incremental.allResources).toEqual(whole.allResources);
  expect(incremental.resources).toEqual(whole.resources);
}

/** One edit: where, as a part of the text's length; how much of it is taken away; what is put there. */
interface Edit {
  readonly at: number;
  readonly isAtToken: boolean;
  readonly removed: number;
  readonly inserted: string;
  /** Goes back to the text before, as undo does. */
  readonly isUndone: boolean;
}

const PIECES = [
  ...["{", "}", "[", "]", '"', "'", ":", ",", "//", "/*", "*/", "\n", "\r\n", "\\", " ", "a", "{ ", "\n  }", "\n  {"],
  ...['"resources"', '"resources": [', '"type": "Microsoft.Compute/virtualMachines",', '"a": 1,', "null", '\\"', "  "],
  ...[
    '"identity": { "type": "SystemAssigned" },',
    '\n    "x": {\n    },',
    "//\n",
    "",
    "\uFEFF",
    '"a"\n"b"',
    '"\n',
    '""',
  ],
];

/** A part of a whole, each as likely as every other: left to itself, fast-check would nearly always be at the beginning. */
const part = fc.noBias(fc.nat({ max: 10_000 })).map((each) => each / 10_000);

const edit: fc.Arbitrary<Edit> = fc.record({
  at: part,
  isAtToken: fc.boolean(),
  removed: mostly(0, fc.nat({ max: 40 })),
  inserted: fc.oneof(
    fc.constantFrom(...PIECES),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((all) => all.join("")),
  ),
  isUndone: mostly(false, fc.constant(true)),
});

function place(text: string, { at, isAtToken }: Edit): number {
  const offset = Math.floor(at * text.length);
  const token = isAtToken ? text.slice(offset).search(/["'{}[\],:]/) : -1;
  return offset + Math.max(0, token);
}

function typeInto(text: string, edits: readonly Edit[]): void {
  let template = readArmTemplate(text);
  for (const each of edits) {
    const before = template.text;
    const start = place(before, each);
    const changed = before.slice(0, start) + each.inserted + before.slice(start + each.removed);
    template = readArmTemplate(changed, template);
    expectSame(template, changed);
    if (each.isUndone) {
      template = readArmTemplate(before, template);
      expectSame(template, before);
    }
  }
}

function mostly<T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
}

/** Templates in several layouts, some broken from the beginning. */
const document: fc.Arbitrary<string> = fc
  .record({
    count: fc.integer({ min: 1, max: 6 }),
    space: fc.constantFrom(undefined, 1, 2, "\t"),
    eol: fc.constantFrom("\n", "\r\n"),
    asObject: fc.boolean(),
    nested: fc.boolean(),
    around: mostly("", fc.constantFrom("// head\n", '/* " */', '"', "{", "}", "'a\nb' ")),
    cut: mostly(1, part),
  })
  .map(({ count, space, eol, asObject, nested, around, cut }) => {
    const machines = Array.from({ length: count }, (_, index) => ({
      type: "Microsoft.Compute/virtualMachines",
      apiVersion: "2023-03-01",
      name: `[concat(variables('prefix'), '${index}')]`,
      identity: { type: "UserAssigned", userAssignedIdentities: { [`[parameters('id${index}')]`]: {} } },
      properties: { list: [[1], [{ a: [] }], {}], text: 'a "quoted" one' },
      resources: index % 2 === 0 ? [{ type: "extensions", name: "x", properties: {} }] : [],
    }));
    const resources = asObject ? Object.fromEntries(machines.map((each, index) => [`m${index}`, each])) : machines;
    const template = { $schema: "x", contentVersion: "1.0.0.0", variables: { prefix: "vm" }, resources };
    const deployment = {
      type: "Microsoft.Resources/deployments",
      properties: { expressionEvaluationOptions: { scope: "inner" }, template },
    };
    const whole = nested ? { contentVersion: "1", resources: [deployment] } : template;
    const text = JSON.stringify(whole, undefined, space).replaceAll("\n", eol);
    return around + text.slice(0, Math.ceil(text.length * cut));
  });

describe("reading a changed text on the ground of an earlier reading", () => {
  it("gives what reading the whole text gives, whatever is typed where", () => {
    fc.assert(
      fc.property(document, fc.array(edit, { minLength: 1, maxLength: 8 }), (text, edits) => {
        typeInto(text, edits);
      }),
      { numRuns: 500 },
    );
  });

  it.each(templateSources)("gives the same for $name", ({ arm }) => {
    const files = arm.filter(({ text }) => text.length < 40_000);
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 4 }), ({ text }, edits) => {
        typeInto(text, edits);
      }),
      { numRuns: 150 },
    );
  });

  it("looks again at an open string far before the change, which a quote may end now", () => {
    const lines = Array.from({ length: 40 }, (_, index) => `  "a${index}": { "b": { "c": ${index} } }`);
    const text = `{\n  'open\n${lines.join(",\n")}\n}`;
    const at = text.indexOf('"c": 20') + 1;
    const changed = `${text.slice(0, at)}', ${text.slice(at)}`;
    expectSame(readArmTemplate(changed, readArmTemplate(text)), changed);
  });

  it("is the same reading where the text is the same", () => {
    const template = readArmTemplate(`{"resources": []}`);
    expect(readArmTemplate([`{"resources":`, ` []}`].join(""), template)).toBe(template);
  });
});

// Counts, not times: these are the same on every machine.
describe("a keystroke in a template of 2 MB", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** How many strings were looked at, and objects and arrays made, while the structure of a text was read. */
  function workOf(read: () => SyntaxTree): { readonly strings: number; readonly containers: number } {
    const strings = vi.spyOn(StringEnds.prototype, "of");
    const containers = vi.spyOn(ContainerTable.prototype, "add");
    read();
    const work = { strings: strings.mock.calls.length, containers: containers.mock.calls.length };
    vi.restoreAllMocks();
    return work;
  }

  const text = largeTemplate();
  const tree = atOnce(SyntaxTree.reading(text));
  const middle = text.indexOf('"setting-', text.length / 2);

  it.each([
    ["a letter in a string", "x", 1],
    ["a quote that opens a string", '"', 0],
    ["a pair of quotes", '""', 0],
    ["an opening brace", "{", 0],
    ["a closing brace", "}", 0],
    ["a comment", "// x\n", 0],
    ["an object", '"a": { "b": [] },', -'"name": '.length],
    ["a blank", " ", 0],
  ])("reads next to nothing again: %s", (_, typed, where) => {
    const at = middle + where;
    const changed = text.slice(0, at) + typed + text.slice(at);
    const whole = workOf(() => atOnce(SyntaxTree.reading(changed)));
    expect(whole.strings).toBeGreaterThan(30_000);
    expect(whole.containers).toBeGreaterThan(7_000);
    const again = workOf(() => atOnce(SyntaxTree.reading(changed, tree)));
    expect(again.strings).toBeLessThan(200);
    expect(again.containers).toBeLessThan(50);
  });
});

describe("the difference between two texts", () => {
  it("turns the one into the other, and is as small as it can be", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 30 });
    const long = fc.constantFrom("", "x".repeat(40_000));
    fc.assert(
      fc.property(text, text, long, long, (left, right, before, after) => {
        const [old, changed] = [before + left + after, before + right + after];
        const { start, oldEnd, newEnd } = differenceBetween(old, changed);
        expect(old.slice(0, start) + changed.slice(start, newEnd) + old.slice(oldEnd)).toBe(changed);
        expect(start <= oldEnd && start <= newEnd).toBe(true);
        const isLeast = oldEnd === start || newEnd === start || old[start] !== changed[start];
        expect(isLeast && (oldEnd === start || newEnd === start || old[oldEnd - 1] !== changed[newEnd - 1])).toBe(true);
      }),
    );
  });
});
