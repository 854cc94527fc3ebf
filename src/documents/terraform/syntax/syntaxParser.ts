import { Language, Parser, type Tree } from "web-tree-sitter";
import type { Sliced } from "../../sliced";
import type { GrammarFiles } from "../grammarFiles";

/** A stretch of parsing is interrupted after so long: who gives the turns does the rest. */
const STRETCH_MS = 2;

/** Parses Terraform. */
export class SyntaxParser {
  private constructor(private readonly language: Language) {}

  /** Loads engine and grammar, which takes a moment. @throws where a file cannot be read */
  static async load(files: GrammarFiles): Promise<SyntaxParser> {
    const [engine, grammar] = await Promise.all([
      files.read("web-tree-sitter.wasm"),
      files.read("tree-sitter-terraform.wasm"),
    ]);
    await Parser.init({ wasmBinary: engine });
    return new SyntaxParser(await Language.load(grammar));
  }

  /**
   * Parses a text in slices.
   * @param use makes of the tree what is needed of it: it is gone afterwards
   */
  *parsing<T>(text: string, use: (tree: Tree) => T): Sliced<T> {
    return yield* this.reading(text, (tree) => inOneGo(() => use(tree)));
  }

  /** The same where what is made of the tree takes slices too. */
  *reading<T>(text: string, use: (tree: Tree) => Sliced<T>): Sliced<T> {
    const parser = new Parser();
    let tree: Tree | null = null;
    try {
      parser.setLanguage(this.language);
      while (tree === null) {
        const began = performance.now();
        // A parser that was interrupted goes on where it was.
        tree = parser.parse(text, null, { progressCallback: () => performance.now() - began > STRETCH_MS });
        yield;
      }
      return yield* use(tree);
    } finally {
      tree?.delete();
      parser.delete();
    }
  }
}

function* inOneGo<T>(work: () => T): Sliced<T> {
  yield;
  return work();
}
