import { type IdentityType } from "../../../identity/identityState";
import type { TextRange } from "../../textRange";
import type { Machine } from "../locate/machines";
import type { TerraformFile } from "../locate/terraformFile";
import { identityBlockLines, managedIdentitiesLines, requestIdentityLines } from "../print/identityText";
import { quotedText } from "../syntax/quotedText";
import type { Attribute, Block } from "../syntax/nodes";
import { commentsWithin } from "./comments";
import { editsOf, type EditResult, inserting, replacing } from "./edit";
import { indentAt, isBlankLine, isFirstOnLine, isOnOneLine, lineEnd, lineStart, newlineAt, nextLine } from "./lines";
import { indentInBlock } from "./members";

/** What a whole identity is to say. */
export interface WholeIdentity {
  readonly type: IdentityType;
  readonly list: readonly string[];
}

/** The lines of an identity that has something to say. */
export function wholeLines({ form }: Machine, { type, list }: WholeIdentity, indent: string): readonly string[] {
  if (form === "module") {
    return managedIdentitiesLines(type === "SystemAssigned" || type === "SystemAssigned, UserAssigned", list, indent);
  }
  return type === "None"
    ? ["identity {", `${indent}type = ${quotedText(type)}`, "}"]
    : identityBlockLines(type, list, indent);
}

/** The arguments that Terraform itself has for every resource and module: they stand at the end. */
const META = new Set(["depends_on", "providers", "provider"]);

type Item = (Attribute | Block) & { readonly sortName: string; readonly isBlock: boolean };

function itemsIn(block: Block): readonly Item[] {
  const attributes = block.body.attributes.map((each) => ({ ...each, sortName: each.name, isBlock: false }));
  const blocks = block.body.blocks.map((each) => ({
    ...each,
    sortName: each.type === "dynamic" ? (each.labels[0]?.text ?? each.type) : each.type,
    isBlock: true,
  }));
  return [...attributes, ...blocks].sort((left, right) => left.start - right.start);
}

/** Where a new identity goes: before this item, or behind that one. */
type Anchor = { readonly kind: "before" | "behind"; readonly item: Item };

/** The place that the documentation of the provider or module has for it. */
function anchorIn({ form }: Machine, items: readonly Item[]): Anchor | undefined {
  const last = items.at(-1);
  if (last === undefined) {
    return undefined;
  }
  if (form === "module") {
    const attributes = items.filter(({ isBlock, sortName }) => !isBlock && !META.has(sortName));
    const behind = attributes.at(-1);
    return behind === undefined ? { kind: "before", item: items[0] ?? last } : { kind: "behind", item: behind };
  }
  if (form === "azapi") {
    const location = items.find(({ sortName }) => sortName === "location");
    const body = items.find(({ sortName }) => sortName === "body");
    return location !== undefined
      ? { kind: "behind", item: location }
      : body !== undefined
        ? { kind: "before", item: body }
        : { kind: "behind", item: last };
  }
  // The nested blocks are documented in the order of the alphabet.
  const after = items.find(({ isBlock, sortName }) => isBlock && sortName > "identity");
  return after === undefined ? { kind: "behind", item: last } : { kind: "before", item: after };
}

/** Where what belongs to an item begins: the comments right above it are its own. */
function startWithComments(file: TerraformFile, block: Block, { start }: Item): number {
  const { text } = file;
  const comments = commentsWithin(file, { start: block.open, end: start });
  let at = lineStart(text, start);
  for (const comment of [...comments].reverse()) {
    const isRightAbove = nextLine(text, comment.end) === at || lineStart(text, comment.end) === at;
    if (!isRightAbove || !isFirstOnLine(text, comment.start)) {
      break;
    }
    at = lineStart(text, comment.start);
  }
  return at;
}

/** Writes an identity where the machine has none. */
export function insertWhole(machine: Machine, block: Block, file: TerraformFile, whole: WholeIdentity): EditResult {
  const { text, path } = file;
  const { inner, unit } = indentInBlock(block, file);
  const newline = newlineAt(text, block.open);
  const lines = wholeLines(machine, whole, unit).map((line) => inner + line);
  const written = lines.join(newline);
  const items = itemsIn(block);
  const anchor = anchorIn(machine, items);
  const close = block.close ?? block.end;
  if (anchor === undefined || isOnOneLine(text, { start: block.open, end: close })) {
    const outer = indentAt(text, block.start);
    const at = items.at(-1)?.end ?? block.open + 1;
    const comment = commentsWithin(file, { start: at, end: close }).at(-1);
    // The brace goes to a line of its own.
    const from = comment?.end ?? at;
    const isOwnLine = text.slice(from, close).includes("\n");
    return isOwnLine
      ? editsOf(inserting(path, from, newline + written))
      : editsOf(replacing(path, { start: from, end: close }, newline + written + newline + outer));
  }
  return anchor.kind === "before"
    ? insertBefore(file, block, anchor.item, items, written, newline)
    : insertBehind(machine, file, block, anchor.item, items, written, newline);
}

/** Whether nested blocks follow each other without a blank line here. */
function isCompact({ text }: TerraformFile, items: readonly Item[]): boolean {
  return items.some((item, index) => {
    const next = items[index + 1];
    return item.isBlock && next?.isBlock === true && nextLine(text, item.end) === lineStart(text, next.start);
  });
}

function insertBefore(
  file: TerraformFile,
  block: Block,
  item: Item,
  items: readonly Item[],
  written: string,
  newline: string,
): EditResult {
  const { text, path } = file;
  const at = startWithComments(file, block, item);
  const before = items.findLast(({ end }) => end <= item.start);
  if (before !== undefined && before.end > at) {
    return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
  }
  const isOpening = at <= nextLine(text, block.open);
  const hasBlank = !isOpening && isBlankLine(text, at - 1);
  const compact = isCompact(file, items) && !hasBlank;
  const lead = isOpening || hasBlank || compact ? "" : newline;
  return editsOf(inserting(path, at, lead + written + newline + (compact ? "" : newline)));
}

function insertBehind(
  { form }: Machine,
  file: TerraformFile,
  block: Block,
  item: Item,
  items: readonly Item[],
  written: string,
  newline: string,
): EditResult {
  const { text, path } = file;
  const trailing = commentsWithin(file, { start: block.open, end: block.close ?? block.end }).find(
    ({ start }) => start >= item.end && start < lineEnd(text, item.end),
  );
  const at = trailing?.end ?? item.end;
  const after = items.find(({ start }) => start >= item.end);
  // An attribute of a module stands with the others.
  const lead = form === "module" || (item.isBlock && isCompact(file, items)) ? newline : newline + newline;
  const isFollowed = after !== undefined && nextLine(text, at) === lineStart(text, after.start);
  return editsOf(inserting(path, at, lead + written + (isFollowed && form !== "module" ? newline : "")));
}

/** Takes a whole identity; the comments in it stay in its place. */
export function removeWhole(whole: Block | Attribute, file: TerraformFile): EditResult {
  const { text, path } = file;
  const indent = indentAt(text, whole.start);
  const newline = newlineAt(text, whole.start);
  const comments = commentsWithin(file, whole);
  const kept = comments.map(({ start, end }) => text.slice(start, end)).join(newline + indent);
  const restOfLine = text.slice(whole.end, lineEnd(text, whole.end));
  if (kept !== "" || restOfLine.trim() !== "" || !isFirstOnLine(text, whole.start)) {
    return editsOf(replacing(path, whole, kept));
  }
  const start = lineStart(text, whole.start);
  const end = nextLine(text, whole.end);
  return editsOf(replacing(path, withoutDoubleBlank(text, { start, end }), ""));
}

/** The lines, with one of two blank lines around them that would meet, or the one that would stand at a brace. */
function withoutDoubleBlank(text: string, { start, end }: TextRange): TextRange {
  const above = start > 0 && isBlankLine(text, start - 1);
  const below = end < text.length && isBlankLine(text, end);
  const isAtBrace = text.slice(end, lineEnd(text, end)).trim() === "}";
  const isBehindBrace =
    start > 0 &&
    text
      .slice(lineStart(text, start - 1), start)
      .trimEnd()
      .endsWith("{");
  if (below && (above || isBehindBrace)) {
    return { start, end: nextLine(text, end) };
  }
  return above && isAtBrace ? { start: lineStart(text, start - 1), end } : { start, end };
}

/** Writes an identity in the place of one. */
export function replaceWhole(
  machine: Machine,
  whole: Block | Attribute,
  file: TerraformFile,
  to: WholeIdentity,
): EditResult {
  const { text, path } = file;
  const indent = indentAt(text, whole.start);
  const newline = newlineAt(text, whole.start);
  const comments = commentsWithin(file, whole).map(({ start, end }) => text.slice(start, end));
  const isInRequest = machine.form === "azapi" && "nameRange" in whole;
  const lines = [
    ...comments,
    ...(isInRequest ? requestIdentityLines(to.type, to.list) : wholeLines(machine, to, "  ")),
  ];
  return editsOf(replacing(path, whole, lines.join(newline + indent)));
}
