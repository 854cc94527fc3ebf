import type { IdentityBlock } from "../read/identityReading";
import { indentIfFirst, lineIndent } from "../syntax/indentation";
import type { ContainerNode, TextRange } from "../syntax/nodes";
import type { SyntaxTree } from "../syntax/syntaxTree";

/** The first place in a container's own text, or in brackets inside it, that does not parse. */
export function faultIn(tree: SyntaxTree, container: ContainerNode): TextRange | undefined {
  const fault = tree.fault(container);
  if (fault !== undefined) {
    return "start" in fault ? fault : { start: fault.offset, end: fault.offset + 1 };
  }
  return tree.isClosed(container) && !hasBracketOfAnother(tree, container)
    ? undefined
    : { start: container.start, end: container.start + 1 };
}

/**
 * Whether the bracket that ends a container looks like that of one around it: it stands at another indentation, and one around lacks
 * its own. What follows has then been taken into the container.
 */
function hasBracketOfAnother(tree: SyntaxTree, container: ContainerNode): boolean {
  const indent = indentIfFirst(tree.text, container.end - 1);
  if (indent === undefined || indent === lineIndent(tree.text, container.start)) {
    return false;
  }
  for (let around = tree.parent(container); around !== undefined; around = tree.parent(around)) {
    if (!tree.isClosed(around)) {
      return true;
    }
  }
  return false;
}

/** The first place of a block, its lists included, that does not parse. */
export function faultInBlock(tree: SyntaxTree, block: IdentityBlock): TextRange | undefined {
  const lists = [block.dictionary, block.array].flatMap((list) => (list.kind === "list" ? [list.node] : []));
  for (const container of [block.node, ...lists]) {
    const fault = faultIn(tree, container);
    if (fault !== undefined) {
      return fault;
    }
  }
  return undefined;
}

/** Whether no bracket and no quote of a text has come to fit worse by an edit, wherever it stands. */
export function parsesAsWell(before: SyntaxTree, after: SyntaxTree): boolean {
  return after.faults.length <= before.faults.length;
}
