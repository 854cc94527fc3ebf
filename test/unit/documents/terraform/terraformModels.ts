import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { atOnce } from "../../../../src/documents/sliced";
import type { GrammarFile, GrammarFiles } from "../../../../src/documents/terraform/grammarFiles";
import type { RelatedText } from "../../../../src/documents/terraform/locate/configuration";
import { readingModel, type TerraformModel } from "../../../../src/documents/terraform/model";
import { SyntaxParser } from "../../../../src/documents/terraform/syntax/syntaxParser";

const require = createRequire(import.meta.url);

const folders: Readonly<Record<GrammarFile, string>> = {
  "web-tree-sitter.wasm": path.dirname(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
  "tree-sitter-terraform.wasm": path.resolve(
    import.meta.dirname,
    "../../../../node_modules/@tree-sitter-grammars/tree-sitter-hcl",
  ),
};

/** The compiled code that reads Terraform, from the packages that it comes in. */
export const grammarFiles: GrammarFiles = { read: (file) => readFile(path.join(folders[file], file)) };

/** The parser, loaded once. */
export const parser = await SyntaxParser.load(grammarFiles);

/** Reads a configuration: a document, and the files beside it. */
export function readModel(
  text: string,
  related: readonly RelatedText[] = [],
  earlier?: TerraformModel,
): TerraformModel {
  return atOnce(readingModel(parser, text, related, earlier));
}
