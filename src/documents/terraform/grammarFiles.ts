/** The compiled code that reads Terraform: the engine of tree-sitter, and the grammar. Who puts the extension together knows where they lie. */
export interface GrammarFiles {
  /** The bytes of one of them. @throws where the file cannot be read */
  read(file: GrammarFile): Promise<Uint8Array>;
}

/** The names of these files in their packages. */
export type GrammarFile = "web-tree-sitter.wasm" | "tree-sitter-terraform.wasm";
