import { copyFile, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { context, transform } from "esbuild";
import { notices } from "./build/notices.mjs";
import { copiedFiles } from "./build/copiedFiles.mjs";

// node esbuild.mjs [--production] [--watch] [--meta] [--outdir=FOLDER]
const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");
const outdir = path.resolve(
  process.argv.find((each) => each.startsWith("--outdir="))?.slice("--outdir=".length) ?? "dist",
);
const sourcemap = production ? false : "inline";
const require = createRequire(import.meta.url);
const stub = (name) => path.join(import.meta.dirname, "build", "stubs", `${name}.mjs`);

const VSCODE_IMPORT = /\bimport\s*(?:\*\s*as\s+([\w$]+)|\{([^{}]*)\})\s*from\s*"vscode";/g;

/**
 * The imports of the API as plain requires. What esbuild makes of them copies the whole API for each module that imports it, which is a third of
 * the time that activation takes.
 */
function plainApi(text) {
  return text.replaceAll(
    VSCODE_IMPORT,
    (_, all, named) => `const ${all ?? `{${named.replaceAll(/\s+as\s+/g, ":")}}`}=require("vscode");`,
  );
}

/** One module as CommonJS, which VS Code loads by require(). */
async function toCommonJs({ path: filename, text }) {
  const { code } = await transform(plainApi(text), {
    format: "cjs",
    platform: "node",
    target: "node22",
    supported: { "dynamic-import": false },
    minify: production,
    sourcemap,
    sourcefile: path.basename(filename),
  });
  await writeFile(filename, code);
}

async function write({ outputFiles, metafile }) {
  await mkdir(outdir, { recursive: true });
  await Promise.all(outputFiles.map(toCommonJs));
  await Promise.all(copiedFiles.map((file) => copyFile(file, path.join(outdir, path.basename(file)))));
  const written = new Set(["browser.js", ...outputFiles.map((file) => path.basename(file.path))]);
  const stale = (await readdir(outdir)).filter((file) => file.endsWith(".js") && !written.has(file));
  await Promise.all(stale.map((file) => rm(path.join(outdir, file))));
  await writeFile(path.join(outdir, "THIRD-PARTY-NOTICES.txt"), await notices(metafile, process.cwd(), copiedFiles));
  if (process.argv.includes("--meta")) {
    await writeFile(path.join(outdir, "meta.json"), JSON.stringify(metafile));
  }
}

/** Writes what was built. In watch mode, says so in the lines that the task in .vscode waits for. */
const output = {
  name: "output",
  setup(build) {
    const say = (line) => {
      if (watch) {
        console.log(line);
      }
    };
    build.onStart(() => {
      say("Building");
    });
    build.onEnd(async (result) => {
      if (result.errors.length > 0) {
        say("Failed");
        return;
      }
      await write(result);
      say(`Built ${result.outputFiles.length} files`);
    });
  },
};

// Split into modules first: what import() reaches is a file of its own, so that activation loads neither an SDK nor a sign-in library.
const extension = await context({
  entryPoints: [path.join(import.meta.dirname, "src", "extension.ts")],
  outdir,
  write: false,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node22",
  mainFields: ["module", "main"],
  external: ["vscode"],
  minify: production,
  sourcemap,
  metafile: true,
  logLevel: "warning",
  alias: {
    // Nothing is ever sent: the telemetry client and the experiment client of azext-utils are left out of the build.
    "@vscode/extension-telemetry": stub("extensionTelemetry"),
    "vscode-tas-client": stub("tasClient"),
    // Its other form asks the module for its own address, which a CommonJS file has not got.
    "web-tree-sitter": require.resolve("web-tree-sitter"),
  },
  plugins: [output],
});

// The editing of documents for the web worker of a browser, which loads one file and has no Node.
const browser = await context({
  entryPoints: [path.join(import.meta.dirname, "src", "browser.ts")],
  outfile: path.join(outdir, "browser.js"),
  bundle: true,
  format: "cjs",
  platform: "browser",
  target: "es2023",
  // The parser of Terraform asks for its own place by Node's modules where it runs in Node.
  external: ["vscode", "fs", "fs/promises", "module", "path", "url"],
  alias: { "web-tree-sitter": require.resolve("web-tree-sitter") },
  minify: production,
  sourcemap,
  logLevel: "warning",
});

await rm(outdir, { recursive: true, force: true });
if (watch) {
  await Promise.all([extension.watch(), browser.watch()]);
} else {
  try {
    await extension.rebuild();
    await browser.rebuild();
  } catch {
    // The errors have been printed.
    process.exitCode = 1;
  }
  await extension.dispose();
  await browser.dispose();
}
