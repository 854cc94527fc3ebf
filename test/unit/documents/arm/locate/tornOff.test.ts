import { describe, expect, it } from "vitest";
import { memberOrTornOff, tornOffMembers } from "../../../../../src/documents/arm/locate/tornOff";
import { machine, only } from "../templates";

const whole = machine(`"location": "x",\n      `);

function tornOff(text: string): readonly string[] {
  const { template, resource } = only(text);
  return tornOffMembers(template.tree, resource.resource.node).map(({ name }) => name);
}

describe("the members behind the end of a resource", () => {
  it("are those that a bracket too many has put there", () => {
    expect(tornOff(whole.replace(`"name": "vm",`, `"name": "vm" },`))).toEqual(["location", "properties"]);
  });

  it("are none in a text without faults", () => {
    expect(tornOff(whole)).toEqual([]);
  });

  it("end with what is no member of a resource", () => {
    const text = whole.replace(`"name": "vm",`, `"name": "vm" },`).replace(`"location"`, `"other"`);
    expect(tornOff(text)).toEqual([]);
  });

  it("are read with those before its end, which come first", () => {
    const { template, resource } = only(whole.replace(`"name": "vm",`, `"name": "vm" }, "name": "other",`));
    const text = (name: string) => {
      const node = memberOrTornOff(template.tree, resource.resource.node, name);
      return node && template.text.slice(node.start, node.end);
    };
    expect([text("Location"), text("name"), text("zones")]).toEqual([`"x"`, `"vm"`, undefined]);
  });
});
