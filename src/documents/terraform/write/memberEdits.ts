import type { TerraformFile } from "../locate/terraformFile";
import type { IdentityBlock, Member } from "../read/identityReading";
import type { TextRange } from "../../textRange";
import { commentsWithin } from "./comments";
import { commentInTheWay, editsOf, type EditResult, inserting, replacing } from "./edit";
import { indentAt, isBlankLine, isFirstOnLine, isOnOneLine, lineEnd, lineStart, newlineAt, nextLine } from "./lines";
import { bracesOf, indentIn, itemsOf } from "./members";

/** What is written in a holder. @param at where: before this member, or behind it; at its end where there is none */
export function insertMember(
  block: Pick<IdentityBlock, "holder" | "file">,
  lines: (indent: string) => readonly string[],
  at: { readonly before?: Member | undefined; readonly behind?: Member | undefined },
): EditResult {
  const { file, holder } = block;
  const { text, path } = file;
  const braces = bracesOf(block);
  const { inner, unit } = indentIn(block);
  const newline = newlineAt(text, braces.start);
  const written = lines(unit);
  const joined = written.map((line) => inner + line).join(newline);
  const items = itemsOf(block);
  if (isOnOneLine(text, { start: braces.start, end: braces.end + 1 })) {
    return insertOnOneLine(block, written);
  }
  const behind = at.behind ?? (at.before === undefined ? items.at(-1) : undefined);
  if (at.before !== undefined && isFirstOnLine(text, at.before.start)) {
    const comma = holder.kind === "object" && hasCommas(file, items) ? "," : "";
    return editsOf(inserting(path, lineStart(text, at.before.start), joined + comma + newline));
  }
  if (behind === undefined) {
    return editsOf(inserting(path, braces.start + 1, newline + joined));
  }
  const comma = holder.kind === "object" ? commaBehind(file, behind.end, braces.end) : undefined;
  const needsComma = holder.kind === "object" && comma === undefined && hasCommas(file, items);
  const hasComma = comma !== undefined;
  const trailing = commentsWithin(file, braces).find(
    ({ start }) => start >= behind.end && start < lineEnd(text, behind.end),
  );
  const end = Math.max(trailing?.end ?? 0, comma === undefined ? behind.end : comma + 1);
  return editsOf(
    ...(needsComma ? [inserting(path, behind.end, ",")] : []),
    inserting(path, end, newline + joined + (hasComma ? "," : "")),
  );
}

function commaBehind({ text }: TerraformFile, from: number, to: number): number | undefined {
  const match = /^[ \t]*,/.exec(text.slice(from, to));
  return match === null ? undefined : from + match[0].length - 1;
}

function hasCommas(file: TerraformFile, items: readonly TextRange[]): boolean {
  return items.some(({ end }, index) => commaBehind(file, end, items[index + 1]?.start ?? end + 40) !== undefined);
}

/** A holder on one line: an object goes on there, a block of two attributes is written on several. */
function insertOnOneLine(block: Pick<IdentityBlock, "holder" | "file">, lines: readonly string[]): EditResult {
  const { file, holder } = block;
  const { text, path } = file;
  const braces = bracesOf(block);
  const items = itemsOf(block);
  const [comment] = commentsWithin(file, braces);
  if (comment !== undefined) {
    return commentInTheWay(comment);
  }
  const [only, second] = lines;
  const last = items.at(-1);
  if (holder.kind === "object" && only !== undefined && second === undefined && last !== undefined) {
    const comma = commaBehind(file, last.end, braces.end);
    return editsOf(
      inserting(path, comma === undefined ? last.end : comma + 1, `${comma === undefined ? "," : ""} ${only}`),
    );
  }
  const newline = newlineAt(text, braces.start);
  const outer = indentAt(text, braces.start);
  const inner = indentIn(block).inner;
  const all = [...items.map(({ start, end }) => text.slice(start, end)), ...lines];
  const body = all.map((line) => newline + inner + line).join("");
  return editsOf(replacing(path, { start: braces.start + 1, end: braces.end }, body + newline + outer));
}

/** Takes a member with its line; a comment of its stays. */
export function removeMember(block: Pick<IdentityBlock, "holder" | "file">, member: Member): EditResult {
  const { file, holder } = block;
  const { text, path } = file;
  const braces = bracesOf(block);
  const comma = holder.kind === "object" ? commaBehind(file, member.end, braces.end) : undefined;
  const end = comma === undefined ? member.end : comma + 1;
  const extent = { start: member.start, end };
  const inside = commentsWithin(file, extent);
  const [comment] = inside;
  if (comment !== undefined) {
    return commentInTheWay(comment);
  }
  const rest = text.slice(end, lineEnd(text, end));
  if (isFirstOnLine(text, member.start) && rest.trim() === "") {
    const start = lineStart(text, member.start);
    const next = nextLine(text, end);
    // A blank line before the last member would stand before the brace.
    const isLast = !itemsOf(block).some((item) => item.start > member.start);
    const above = isLast && start > braces.start && isBlankLine(text, Math.max(0, start - 1));
    return editsOf(replacing(path, { start: above ? lineStart(text, start - 1) : start, end: next }, ""));
  }
  const before = itemsOf(block).findLast((item) => item.end <= member.start);
  if (comma === undefined && before !== undefined && isOnOneLine(text, { start: before.end, end: member.start })) {
    return editsOf(replacing(path, { start: before.end, end: member.end }, ""));
  }
  const blanks = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
  return editsOf(replacing(path, { start: member.start, end: end + (rest.trim() === "" ? 0 : blanks) }, ""));
}
