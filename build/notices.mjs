import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Files of a package that hold the terms under which it may be passed on. */
const TERMS = /^(?:licen[cs]e|notice|copying|copyright)[^/]*?(?:\.(?:txt|md))?$/i;

/**
 * The folders of the packages of which something is in the bundle, from the metafile of esbuild, or beside it, in the order of their names.
 * `copied` are the files beside it.
 */
export function bundledPackages(metafile, copied) {
  const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const files = [...bundled, ...copied].map((file) => file.replaceAll("\\", "/"));
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  return [...new Set(folders)].sort();
}

async function noticeOf(folder) {
  const { name, version, license, homepage, repository } = JSON.parse(
    await readFile(path.join(folder, "package.json"), "utf8"),
  );
  const files = (await readdir(folder)).filter((file) => TERMS.test(file) && !file.endsWith(".html")).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8")));
  const source = repository?.url ?? repository ?? homepage ?? "";
  const head = [`${name} ${version}`, `License: ${license}`, ...(source === "" ? [] : [source])];
  const terms = texts.map((text) => text.replaceAll("\r\n", "\n").trim());
  return [head.join("\n"), ...(terms.length === 0 ? ["The package carries no license text."] : terms)].join("\n\n");
}

/** The notices of everything that is in the extension. `root` is the folder that all paths start from. */
export async function notices(metafile, root, copied) {
  const parts = await Promise.all(bundledPackages(metafile, copied).map((folder) => noticeOf(path.join(root, folder))));
  const head = "This extension contains parts of the packages below, each under its own license.";
  return `${[head, ...new Set(parts)].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
