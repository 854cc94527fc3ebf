import type { StringNode } from "./nodes";
import type { SyntaxTree } from "./syntaxTree";

/** The string around an offset: a name or a value. */
export function stringAt(tree: SyntaxTree, offset: number): StringNode | undefined {
  const slot = tree.slotAt(tree.containerAt(offset), offset);
  return [slot?.key, slot?.value]
    .filter((node) => node?.kind === "string")
    .find(({ start, end }) => start < offset && offset < end);
}
