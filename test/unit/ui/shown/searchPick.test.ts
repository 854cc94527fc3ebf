import { describe, expect, it, vi } from "vitest";
import { searchChoices } from "../../../../src/ui/shown/searchPick";

vi.mock("vscode", () => import("../../views/fakeVscode"));

const choices = [
  { label: "backup-vault", description: "Key vault in rg-data", data: 1 },
  { label: "vault-web", description: "Key vault in rg-web", data: 2 },
  { label: "storage", description: "Storage account in rg-web", detail: "/subscriptions/one", data: 3 },
];
const found = (text: string) => searchChoices(choices, text).map(({ data }) => data);

describe("a search", () => {
  it("finds what holds every word, wherever each stands, whatever its case", () => {
    expect(found("RG-WEB vault")).toEqual([2]);
    expect(found("one")).toEqual([3]);
    expect(found("web nothing")).toEqual([]);
  });

  it("puts what begins with the text first", () => {
    expect(found("vault")).toEqual([2, 1]);
  });

  it("finds everything where nothing is typed", () => {
    expect(found("  ")).toEqual([1, 2, 3]);
  });
});
