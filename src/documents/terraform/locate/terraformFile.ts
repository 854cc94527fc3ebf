import type { Sliced } from "../../sliced";
import type { TextRange } from "../../textRange";
import type { Attribute, Block } from "../syntax/nodes";
import { type Piece, piecesOf } from "../syntax/pieces";
import { readAttributes, readPiece } from "../syntax/readPiece";
import type { SyntaxParser } from "../syntax/syntaxParser";
import { azurermKind } from "./kinds";

/** A block at the top level that has been read. */
export interface FileBlock {
  readonly piece: Piece;
  /** Undefined where it does not parse at all. */
  readonly block: Block | undefined;
  /** The first place of its piece that does not parse. */
  readonly fault: TextRange | undefined;
}

/** One file of a configuration: as much of it as counts for identities. */
export interface TerraformFile {
  /** Its path from the folder of the document; undefined for the document itself. */
  readonly path: string | undefined;
  readonly text: string;
  /** Every block at the top level, by its head alone. */
  readonly pieces: readonly Piece[];
  readonly blocks: readonly FileBlock[];
  /** The values of a file of variables. */
  readonly values: readonly Attribute[];
}

/** The resources that identities are made of, or that name one. */
const RESOURCES = new Set([
  "azapi_resource",
  "azurerm_user_assigned_identity",
  "azurerm_federated_identity_credential",
]);

/** Whether a block has to be read: all others, which are the most, cost nothing. */
function counts({ type, labels: [first = ""] }: Piece): boolean {
  switch (type) {
    case "resource":
      return RESOURCES.has(first) || azurermKind(first) !== undefined;
    case "data":
      return first === "azurerm_user_assigned_identity";
    case "locals":
    case "variable":
    case "module":
    case "terraform":
      return true;
    default:
      return false;
  }
}

/** The same reading, as much further on in the text: every offset in it has one of these names. */
function shifted<T>(value: T, by: number): T {
  if (Array.isArray(value)) {
    return value.map((each: unknown) => shifted(each, by)) as T;
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const members = Object.entries(value).map(([name, member]: [string, unknown]) => {
    const isOffset = name === "start" || name === "end" || name === "open" || name === "close";
    return [name, isOffset && typeof member === "number" ? member + by : shifted(member, by)] as const;
  });
  return Object.fromEntries(members) as T;
}

/** The same block, in slices: one may be as long as a file. */
function* shiftedBlock(block: Block, by: number): Sliced<Block> {
  const { body, ...rest } = block;
  const attributes: Attribute[] = [];
  for (const attribute of body.attributes) {
    attributes.push(shifted(attribute, by));
    yield;
  }
  const blocks: Block[] = [];
  for (const inner of body.blocks) {
    blocks.push(yield* shiftedBlock(inner, by));
  }
  return { ...shifted(rest, by), body: { attributes, blocks } };
}

function* readingBlock(parser: SyntaxParser, piece: Piece, earlier: FileBlock | undefined): Sliced<FileBlock> {
  if (earlier !== undefined) {
    const by = piece.start - earlier.piece.start;
    const { block, fault } = earlier;
    return by === 0
      ? { piece, block, fault }
      : { piece, block: block && (yield* shiftedBlock(block, by)), fault: shifted(fault, by) };
  }
  const { text, start } = piece;
  return { piece, ...(yield* parser.reading(text, ({ rootNode }) => readPiece(rootNode, text, start))) };
}

/**
 * Reads a file.
 * @param earlier a reading of the file as it was: blocks that have not changed are not parsed again
 */
export function* readingFile(
  parser: SyntaxParser,
  path: string | undefined,
  text: string,
  earlier?: TerraformFile,
): Sliced<TerraformFile> {
  if (earlier?.text === text) {
    return earlier;
  }
  if (path?.endsWith(".tfvars") === true) {
    const values = yield* parser.reading(text, ({ rootNode }) => readAttributes(rootNode, text));
    return { path, text, pieces: [], blocks: [], values };
  }
  const known = new Map(earlier?.blocks.map((block) => [block.piece.text, block]));
  const pieces = yield* piecesOf(text);
  const blocks: FileBlock[] = [];
  for (const piece of pieces) {
    if (counts(piece)) {
      blocks.push(yield* readingBlock(parser, piece, known.get(piece.text)));
      yield;
    }
  }
  return { path, text, pieces, blocks, values: [] };
}
