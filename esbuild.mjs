import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, transform } from "esbuild";
import { notices } from "./build/notices.mjs";

const production = process.argv.includes("--production");
const outdir = path.resolve(
  process.argv.find((each) => each.startsWith("--outdir="))?.slice("--outdir=".length) ?? "dist",
);
const stub = (name) => path.join(import.meta.dirname, "build", "stubs", `${name}.mjs`);

await rm(outdir, { recursive: true, force: true });

// Split into modules first: what import() reaches is a file of its own, so that activation loads neither an SDK nor a sign-in library.
const result = await build({
  entryPoints: [path.join(import.meta.dirname, "src", "extension.ts")],
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node22",
  mainFields: ["module", "main"],
  external: ["vscode"],
  minify: production,
  sourcemap: production ? false : "inline",
  metafile: true,
  logLevel: "warning",
  alias: {
    // Nothing is ever sent: the telemetry client and the experiment client of azext-utils are left out of the build.
    "@vscode/extension-telemetry": stub("extensionTelemetry"),
    "vscode-tas-client": stub("tasClient"),
  },
});

// Then each module to CommonJS, which VS Code loads by require().
for (const file of await readdir(outdir)) {
  if (file.endsWith(".js")) {
    const filename = path.join(outdir, file);
    const source = await readFile(filename, "utf8");
    const { code } = await transform(source, {
      format: "cjs",
      platform: "node",
      target: "node22",
      supported: { "dynamic-import": false },
      minify: production,
      sourcemap: production ? false : "inline",
      sourcefile: file,
    });
    await writeFile(filename, code);
  }
}

await writeFile(path.join(outdir, "THIRD-PARTY-NOTICES.txt"), await notices(result.metafile, process.cwd()));

if (process.argv.includes("--meta")) {
  await writeFile(path.join(outdir, "meta.json"), JSON.stringify(result.metafile));
}
