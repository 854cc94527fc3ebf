import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Language, type Node, Parser } from "web-tree-sitter";

/** What a script is made of, by a grammar of PowerShell that shares nothing with this project. */
export interface ParsedScript {
  readonly isFaulty: boolean;
  /** The names of all commands that it runs, in order. */
  readonly commands: readonly string[];
  /** What its strings in single quotes hold, in order. */
  readonly texts: readonly string[];
}

/** The grammar does not know that PowerShell takes typographic quotes for quotes too: doubled ones end no string in either reading. */
function unquoted(literal: string): string {
  return literal.slice(1, -1).replace(/(['\u2018\u2019\u201a\u201b])\1/g, "$1");
}

function* everyNode(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children) {
    yield* everyNode(child);
  }
}

/** A parser with tree-sitter's grammar of PowerShell. */
export async function powerShellGrammar(): Promise<(script: string) => ParsedScript> {
  await Parser.init();
  const file = createRequire(import.meta.url).resolve("tree-sitter-powershell/tree-sitter-powershell.wasm");
  const parser = new Parser();
  parser.setLanguage(await Language.load(await readFile(file)));
  return (script) => {
    const tree = parser.parse(script);
    if (tree === null) {
      throw new Error("the script was not parsed");
    }
    const nodes = [...everyNode(tree.rootNode)];
    const ofType = (type: string) => nodes.filter((node) => node.type === type).map(({ text }) => text);
    const parsed = {
      isFaulty: tree.rootNode.hasError,
      commands: ofType("command_name"),
      texts: ofType("verbatim_string_characters").map(unquoted),
    };
    tree.delete();
    return parsed;
  };
}
