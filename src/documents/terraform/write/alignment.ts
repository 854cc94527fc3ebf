import type { TextRange } from "../../textRange";
import type { TerraformFile } from "../locate/terraformFile";
import type { Attribute, Block, Expression, ObjectExpression } from "../syntax/nodes";
import { type FileEdit, replacing } from "./edit";
import { isFirstOnLine, isOnOneLine, lineEnd, lineStart, nextLine } from "./lines";

/** `name = value` with its place, of a block or an object. */
interface Row {
  readonly start: number;
  readonly name: TextRange;
  /** From the name to the equals sign. */
  readonly gap: TextRange;
}

type Holder = Block | ObjectExpression;

function attributesOf(
  holder: Holder,
): readonly (TextRange & { readonly name: TextRange; readonly value: Expression })[] {
  return "body" in holder
    ? holder.body.attributes.map((each: Attribute) => ({ ...each, name: each.nameRange }))
    : holder.members.map((each) => ({ ...each, name: each.keyValue }));
}

function rowOf(
  text: string,
  attribute: TextRange & { readonly name: TextRange; readonly value: Expression },
): Row | undefined {
  const { start, name, value } = attribute;
  const sign = text.indexOf("=", name.end);
  const isRow =
    isFirstOnLine(text, start) &&
    isOnOneLine(text, attribute) &&
    sign >= 0 &&
    sign < value.start &&
    text.slice(name.end, sign).trim() === "";
  return isRow ? { start, name, gap: { start: name.end, end: sign } } : undefined;
}

/**
 * The attributes that `terraform fmt` puts into one column: those on lines that follow each other. One of several lines, a blank line or
 * a comment ends them (hclwrite, format.go).
 */
function columns(text: string, holder: Holder): readonly (readonly Row[])[] {
  const groups: Row[][] = [];
  let nextStart = -1;
  for (const attribute of attributesOf(holder)) {
    const row = rowOf(text, attribute);
    if (row === undefined) {
      nextStart = -1;
      continue;
    }
    const start = lineStart(text, row.start);
    const group = groups.at(-1);
    if (group !== undefined && start === nextStart) {
      group.push(row);
    } else {
      groups.push([row]);
    }
    nextStart = nextLine(text, lineEnd(text, row.start));
  }
  return groups;
}

function misplaced(text: string, group: readonly Row[]): readonly (readonly [gap: TextRange, blanks: string])[] {
  const widest = Math.max(...group.map(({ name }) => name.end - name.start));
  return group.flatMap(({ name, gap }): readonly (readonly [TextRange, string])[] => {
    const blanks = " ".repeat(widest - (name.end - name.start) + 1);
    return text.slice(gap.start, gap.end) === blanks ? [] : [[gap, blanks]];
  });
}

function objectsIn(value: Expression): readonly ObjectExpression[] {
  switch (value.kind) {
    case "object":
      return [value];
    case "list":
      return value.items.flatMap(objectsIn);
    case "call":
      return value.args.flatMap(objectsIn);
    case "parentheses":
      return objectsIn(value.inner);
    case "conditional":
      return [value.yes, value.no].flatMap(objectsIn);
    default:
      return [];
  }
}

/** The innermost block or object around an offset, whose attribute it is in. */
export function holderAt({ blocks }: TerraformFile, offset: number): Holder | undefined {
  const holds = ({ start, end }: TextRange) => start <= offset && offset < end;
  const within = (holder: Holder): Holder => {
    const values = attributesOf(holder).flatMap(({ value }) => objectsIn(value));
    const inner = [...("body" in holder ? holder.body.blocks : []), ...values].find(holds);
    return inner === undefined ? holder : within(inner);
  };
  const outer = blocks.find(({ block }) => block !== undefined && holds(block))?.block;
  return outer && within(outer);
}

/** Whether the equals signs of a block or object are where `terraform fmt` puts them. */
export function isAligned({ text }: TerraformFile, holder: Holder): boolean {
  return columns(text, holder).every((group) => misplaced(text, group).length === 0);
}

/** Puts the equals signs where `terraform fmt` puts them. */
export function align({ text, path }: TerraformFile, holder: Holder): readonly FileEdit[] {
  return columns(text, holder).flatMap((group) =>
    misplaced(text, group).map(([gap, blanks]) => replacing(path, gap, blanks)),
  );
}
