import type { StringNode } from "./nodes";
import type { SyntaxTree } from "./syntaxTree";

/** The string around an offset: a name or a value. */
export function stringAt(tree: SyntaxTree, offset: number): StringNode | undefined {
  for (const { key, value } of tree.slots(tree.containerAt(offset)).slots) {
    for (const node of [key, value]) {
      if (node?.kind === "string" && node.start < offset && offset < node.end) {
        return node;
      }
    }
  }
  return undefined;
}
