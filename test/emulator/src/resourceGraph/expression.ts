import { memberAt, type JsonObject } from "../json";
import { invalidQuery } from "./invalidQuery";
import { type TokenReader } from "./tokens";

/** What an expression comes to for a row. `undefined` and `null` are both the language's null. */
export type Expression = (row: JsonObject) => unknown;

/** Reads an expression: `or` binds weakest, then `and`, then one comparison. @throws ArmError for what is not served */
export function readExpression(reader: TokenReader): Expression {
  let left = readConjunction(reader);
  while (reader.take("or")) {
    const [first, second] = [left, readConjunction(reader)];
    left = (row) => isTrue(first(row)) || isTrue(second(row));
  }
  return left;
}

export const isTrue = (value: unknown): boolean => value === true;

function readConjunction(reader: TokenReader): Expression {
  let left = readComparison(reader);
  while (reader.take("and")) {
    const [first, second] = [left, readComparison(reader)];
    left = (row) => isTrue(first(row)) && isTrue(second(row));
  }
  return left;
}

type Compare = (left: string, right: string) => boolean;

const lower = (text: string): string => text.toLowerCase();
const COMPARISONS: Readonly<Record<string, Compare>> = {
  "==": (left, right) => left === right,
  "=~": (left, right) => lower(left) === lower(right),
  contains: (left, right) => lower(left).includes(lower(right)),
  has: (left, right) => hasTerm(lower(left), lower(right)),
  startswith: (left, right) => lower(left).startsWith(lower(right)),
  endswith: (left, right) => lower(left).endsWith(lower(right)),
};
const OPPOSITES: Readonly<Record<string, string>> = {
  "!=": "==",
  "!~": "=~",
  "!contains": "contains",
  "!has": "has",
  "!startswith": "startswith",
  "!endswith": "endswith",
};
const LISTS: Readonly<Record<string, { readonly equals: Compare; readonly isIn: boolean }>> = {
  in: { equals: (left, right) => left === right, isIn: true },
  "in~": { equals: (left, right) => lower(left) === lower(right), isIn: true },
  "!in": { equals: (left, right) => left === right, isIn: false },
  "!in~": { equals: (left, right) => lower(left) === lower(right), isIn: false },
};

/** A term is a run of letters and digits: what stands next to what was looked for must be neither. */
function hasTerm(text: string, term: string): boolean {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + term.length)];
    if (!/[a-z0-9]/.test(before) && !/[a-z0-9]/.test(after)) {
      return true;
    }
  }
  return false;
}

function readComparison(reader: TokenReader): Expression {
  const left = readValue(reader);
  const token = reader.peek();
  const operator = token?.kind === "text" ? "" : (token?.value ?? "");
  const list = LISTS[operator];
  if (list !== undefined) {
    reader.next();
    const values = readArguments(reader);
    return (row) => {
      const found = textOf(left(row));
      return values.some((value) => list.equals(found, textOf(value(row)))) === list.isIn;
    };
  }
  const opposite = OPPOSITES[operator];
  const compare = COMPARISONS[opposite ?? operator];
  if (compare === undefined) {
    return left;
  }
  reader.next();
  const right = readValue(reader);
  return (row) => compare(textOf(left(row)), textOf(right(row))) === (opposite === undefined);
}

type Function = (values: readonly unknown[]) => unknown;

const FUNCTIONS: Readonly<Record<string, { readonly count: number; readonly of: Function }>> = {
  isempty: { count: 1, of: ([value]) => textOf(value) === "" },
  isnotempty: { count: 1, of: ([value]) => textOf(value) !== "" },
  isnull: { count: 1, of: ([value]) => value === undefined || value === null },
  isnotnull: { count: 1, of: ([value]) => value !== undefined && value !== null },
  tostring: { count: 1, of: ([value]) => textOf(value) },
  tolower: { count: 1, of: ([value]) => lower(textOf(value)) },
  not: { count: 1, of: ([value]) => !isTrue(value) },
  iff: { count: 3, of: ([condition, yes, no]) => (isTrue(condition) ? yes : no) },
  dynamic: { count: 1, of: ([value]) => value },
};

function readValue(reader: TokenReader): Expression {
  if (reader.take("(")) {
    const inner = readExpression(reader);
    reader.expect(")");
    return inner;
  }
  const token = reader.next();
  if (token.kind === "text") {
    return () => token.value;
  }
  if (token.kind === "number") {
    return () => Number(token.value);
  }
  if (token.kind !== "name") {
    throw invalidQuery(token.value);
  }
  if (reader.peek()?.value === "(" && reader.peek()?.kind === "sign") {
    const known = Object.hasOwn(FUNCTIONS, token.value) ? FUNCTIONS[token.value] : undefined;
    const values = readArguments(reader);
    if (known?.count !== values.length) {
      throw invalidQuery(`${token.value}()`);
    }
    return (row) => known.of(values.map((value) => value(row)));
  }
  if (token.value === "true" || token.value === "false") {
    return () => token.value === "true";
  }
  return token.value === "null" ? () => null : readPath(reader, token.value);
}

function readArguments(reader: TokenReader): readonly Expression[] {
  reader.expect("(");
  const values: Expression[] = [];
  do {
    values.push(readExpression(reader));
  } while (reader.take(","));
  reader.expect(")");
  return values;
}

/** The names of columns and members count with their casing, as in the service; an unknown column is refused. */
function readPath(reader: TokenReader, column: string): Expression {
  const members: string[] = [];
  for (;;) {
    if (reader.take(".")) {
      members.push(reader.name());
    } else if (reader.take("[")) {
      members.push(reader.next().value);
      reader.expect("]");
    } else {
      break;
    }
  }
  return (row) => {
    if (!Object.hasOwn(row, column)) {
      throw invalidQuery(`Failed to resolve '${column}'`);
    }
    return members.reduce<unknown>((value, member) => memberOf(value, member), row[column]);
  };
}

function memberOf(value: unknown, member: string): unknown {
  return Array.isArray(value) ? (value as readonly unknown[])[Number(member)] : memberAt(value, member);
}

/** A value as the language turns it into text: null is empty. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) {
    return "";
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}
