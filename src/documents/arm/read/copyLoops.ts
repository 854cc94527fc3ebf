import { isEscapedExpression } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";
import type { ContainerNode, Slot, SyntaxNode } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";

/** The members of an object that its `copy` loops make at deployment, as far as the text names them. */
export interface CopyLoops {
  /** The member `copy` that makes a member of a name, in lower case. */
  readonly named: ReadonlyMap<string, Slot>;
  /** A member `copy` that may make members of any name. */
  readonly open: Slot | undefined;
}

/** Undefined where only the deployment tells it. */
function nameOf(tree: SyntaxTree, loop: SyntaxNode | undefined): string | undefined {
  const text = loop?.kind === "object" ? tree.stringOf(loop, "name") : undefined;
  const read = text === undefined || isEscapedExpression(text) ? undefined : parseTemplateText(text);
  return read?.kind === "literal" ? read.value.toLowerCase() : undefined;
}

/** Reads the `copy` loops of an object: the members that they make stand there under the loops' names only. */
export function copyLoops(tree: SyntaxTree, node: ContainerNode): CopyLoops {
  const named = new Map<string, Slot>();
  let open: Slot | undefined;
  for (const member of tree.members(node, "copy")) {
    const loops = member.value?.kind === "array" ? tree.slots(member.value).slots : [undefined];
    for (const loop of loops) {
      const name = nameOf(tree, loop?.value);
      if (name === undefined) {
        open = member;
      } else {
        named.set(name, member);
      }
    }
  }
  return { named, open };
}
