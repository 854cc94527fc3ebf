import { afterEach, describe, expect, it, vi } from "vitest";
import { formatPlural } from "../../../../src/ui/words/plural";

const vscode = vi.hoisted(() => ({
  env: { language: "en" },
  l10n: { bundle: undefined as Readonly<Record<string, string>> | undefined },
}));
vi.mock("vscode", () => vscode);

const RESOURCES = "{count, plural, one {# resource uses {name}} other {# resources use {name}}}";

afterEach(() => {
  vscode.env.language = "en";
  vscode.l10n.bundle = undefined;
});

describe("words for a number", () => {
  it("have the form for it, with the number and the other places", () => {
    const words = [0, 1, 2].map((count) => formatPlural(RESOURCES, { count, name: "id-a" }));
    expect(words).toEqual(["0 resources use id-a", "1 resource uses id-a", "2 resources use id-a"]);
  });

  it("stand in a sentence", () => {
    const text = "Removed {name} from {count, plural, one {# resource} other {# resources}}.";
    expect(formatPlural(text, { count: 3, name: "id-a" })).toBe("Removed id-a from 3 resources.");
  });

  it("have as many forms as the language of a translation has", () => {
    vscode.env.language = "pl";
    vscode.l10n.bundle = {};
    const text = "{count, plural, one {# zasób} few {# zasoby} many {# zasobów} other {# zasobu}}";
    expect([1, 3, 5].map((count) => formatPlural(text, { count }))).toEqual(["1 zasób", "3 zasoby", "5 zasobów"]);
  });

  it("are English where there is no translation", () => {
    vscode.env.language = "ja";
    expect(formatPlural(RESOURCES, { count: 1, name: "x" })).toBe("1 resource uses x");
  });

  it("take no name for a text: what stands in it is not read", () => {
    const name = "{count, plural, other {#}} # {name}";
    expect(formatPlural(RESOURCES, { count: 1, name })).toBe(`1 resource uses ${name}`);
  });

  it("leave what they do not know as it is", () => {
    expect(formatPlural("{other} {count, plural, few {#}} {", { count: 1 })).toBe("{other} {count, plural, few {#}} {");
  });
});
