import { type Bindings, type Resolved, resolve } from "../evaluate/resolve";
import type { Configuration } from "../locate/configuration";
import type { TerraformFile } from "../locate/terraformFile";
import type { Expression, ListExpression, ObjectExpression } from "../syntax/nodes";
import { entryText, keyOf } from "./identityKeys";
import type { IdentityEntry, ListPart, PlainList } from "./identityReading";

/** Functions whose value holds what all their arguments hold. */
const COMBINING = new Set(["concat", "setunion"]);

/** A call may lead back to itself through local values. */
const MOST_CALLS = 10;

function withoutParentheses(value: Expression): Expression {
  return value.kind === "parentheses" ? withoutParentheses(value.inner) : value;
}

function entryOf(
  configuration: Configuration,
  item: Expression,
  file: TerraformFile,
  bindings: Bindings | undefined,
): IdentityEntry {
  const { start, end } = item;
  const value = withoutParentheses(item);
  return { start, end, value: item, text: entryText(value, file), key: keyOf(configuration, value, file, bindings) };
}

/** A list, or an object with ids as its keys, and what it names. */
export function listPart(
  configuration: Configuration,
  node: ListExpression | ObjectExpression,
  file: TerraformFile,
  bindings?: Bindings,
): ListPart {
  const items = node.kind === "list" ? node.items : node.members.map(({ keyValue }) => keyValue);
  return { node, file, entries: items.map((item) => entryOf(configuration, item, file, bindings)) };
}

/** One list alone. */
export function listOf(part: ListPart): PlainList {
  return { parts: [part], entries: part.entries, isWhole: true };
}

/** What is spelled out of a list that an expression comes to, and whether nobody can give it another value. */
export interface SpelledList {
  readonly parts: readonly ListPart[];
  readonly isWhole: boolean;
  readonly isCertain: boolean;
}

/**
 * Finds what an expression spells out of a list.
 * @param wants what the list is written as
 */
export function spelledList(
  configuration: Configuration,
  { value, file, isCertain }: Omit<Resolved, "declaration">,
  bindings: Bindings,
  wants: "list" | "object",
  depth = 0,
): SpelledList {
  if ((value.kind === "list" || value.kind === "object") && value.kind === wants) {
    return { parts: [listPart(configuration, value, file, bindings)], isWhole: true, isCertain };
  }
  if (wants === "object" || value.kind !== "call" || !COMBINING.has(value.name) || depth > MOST_CALLS) {
    return { parts: [], isWhole: false, isCertain };
  }
  const each = value.args.map((argument) =>
    spelledList(configuration, resolve(configuration, argument, file, bindings), bindings, wants, depth + 1),
  );
  return {
    parts: each.flatMap(({ parts }) => parts),
    isWhole: each.every(({ isWhole }) => isWhole),
    isCertain: isCertain && each.every((one) => one.isCertain),
  };
}
