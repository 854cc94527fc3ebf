import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");
const repository = "https://github.com/managed-identity-tools/azure-managed-identities";

let folder: string;

/** The page of a store, as vsce makes it of a document: addresses that are relative here lead to the repository there. */
function storePage(document: "changelog" | "readme"): string {
  return readFileSync(path.join(folder, `${document}.md`), "utf8");
}

const isThere = (file: string): boolean => existsSync(path.join(root, file));

const inRepository = (address: string, view: "blob" | "raw"): string | undefined =>
  address.startsWith(`${repository}/${view}/HEAD/`) ? address.slice(`${repository}/${view}/HEAD/`.length) : undefined;

describe("the page in a store", () => {
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "store-page-"));
    // vsce's own processors; the package as a whole would have to be built for this.
    const script = `
      const { ChangelogProcessor, ReadmeProcessor, readManifest } = require("@vscode/vsce/out/package");
      const { readFileSync, writeFileSync } = require("node:fs");
      (async () => {
        const manifest = await readManifest(".");
        for (const [Processor, name] of [[ReadmeProcessor, "README.md"], [ChangelogProcessor, "CHANGELOG.md"]]) {
          const file = await new Processor(manifest, {}).onFile({ path: "extension/" + name, contents: readFileSync(name) });
          writeFileSync(${JSON.stringify(folder)} + "/" + name.toLowerCase(), file.contents);
        }
      })();`;
    execFileSync(process.execPath, ["-e", script], { cwd: root });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("shows pictures that the repository has, none of them an SVG, which stores refuse", () => {
    const pictures = [...storePage("readme").matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, address = ""]) => address);
    expect(pictures.length).toBeGreaterThan(2);
    const files = pictures.map((address) => inRepository(address, "raw") ?? address);
    expect(files.filter((file) => !isThere(file) || file.endsWith(".svg"))).toEqual([]);
  });

  it.each(["readme", "changelog"] as const)("links to what is there: %s", (document) => {
    const page = storePage(document);
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, "")
        .replaceAll(" ", "-"),
    );
    const links = [...page.matchAll(/(?<!!)\[[^\]]+\](?:\(|: )([^)\s]+)/g)].map(([, address = ""]) => address);
    expect(links.length).toBeGreaterThan(0);
    const leadsSomewhere = (address: string): boolean => {
      const file = inRepository(address, "blob");
      if (file !== undefined) {
        return isThere(file);
      }
      return address.startsWith("#") ? headings.includes(address.slice(1)) : URL.canParse(address);
    };
    expect(links.filter((address) => !leadsSomewhere(address))).toEqual([]);
  });

  it("is opened by the walkthrough at a heading that it has", () => {
    const nls = readFileSync(path.join(root, "package.nls.json"), "utf8");
    const [, heading = ""] = new RegExp(`${repository}#([\\w-]+)`).exec(nls) ?? [];
    expect(storePage("readme").toLowerCase()).toContain(`## ${heading.replaceAll("-", " ")}\n`);
  });
});
