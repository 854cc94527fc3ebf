import { resourceName } from "../../../identity/resourceId";
import type { Node } from "../syntax/nodes";
import { parseExpression } from "../syntax/parser";
import { bare, literalText } from "../syntax/walk";

/** A text of a file without the quotes of a string. */
export function plainText(text: string): string {
  return /^'(?:[^'\\]|\\.)*'$/.test(text) ? text.slice(1, -1) : text;
}

/** The symbol that an expression reads its id from. */
function symbolOf(node: Node): string | undefined {
  const inner = bare(node);
  switch (inner.kind) {
    case "name":
      return inner.name;
    case "index":
      return symbolOf(inner.base);
    case "access":
      return ["id", "outputs", "resourceId"].includes(inner.member) ? symbolOf(inner.base) : undefined;
    default:
      return undefined;
  }
}

/** An identity as a file says it, by its name or the symbol that stands for it. */
export function identityName(text: string): string {
  if (text.startsWith("/")) {
    return resourceName(text);
  }
  const parsed = parseExpression(text);
  const node = parsed === undefined ? undefined : bare(parsed);
  if (node?.kind === "call" && node.name === "resourceId") {
    const last = literalText(node.args.at(-1));
    return last ?? plainText(text);
  }
  return (node && symbolOf(node)) ?? resourceName(plainText(text));
}
