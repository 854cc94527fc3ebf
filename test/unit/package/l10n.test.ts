import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");

/** The strings of a file by their key; a comment for translators stands beside the key in the file of the code. */
function strings(...names: readonly string[]): ReadonlyMap<string, string> {
  const text = readFileSync(path.join(root, ...names), "utf8");
  const entries = Object.entries(JSON.parse(text) as Record<string, string | { readonly message: string }>);
  return new Map(entries.map(([key, value]) => [key, typeof value === "string" ? value : value.message]));
}

/** What a translation must keep: places, which it may need in more or fewer plural forms, commands, links, settings and code. */
function kept(text: string): readonly string[] {
  const found = text.matchAll(/\{\w+\}|\{\w+, plural,|\(command:[^)]*\)|https?:\/\/\w[^\s)]*|`[^`]*`|AZURE_[A-Z_]+/g);
  return [...new Set([...found].map(String))].sort();
}

describe("the strings for translators", { timeout: 180_000 }, () => {
  it("are exactly those that the code uses: run `npm run l10n` where this fails", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "l10n-"));
    try {
      const command = path.join(root, "node_modules", ".bin", "vscode-l10n-dev");
      execFileSync(command, ["export", "--outDir", folder, "./src"], { cwd: root, stdio: "ignore" });
      const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
      const exported = read(path.join(folder, "bundle.l10n.json"));
      expect(read(path.join(root, "l10n", "bundle.l10n.json"))).toEqual(exported);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("a string with a number", () => {
  const plural = /\{count, plural, /;

  it.each([
    ["English", strings("l10n", "bundle.l10n.json")],
    ["German", strings("l10n", "bundle.l10n.de.json")],
  ])("has both forms in one string in %s, never 1 written out and never (s)", (_, all) => {
    const bad = [...all.values()].filter(
      (text) => /(?:^|[\s(])1 \p{L}/u.test(text) || /\p{L}\((?:s|n|en|e)\)/u.test(text),
    );
    expect(bad).toEqual([]);
    const incomplete = [...all.values()].filter(
      (text) => plural.test(text) && !/\{count, plural, one \{.*\} other \{.*\}\}/.test(text),
    );
    expect(incomplete).toEqual([]);
  });

  it("names its places where it has several, so that a translator can tell them apart", () => {
    const numbered = [...strings("l10n", "bundle.l10n.json").values()].filter(
      (text) => text.includes("{0}") && text.includes("{1}"),
    );
    expect(numbered).toEqual([]);
  });
});

describe("the German translation", () => {
  it.each([
    ["the code", strings("l10n", "bundle.l10n.json"), strings("l10n", "bundle.l10n.de.json")],
    ["the manifest", strings("package.nls.json"), strings("package.nls.de.json")],
  ])("has every string of %s and no other, with the same places, commands and links", (_, english, german) => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    const changed = [...english].filter(([key, text]) => {
      const translation = german.get(key)?.trim() ?? "";
      return translation === "" || kept(translation).join(" ") !== kept(text).join(" ");
    });
    expect(changed).toEqual([]);
  });

  it("speaks of identities, permissions and resources in German words", () => {
    const german = [...strings("l10n", "bundle.l10n.de.json").values(), ...strings("package.nls.de.json").values()];
    const words = german.map((text) =>
      text.replaceAll(
        /\{\w+\}|https?:\S+|\(command:[^)]*\)|identity-Block|az vmss identity|Managed Identity Operator|Azure Managed Identities/g,
        "",
      ),
    );
    const english = /\b(?:identity|identities|permission|resource group|scale set|user-assigned)\b/i;
    expect(words.filter((text) => english.test(text))).toEqual([]);
  });
});
