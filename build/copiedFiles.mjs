import path from "node:path";

const modules = "node_modules";

/** Files of packages that are in the extension as they are, beside what is bundled. Paths are relative to the project. */
export const copiedFiles = [
  path.join(modules, "web-tree-sitter", "web-tree-sitter.wasm"),
  path.join(modules, "@tree-sitter-grammars", "tree-sitter-hcl", "tree-sitter-terraform.wasm"),
];
