import { isBlank, isLineEnd, SLASH } from "../syntax/characters";
import type { ContainerNode, Slot } from "../syntax/nodes";
import { commentEnd } from "../syntax/scan";
import type { SyntaxTree } from "../syntax/syntaxTree";

/**
 * The end of what belongs to the place before `from` on its line: blanks and comments, where nothing else follows on the line;
 * `from` itself where something does.
 */
function endOfLine(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) {
      return at;
    }
    if (isBlank(code)) {
      at++;
    } else if (code === SLASH && commentEnd(text, at) > at) {
      const end = commentEnd(text, at);
      if (/[\r\n]/.test(text.slice(at, end))) {
        return from;
      }
      at = end;
    } else {
      return from;
    }
  }
  // At the end of the container its bracket follows on this line.
  return from;
}

/** Where a slot ends together with its comma and the comment behind it. */
export function tail(tree: SyntaxTree, container: ContainerNode, slot: Slot): number {
  return endOfLine(tree.text, afterComma(slot), innerEnd(tree, container));
}

/** Where the inside of a container begins, behind the comment on the line of its bracket. */
export function head(tree: SyntaxTree, container: ContainerNode): number {
  return endOfLine(tree.text, innerStart(container), innerEnd(tree, container));
}

/** Where a slot ends together with its comma. */
export function afterComma(slot: Slot): number {
  return slot.comma < 0 ? slot.end : slot.comma + 1;
}

/** Whether the comment behind a slot, or behind the bracket where that is undefined, goes on to the end of its line. */
export function endsInLineComment(tree: SyntaxTree, container: ContainerNode, slot: Slot | undefined): boolean {
  const [from, to] =
    slot === undefined
      ? [innerStart(container), head(tree, container)]
      : [afterComma(slot), tail(tree, container, slot)];
  return /\/\/[^\r\n]*$/.test(tree.text.slice(from, to).replaceAll(/\/\*.*?\*\//gs, ""));
}

/** Where the inside of a container begins. */
export function innerStart(container: ContainerNode): number {
  return container.container === 0 ? 0 : container.start + 1;
}

/** Where the inside of a container ends: before its bracket, where that is there. */
export function innerEnd(tree: SyntaxTree, container: ContainerNode): number {
  return container.container > 0 && tree.isClosed(container) ? container.end - 1 : container.end;
}

/** The first offset from `from` on that is not blank. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) {
    at++;
  }
  return at;
}

/** The first offset from `from` on that is not blank, or the end of the line. */
export function skipBlanksOnLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at)) && !isLineEnd(text.charCodeAt(at))) {
    at++;
  }
  return at;
}
