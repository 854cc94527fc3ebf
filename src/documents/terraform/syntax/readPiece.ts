import type { Node } from "web-tree-sitter";
import type { Sliced } from "../../sliced";
import type { TextRange } from "../../textRange";
import type { Attribute, Block, Expression } from "./nodes";
import { childOf, faultIn, rangeOf, readBlock, readBody, readExpression, type Reading } from "./readBlock";

/** What a piece of text with one block at the top level says. */
export interface PieceReading {
  readonly block: Block | undefined;
  /** The first place in it that does not parse. */
  readonly fault: TextRange | undefined;
}

/** Reads the first block at the top level of a tree. @param base where its text begins in the whole text */
export function* readPiece(root: Node, text: string, base: number): Sliced<PieceReading> {
  const reading: Reading = { text, base, broken: [] };
  const body = childOf(root, "body");
  const node = body === undefined ? undefined : childOf(body, "block");
  try {
    const block = node === undefined ? undefined : yield* readBlock(reading, node);
    const fault = faultIn(root);
    return { block, fault: fault === undefined ? reading.broken[0] : rangeOf(reading, fault) };
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    // What is nested thousands of levels deep is more than the stack holds.
    return { block: undefined, fault: rangeOf(reading, root) };
  }
}

/** Reads a text of attributes alone, such as the values of variables. */
export function* readAttributes(root: Node, text: string): Sliced<readonly Attribute[]> {
  return (yield* readBody({ text, base: 0, broken: [] }, childOf(root, "body"))).attributes;
}

/** An expression alone, as somebody types it; undefined where it is none. */
export function readLoneExpression(root: Node, text: string, from: number): Expression | undefined {
  const reading: Reading = { text, base: -from, broken: [] };
  const attribute = root.hasError ? undefined : root.descendantsOfType("attribute")[0];
  const value = attribute === undefined ? undefined : childOf(attribute, "expression");
  return value === undefined ? undefined : readExpression(reading, value);
}
