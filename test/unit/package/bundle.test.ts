import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What is in the extension beside the bundle: the parser of Terraform. */
const copiedFiles = [
  "node_modules/web-tree-sitter/web-tree-sitter.wasm",
  "node_modules/@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm",
];

const root = path.resolve(import.meta.dirname, "../../..");
let outdir: string;

/** Loads the built extension in a process of its own, with a stand-in for `vscode`, and tells what it exports and which files it loads. */
function load(): { exports: string[]; loaded: string[] } {
  const probe = `
    const Module = require("node:module");
    const original = Module._load;
    const loaded = [];
    // Stands for whatever of vscode is touched while the file loads.
    const anything = new Proxy(class {}, { get: (target, name) => (name === "prototype" ? target.prototype : anything) });
    // Behind the prototype: the bundle copies a module's own members, and passes its prototype on.
    const vscode = Object.create(anything);
    Module._load = function (request, ...rest) {
      if (request === "vscode") return vscode;
      if (request.startsWith(".")) loaded.push(request);
      return original.call(this, request, ...rest);
    };
    const exported = require(${JSON.stringify(path.join(outdir, "extension.js"))});
    console.log(JSON.stringify({ exports: Object.keys(exported), loaded: [...new Set(loaded)] }));`;
  return JSON.parse(execFileSync(process.execPath, ["-e", probe], { encoding: "utf8" })) as ReturnType<typeof load>;
}

describe("the built extension", () => {
  beforeAll(() => {
    outdir = mkdtempSync(path.join(tmpdir(), "bundle-"));
    execFileSync(process.execPath, ["esbuild.mjs", "--production", "--meta", `--outdir=${outdir}`], { cwd: root });
  });

  afterAll(() => {
    rmSync(outdir, { recursive: true, force: true });
  });

  it("exports activate and deactivate", () => {
    expect(load().exports.sort()).toEqual(["activate", "deactivate"]);
  });

  it("loads at most 350 KB at activation, and neither an SDK nor a sign-in library", () => {
    const files = ["extension.js", ...load().loaded].map((file) => path.join(outdir, file));
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes).toBeLessThanOrEqual(350 * 1024);
    const text = files.map((file) => readFileSync(file, "utf8")).join("\n");
    const traces = ["api%2Dversion", "azsdk-js", "DefaultAzureCredential", "registerUIExtensionVariables"];
    expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
  });

  it("takes the API of VS Code as it is: a copy for each module that imports it takes a third of the activation", () => {
    const texts = readdirSync(outdir)
      .filter((file) => file.endsWith(".js") && file !== "browser.js")
      .map((file) => readFileSync(path.join(outdir, file), "utf8"));
    expect(texts.join("\n").match(/[\w$]+\(require\("vscode"\)/g)).toBeNull();
    expect(texts[0]).toBeDefined();
    expect(readFileSync(path.join(outdir, "extension.js"), "utf8")).toContain('=require("vscode")');
  });

  it("carries the parser of Terraform, and loads it at the first such document only", () => {
    for (const file of copiedFiles) {
      const packaged = readFileSync(path.join(outdir, path.basename(file)));
      expect(packaged.equals(readFileSync(path.join(root, file)))).toBe(true);
    }
    expect(readFileSync(path.join(root, ".vscodeignore"), "utf8")).toContain("!dist/*.wasm\n");
    const loaded = ["extension.js", ...load().loaded].map((file) => readFileSync(path.join(outdir, file), "utf8"));
    expect(loaded.filter((text) => text.includes("_ts_parser_"))).toEqual([]);
    const parsers = readdirSync(outdir).filter((file) => file.endsWith(".js"));
    expect(parsers.some((file) => readFileSync(path.join(outdir, file), "utf8").includes("_ts_parser_"))).toBe(true);
  });

  it("carries what writes changes as scripts and templates, and loads it when one is copied", () => {
    const read = (file: string): string => readFileSync(path.join(outdir, file), "utf8");
    const writesScripts = (file: string): boolean => read(file).includes("Update-AzVM");
    expect(["extension.js", ...load().loaded].filter(writesScripts)).toEqual([]);
    expect(readdirSync(outdir).filter((file) => file.endsWith(".js") && writesScripts(file))).not.toEqual([]);
  });

  it("comes to a package of at most 1.2 MB, without the pictures of the README, by the ignore file alone", async () => {
    const { listFiles } = await import("@vscode/vsce");
    const others = (await listFiles({ cwd: root })).filter((file) => !file.startsWith("dist/"));
    expect(others.filter((file) => /^(?:node_modules|src|test|docs|media\/readme)\//.test(file))).toEqual([]);
    const built = readdirSync(outdir).filter((file) => file !== "meta.json");
    const files = [...others.map((file) => path.join(root, file)), ...built.map((file) => path.join(outdir, file))];
    const bytes = files.reduce((sum, file) => sum + deflateRawSync(readFileSync(file)).length + 250, 0);
    expect(bytes).toBeLessThanOrEqual(1_200_000);
  });

  it("sends telemetry nowhere: no client of it is in the build", () => {
    const traces = [
      "InstrumentationKey",
      "dc.services.visualstudio.com",
      "in.applicationinsights",
      "default.exp-tas.com",
    ];
    const found = readdirSync(outdir).flatMap((file) => {
      const text = readFileSync(path.join(outdir, file), "utf8").toLowerCase();
      return traces.filter((trace) => text.includes(trace.toLowerCase())).map((trace) => `${file}: ${trace}`);
    });
    expect(found).toEqual([]);
  });

  it("carries the name, the version and the license of every package in it, and of no other", () => {
    const meta = JSON.parse(readFileSync(path.join(outdir, "meta.json"), "utf8")) as {
      readonly outputs: Record<string, { readonly inputs: Record<string, { readonly bytesInOutput: number }> }>;
    };
    const packages = new Map<string, string>();
    const bundled = Object.values(meta.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
    );
    for (const file of [...bundled, ...copiedFiles].filter((each) => each.includes("node_modules/"))) {
      const parts = file.split("/");
      const at = parts.lastIndexOf("node_modules") + 1;
      const folder = parts.slice(0, at + (parts[at]?.startsWith("@") === true ? 2 : 1)).join("/");
      const { name, version } = JSON.parse(readFileSync(path.join(root, folder, "package.json"), "utf8")) as {
        readonly name: string;
        readonly version: string;
      };
      packages.set(`${name} ${version}`, folder);
    }
    const text = readFileSync(path.join(outdir, "THIRD-PARTY-NOTICES.txt"), "utf8");
    const noted = new Map(
      text
        .split(`\n\n${"-".repeat(80)}\n\n`)
        .slice(1)
        .map((part) => [part.split("\n", 1)[0] ?? "", part] as const),
    );
    expect([...noted.keys()].sort()).toEqual([...packages.keys()].sort());
    expect(packages.size).toBeGreaterThan(20);
    for (const [name, folder] of packages) {
      const license = readdirSync(path.join(root, folder)).find((file) => /^licen[cs]e/i.test(file));
      const terms = license === undefined ? "no license text" : readFileSync(path.join(root, folder, license), "utf8");
      expect(noted.get(name)).toContain(terms.replaceAll("\r\n", "\n").trim());
    }
    expect(readFileSync(path.join(root, ".vscodeignore"), "utf8")).toContain("!dist/THIRD-PARTY-NOTICES.txt\n");
  });
});
