import { isBlank, isLineEnd, SLASH } from "../syntax/characters";
import type { ContainerNode, Slot } from "../syntax/syntaxNodes";
import { commentEnd } from "../syntax/scan";
import type { SyntaxTree } from "../syntax/syntaxTree";

/** What stands behind a slot on its line and belongs to it. */
export interface Trailing {
  /** The end of the last comment; the place itself where there is none. */
  readonly end: number;
  /** `line` where one of the comments goes on to the end of its line. */
  readonly comments: "none" | "block" | "line";
}

/** The comments behind a place, up to the end of the line or `limit`; undefined where something else follows on the line. */
function commentsBehind(
  text: string,
  from: number,
  limit: number,
): Trailing & { readonly stop: "line" | "limit" | "other" } {
  let trailing: Trailing = { end: from, comments: "none" };
  let at = skipBlanksOnLine(text, from);
  while (at < limit && text.charCodeAt(at) === SLASH && commentEnd(text, at) > at) {
    const end = commentEnd(text, at);
    trailing = { end, comments: text.charCodeAt(at + 1) === SLASH ? "line" : "block" };
    at = skipBlanksOnLine(text, end);
  }
  return { ...trailing, stop: at >= limit ? "limit" : isLineEnd(text.charCodeAt(at)) ? "line" : "other" };
}

/**
 * What belongs to a slot behind its comma, or behind itself where it has none: the comments on its line, unless another slot follows
 * there, to which they belong then.
 */
export function trailing(tree: SyntaxTree, container: ContainerNode, slot: Slot): Trailing {
  const from = afterComma(slot);
  const { stop, ...found } = commentsBehind(tree.text, from, innerEnd(tree, container));
  return stop === "other" ? { end: from, comments: "none" } : found;
}

/** What belongs to the opening bracket of a container: the comments behind it, where the line ends with them. */
function heading(tree: SyntaxTree, container: ContainerNode): Trailing {
  const from = innerStart(container);
  const { stop, ...found } = commentsBehind(tree.text, from, innerEnd(tree, container));
  return stop === "line" ? found : { end: from, comments: "none" };
}

/** What belongs to the slot before a place, or to the opening bracket where there is none. */
export function leftBehind(tree: SyntaxTree, container: ContainerNode, before: Slot | undefined): Trailing {
  return before === undefined ? heading(tree, container) : trailing(tree, container, before);
}

/** Where what belongs to the slot behind `before` begins: with the first comment above it or in front of it, or with the slot. */
export function ownStart(tree: SyntaxTree, container: ContainerNode, before: Slot | undefined): number {
  return skipBlanks(tree.text, leftBehind(tree, container, before).end);
}

/** Where a slot ends together with its comma. */
export function afterComma(slot: Slot): number {
  return slot.comma < 0 ? slot.end : slot.comma + 1;
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

/** The end of the line where nothing but blanks comes before it; else the offset itself. */
export function lineEndOr(text: string, offset: number): number {
  const behind = skipBlanksOnLine(text, offset);
  return isLineEnd(text.charCodeAt(behind)) ? behind : offset;
}
