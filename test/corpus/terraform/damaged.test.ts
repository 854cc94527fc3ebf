import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atOnce } from "../../../src/documents/sliced";
import type { TerraformModel } from "../../../src/documents/terraform/model";
import { TerraformDocument } from "../../../src/documents/terraform/seam/terraformDocument";
import { readModel } from "../../unit/documents/terraform/terraformModels";
import { generatedFile } from "./generatedFiles";
import { changesFor, checkChange } from "./invariants";
import { publicFiles } from "./terraformFiles";

/** What happens to a text that is being typed, or merged badly. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.nat(3), fc.nat(200)),
  inserted: fc.constantFrom(
    "",
    '"',
    "{",
    "}",
    "[",
    "]",
    "identity {",
    "=",
    "<<EOT\n",
    "/*",
    "${",
    "#",
    "\n",
    "<<<<<<< HEAD\n",
    "type = ",
  ),
});
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(text: string, { at, removed, inserted }: Damage): string {
  const from = Math.floor(at * text.length);
  return text.slice(0, from) + inserted + text.slice(from + removed);
}

/** Asks a document everything that the editor asks. */
function askAll(model: TerraformModel, offset: number): void {
  const document = new TerraformDocument(model);
  for (const resource of document.resources) {
    expect(document.resourceAt(resource.range.start)).toBeDefined();
    expect([resource.identity, resource.listed, resource.identityPlace, resource.declaration]).toHaveLength(4);
    document.compareWithLive(resource, { systemAssigned: {}, userAssigned: [] });
    document.isAtHead(resource, { start: offset, end: offset });
  }
  for (const diagnostic of atOnce(document.diagnose())) {
    expect(diagnostic.range.end).toBeGreaterThanOrEqual(diagnostic.range.start);
    diagnostic.fixes.forEach((fix) => atOnce(document.fix(fix)));
  }
  document.hover(offset);
  document.completion(offset);
}

/** A model without what only one reading has: whether its parts are the same objects. */
function said(model: TerraformModel): unknown {
  return JSON.parse(
    JSON.stringify(model.machines, (key, value: unknown) => (key === "file" || key === "bindings" ? undefined : value)),
  );
}

const ownTexts = generatedFile;
const sources = [
  { name: "generated files", texts: ownTexts },
  ...(publicFiles.length === 0
    ? []
    : [
        {
          name: "public files",
          texts: fc.constantFrom(...publicFiles.map(({ text }) => text).filter((text) => text.length < 15_000)),
        },
      ]),
];

describe.each(sources)("damaged $name", { timeout: 240_000 }, ({ texts }) => {
  it("are read, on the ground of what they were before too, and nothing that is asked of them throws", () => {
    fc.assert(
      fc.property(texts, fc.array(damage, { minLength: 1, maxLength: 4 }), (text, all) => {
        let model = readModel(text);
        let current = text;
        for (const each of all) {
          current = damaged(current, each);
          model = readModel(current, [], model);
          expect(said(model)).toEqual(said(readModel(current)));
          askAll(model, Math.floor(each.at * current.length));
        }
      }),
      { numRuns: 120 },
    );
  });

  it("are changed only where nothing is lost by it", () => {
    fc.assert(
      fc.property(texts, fc.array(damage, { minLength: 1, maxLength: 2 }), fc.nat(), (text, all, pick) => {
        const broken = all.reduce(damaged, text);
        const model = readModel(broken);
        for (const [number, machine] of model.machines.entries()) {
          const changes = changesFor(machine);
          const change = changes[pick % changes.length];
          if (change !== undefined) {
            checkChange(model, number, change, [], broken);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
