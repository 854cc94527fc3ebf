import { describe, expect, it } from "vitest";
import { type Described, type FilterTerms, readFilter } from "../../../../src/ui/filters/filterText";

interface Item extends Described {
  readonly uses: readonly string[];
}

const item = (name: string, facts: Partial<Item> = {}): Item => ({
  name,
  resourceGroup: "rg-web",
  location: "westeurope",
  uses: [],
  ...facts,
});

const terms: FilterTerms<Item> = {
  states: [
    { phrases: ["no identity", "keine identität"], test: ({ uses }) => uses.length === 0 },
    { phrases: ["dead reference"], test: ({ uses }) => uses.includes("gone") },
  ],
  relations: [{ phrases: ["uses"], test: ({ uses }, name) => uses.some((each) => each.includes(name)) }],
};

const items = [
  item("vm-web", { tags: { env: "Prod" } }),
  item("vm-batch", { resourceGroup: "rg-batch", location: "northeurope", uses: ["id-web", "id-etl"] }),
  item("vm-reports", { uses: ["gone"] }),
];

function shown(text: string): readonly string[] {
  const matches = readFilter(text, terms);
  return items.filter(matches).map(({ name }) => name);
}

describe("a filter", () => {
  it.each([
    ["BATCH", ["vm-batch"]],
    ["web", ["vm-web", "vm-reports"]],
    ["vm web", ["vm-web", "vm-reports"]],
    ["northeurope", ["vm-batch"]],
    ["env=prod", ["vm-web"]],
    ["name:web", ["vm-web"]],
    ["group:rg-web", ["vm-web", "vm-reports"]],
    ["region:north", ["vm-batch"]],
    ["tag:env", ["vm-web"]],
    ["no identity", ["vm-web"]],
    ["keine identität", ["vm-web"]],
    ["dead reference rg-web", ["vm-reports"]],
    ["uses id-etl", ["vm-batch"]],
    ["uses id-etl uses id-web", ["vm-batch"]],
    ["uses id-etl rg-web", []],
    ["", ["vm-web", "vm-batch", "vm-reports"]],
  ])("%j shows %j", (text, names) => {
    expect(shown(text)).toEqual(names);
  });

  it("takes what it does not know for a word, also where it looks like a pattern or a member of an object", () => {
    expect(shown("uses")).toEqual([]);
    expect(shown("[(*")).toEqual([]);
    expect(shown("constructor:x")).toEqual([]);
    expect(shown("toString:")).toEqual([]);
  });
});
