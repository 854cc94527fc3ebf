import { describe, expect, it } from "vitest";
import { tornDeclarations } from "../../../../../src/documents/arm/read/tornDeclarations";
import { readArmTemplate } from "../../../../../src/documents/arm/model";

function found(text: string, name: string): readonly string[] {
  const { tree } = readArmTemplate(text);
  return tornDeclarations(tree, name).map(({ start, end }) => text.slice(start, end));
}

const torn = `{
  "variables": { "first": {} },
    "wanted": "outside"
  },
  "resources": [{ "wanted": "in a resource" }]
}`;

describe("declarations out of reach", () => {
  it("are the members of that name outside of lists and resources", () => {
    expect(found(torn, "wanted")).toEqual([`"outside"`]);
    expect(found(torn, "other")).toEqual([]);
  });

  it("are found within what stands before them too", () => {
    expect(found(`{ "variables": { "first": { "wanted": "inside" }, "resources": [] }`, "wanted")).toEqual([
      `"inside"`,
    ]);
  });

  it("are never texts that say the name", () => {
    expect(found(`{ "variables": { "a": "wanted", "b": "wanted" } }, "resources": {} }`, "wanted")).toEqual([]);
  });

  it("are none in resources under symbolic names", () => {
    expect(found(`{ "variables": {} }, "resources": { "vm": { "wanted": 1 } }`, "wanted")).toEqual([]);
  });

  it("are none in a text whose brackets fit", () => {
    expect(found(`{ "variables": { "wanted": "here" } }`, "wanted")).toEqual([]);
  });
});
