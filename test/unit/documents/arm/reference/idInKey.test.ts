import { describe, expect, it } from "vitest";
import { idInKey, mayBe } from "../../../../../src/documents/arm/reference/idInKey";
import { id } from "../templates";

const type = "'microsoft.managedidentity/userassignedidentities'";
const whole =
  "[resourceid('11111111-1111-1111-1111-111111111111','rg','microsoft.managedidentity/userassignedidentities','a')]";

describe("the id in the key of an entry", () => {
  it.each([
    [id("a"), id("a")],
    [whole, id("a").toLowerCase()],
    [`[resourceid('rg',${type},'a')]`, undefined],
    [`[resourceid(parameters('s'),'rg',${type},'a')]`, undefined],
    ["[parameters('a')]", undefined],
  ])("%s", (key, expected) => {
    expect(idInKey(key)).toBe(expected);
  });

  it.each([
    [id("A"), true],
    [whole, true],
    [`[resourceid('rg',${type},'a')]`, true],
    [`[resourceid('other',${type},'a')]`, false],
    [`[resourceid(${type},'b')]`, false],
    [`[resourceid(${type},parameters('n'))]`, "unknown"],
    ["[parameters('a')]", "unknown"],
  ])("%s may be a live identity: %s", (key, expected) => {
    expect(mayBe(key, id("a"))).toBe(expected);
  });
});
