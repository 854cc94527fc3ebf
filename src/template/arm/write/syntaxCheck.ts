import type { IdentityBlock } from "../read/identityReading";
import type { ContainerNode, TextRange } from "../syntax/nodes";
import type { SyntaxTree } from "../syntax/syntaxTree";

/** The first place in a container's own text, or in brackets inside it, that does not parse. */
export function faultIn(tree: SyntaxTree, container: ContainerNode): TextRange | undefined {
  const fault = tree.fault(container);
  if (fault !== undefined) {
    return "start" in fault ? fault : { start: fault.offset, end: fault.offset + 1 };
  }
  return tree.isClosed(container) ? undefined : { start: container.start, end: container.start + 1 };
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
