import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly repository: { readonly url: string };
  readonly homepage: string;
  readonly bugs: { readonly url: string };
}

const manifest = JSON.parse(read("package.json")) as Manifest;

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => path.join(folder, file).replaceAll("\\", "/"))
    .filter((file) => ending.test(file) && !file.includes("node_modules/"));
}

const documents = [
  ...readdirSync(root).filter((file) => file.endsWith(".md")),
  ...filesIn("docs", /\.md$/),
  ...filesIn("test", /README\.md$/),
  ...filesIn(".github", /\.md$/),
];

/** All matches of a pattern's first group, with the file they are in. */
function found(files: readonly string[], pattern: RegExp): { file: string; match: string }[] {
  return files.flatMap((file) => [...read(file).matchAll(pattern)].map(([, match = ""]) => ({ file, match })));
}

/** The addresses that GitHub gives to the headings of a Markdown file. */
function headings(file: string): Set<string> {
  return new Set(
    [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

/** Whether what a link names is there: a file or folder, and where a heading is named, that heading. */
function resolves(file: string, target: string): boolean {
  const [name = "", fragment] = target.split("#");
  const linked = name === "" ? file : path.posix.join(path.posix.dirname(file), name);
  return (
    existsSync(path.join(root, linked)) &&
    (fragment === undefined || !linked.endsWith(".md") || headings(linked).has(fragment))
  );
}

describe("the documents", () => {
  it("name only scripts that package.json has", () => {
    const named = [
      ...found([...documents, ...filesIn(".github", /\.yml$/)], /\bnpm run ([\w:-]+)/g),
      ...found(documents, /\bnpm (start|test)\b/g),
      ...found([".vscode/tasks.json"], /"script": "([^"]+)"/g),
    ];
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ match }) => manifest.scripts[match] === undefined)).toEqual([]);
  });

  it("link only to files and headings that exist", () => {
    const links = found(documents, /\]\(([^)\s]+)\)/g).filter(({ match }) => !/^[a-z]+:/.test(match));
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter(({ file, match }) => !resolves(file, match))).toEqual([]);
  });

  it("name only folders and files of the project that exist", () => {
    const paths = found(
      documents.filter((file) => file !== "CHANGELOG.md"),
      /`((?:src|test|docs|build|media|\.github|\.vscode)(?:\/[\w.-]+)+)`/g,
    );
    expect(paths.length).toBeGreaterThan(10);
    const isThere = (file: string, name: string) =>
      [root, path.join(root, path.dirname(file))].some((folder) => existsSync(path.join(folder, name)));
    expect(paths.filter(({ file, match }) => !isThere(file, match))).toEqual([]);
  });

  it("are found by the comments that cite them, at the heading that is cited", () => {
    const cited = found(
      [...filesIn("src", /\.ts$/), ...filesIn("test", /\.ts$/)],
      /\b(docs\/[\w-]+\.md(?:#[\w-]+)?)/g,
    ).filter(({ file }) => file !== "test/unit/package/documents.test.ts");
    expect(cited.filter(({ match }) => !resolves("package.json", match))).toEqual([]);
  });

  it("are the only ones that comments cite: no other document, and no numbered section", () => {
    const cited = found(filesIn("src", /\.ts$/), /((?<![\w./-])[\w/-]+\.md\b|\bsections? \d[\w.]*)/g);
    expect(cited.filter(({ match }) => !existsSync(path.join(root, match)))).toEqual([]);
  });

  it("give the address of the repository that package.json gives", () => {
    const address = manifest.repository.url.replace(/\.git$/, "");
    expect([manifest.homepage, manifest.bugs.url]).toEqual([`${address}#readme`, `${address}/issues`]);
    const owner = address.slice(0, address.lastIndexOf("/") + 1).replaceAll(".", "\\.");
    const addresses = found([...documents, ...filesIn(".github", /\.yml$/)], new RegExp(`(${owner}[\\w.-]+)`, "g"));
    expect(addresses.length).toBeGreaterThan(5);
    expect(addresses.filter(({ match }) => match !== address)).toEqual([]);
  });

  it("link nowhere outside the project", () => {
    const links = found(documents, /\]\((\.\.\/[^)\s]+)\)/g);
    expect(
      links.filter(({ file, match }) => path.posix.join(path.posix.dirname(file), match).startsWith("..")),
    ).toEqual([]);
  });
});
