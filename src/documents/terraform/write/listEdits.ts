import type { TextRange } from "../../textRange";
import type { TerraformFile } from "../locate/terraformFile";
import { identityExpression } from "../print/identityText";
import type { ListPart, PlainList } from "../read/identityReading";
import type { Expression, ListExpression } from "../syntax/nodes";
import { commentsWithin } from "./comments";
import { editsOf, type EditResult, type FileEdit, inserting, replacing, together } from "./edit";
import { addKeys, takeKeys } from "./keyEdits";
import { indentAt, indentUnit, isFirstOnLine, isOnOneLine, lineEnd, lineStart, newlineAt, nextLine } from "./lines";

/** The comma behind an item; undefined where there is none. Comments may stand between. */
function commaBehind(
  { text }: TerraformFile,
  comments: readonly TextRange[],
  from: number,
  to: number,
): number | undefined {
  for (let at = from; at < to; at++) {
    const comment = comments.find(({ start }) => start === at);
    if (comment !== undefined) {
      at = comment.end - 1;
    } else if (text[at] === ",") {
      return at;
    }
  }
  return undefined;
}

/** A list with what is needed to edit it. */
interface Work {
  readonly file: TerraformFile;
  readonly node: ListExpression;
  readonly comments: readonly TextRange[];
}

function commaOf({ file, node, comments }: Work, index: number): number | undefined {
  const item = node.items[index];
  return item === undefined
    ? undefined
    : commaBehind(file, comments, item.end, node.items[index + 1]?.start ?? node.end - 1);
}

/** Adds items behind the others, in the style of the list. */
function additions(work: Work, texts: readonly string[]): readonly FileEdit[] {
  const { file, node, comments } = work;
  const { text, path } = file;
  const written = texts.map(identityExpression);
  const last = node.items.at(-1);
  if (written.length === 0) {
    return [];
  }
  if (last === undefined) {
    return [firstItems(work, written)];
  }
  const comma = commaOf(work, node.items.length - 1);
  const end = comma === undefined ? last.end : comma + 1;
  if (!node.items.some(({ start }) => isFirstOnLine(text, start))) {
    return [inserting(path, end, `${comma === undefined ? "," : ""} ${written.join(", ")}`)];
  }
  const newline = newlineAt(text, node.start);
  const indent = indentAt(text, node.items.findLast(({ start }) => isFirstOnLine(text, start))?.start ?? last.start);
  const hasTrailing = comma !== undefined;
  const lines = written.map((each, at) => `${indent}${each}${hasTrailing || at < written.length - 1 ? "," : ""}`);
  // A comment behind the last item stays beside it.
  const trailing = comments.find(({ start }) => start >= end && start < lineEnd(text, end));
  return [
    ...(hasTrailing ? [] : [inserting(path, last.end, ",")]),
    inserting(path, trailing?.end ?? end, lines.map((line) => newline + line).join("")),
  ];
}

/** The first items of an empty list. */
function firstItems({ file, node, comments }: Work, written: readonly string[]): FileEdit {
  const { text, path } = file;
  const [first = "", second] = written;
  const inside = { start: node.start + 1, end: node.end - 1 };
  const newline = newlineAt(text, node.start);
  const outer = indentAt(text, node.start);
  const indent = outer + indentUnit(outer, undefined);
  const lines = written.map((each) => `${newline}${indent}${each},`).join("");
  if (isOnOneLine(text, node) && comments.length === 0) {
    const isShort = second === undefined && !first.startsWith('"');
    return replacing(path, inside, isShort ? first : `${lines}${newline}${outer}`);
  }
  // What comments there are stay before the first item.
  const [lastComment] = comments.slice(-1);
  const at = lastComment?.end ?? inside.start;
  return inserting(path, at, lines);
}

/** The stretch that goes with an item. @param isLast whether all behind it go too */
function extentOf(work: Work, index: number, isLast: boolean): TextRange {
  const { file, node } = work;
  const { text } = file;
  const item = node.items[index] ?? node;
  const comma = commaOf(work, index);
  const end = comma === undefined ? item.end : comma + 1;
  const restOfLine = text.slice(end, lineEnd(text, end));
  if (isFirstOnLine(text, item.start)) {
    return restOfLine.trim() === ""
      ? { start: lineStart(text, item.start), end: nextLine(text, end) }
      : { start: item.start, end: end + blanksAt(restOfLine) };
  }
  const before = node.items[index - 1];
  return isLast && before !== undefined
    ? { start: before.end, end: item.end }
    : { start: item.start, end: end + blanksAt(restOfLine) };
}

function blanksAt(text: string): number {
  return /^[ \t]*/.exec(text)?.[0].length ?? 0;
}

/** Takes items away, with the commas that separate them; comments stay. */
function removals(work: Work, gone: ReadonlySet<Expression>): readonly FileEdit[] {
  const { file, node, comments } = work;
  const { items } = node;
  const { path } = file;
  const lastKept = items.findLastIndex((item) => !gone.has(item));
  if (lastKept < 0 && items.length > 0 && comments.length === 0 && isOnOneLine(file.text, node)) {
    return [replacing(path, { start: node.start + 1, end: node.end - 1 }, "")];
  }
  const edits: FileEdit[] = [];
  items.forEach((item, index) => {
    if (!gone.has(item)) {
      return;
    }
    const extent = extentOf(work, index, index > lastKept);
    const inside = comments.filter(({ start, end }) => extent.start < end && start < extent.end);
    if (inside.length === 0) {
      edits.push(replacing(path, extent, ""));
      return;
    }
    const comma = commaOf(work, index);
    edits.push(replacing(path, item, ""));
    if (comma !== undefined) {
      edits.push(replacing(path, { start: comma, end: comma + 1 }, ""));
    }
  });
  const comma = lastKept < 0 ? undefined : commaOf(work, lastKept);
  const hadTrailing = commaOf(work, items.length - 1) !== undefined;
  const isOpen = comma !== undefined && !edits.some(({ offset, length }) => offset <= comma && comma < offset + length);
  // A list without a comma at its end stays one.
  return isOpen && !hadTrailing && lastKept < items.length - 1
    ? [...edits, replacing(path, { start: comma, end: comma + 1 }, "")]
    : edits;
}

/** An identity that a list is to hold, with its key. */
export interface WantedIdentity {
  readonly key: string;
  readonly text: string;
}

function workOn(node: ListExpression, { file }: ListPart): Work {
  return { file, node, comments: commentsWithin(file, node) };
}

/** Adds what a list does not hold yet of these identities: to the last of its parts. */
export function addToList(list: PlainList, wanted: readonly WantedIdentity[]): EditResult {
  const present = new Set(list.entries.map(({ key }) => key));
  const added = wanted.filter(({ key }) => !present.has(key)).map(({ text }) => text);
  const part = list.parts.at(-1);
  if (part === undefined) {
    return editsOf();
  }
  return part.node.kind === "list" ? editsOf(...additions(workOn(part.node, part), added)) : addKeys(part, added);
}

/** Takes what a list holds besides these identities. */
export function takeFromList(list: PlainList, wanted: readonly WantedIdentity[]): EditResult {
  const keys = new Set(wanted.map(({ key }) => key));
  const gone = list.entries.filter(({ key }) => !keys.has(key)).map(({ value }) => value);
  return takeItems(list, new Set(gone));
}

/** Takes these items of a list. */
export function takeItems({ parts }: Pick<PlainList, "parts">, gone: ReadonlySet<Expression>): EditResult {
  return together(
    ...parts.map((part) =>
      part.node.kind === "list" ? editsOf(...removals(workOn(part.node, part), gone)) : takeKeys(part, gone),
    ),
  );
}
