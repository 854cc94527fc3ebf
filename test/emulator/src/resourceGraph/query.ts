import { type JsonObject } from "../json";
import { type Expression, isTrue, readExpression, textOf } from "./expression";
import { invalidQuery } from "./invalidQuery";
import { TokenReader, tokensOf } from "./tokens";

/** A row of a table. */
export type Row = JsonObject;

/** The tables that are served. */
export const TABLES = [
  "resources",
  "resourcecontainers",
  "authorizationresources",
  "policyresources",
  "resourcechanges",
] as const;
export type Table = (typeof TABLES)[number];

/** One step of a query. */
type QueryStep = (rows: readonly Row[]) => readonly Row[];

/** A query that was understood. */
export interface Query {
  readonly table: Table;
  readonly run: QueryStep;
  /** Whether the rows can be read page by page: the service wants their id for that. */
  readonly hasIds: boolean;
}

/**
 * Reads the part of the query language that is served: a table, then any number of `where`, `extend`, `project`, `limit` and
 * `order by`. Everything else is refused, never ignored, so that a query that the service would not take cannot pass.
 */
export function readQuery(text: string): Query {
  const reader = new TokenReader(tokensOf(text));
  const name = reader.isAtEnd ? "" : reader.name();
  const table = TABLES.find((each) => each === name.toLowerCase());
  if (table === undefined) {
    throw invalidQuery(name);
  }
  const steps: QueryStep[] = [];
  let hasIds = true;
  while (!reader.isAtEnd) {
    reader.expect("|");
    const operator = reader.name();
    const read = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
    if (read === undefined) {
      throw invalidQuery(operator);
    }
    const { step, columns } = read(reader);
    hasIds = columns === undefined ? hasIds : hasIds && columns.includes("id");
    steps.push(step);
  }
  return { table, hasIds, run: (rows) => steps.reduce((found, step) => step(found), rows) };
}

interface ReadStep {
  readonly step: QueryStep;
  /** The columns that are left, where others go. */
  readonly columns?: readonly string[];
}

const OPERATORS: Readonly<Record<string, (reader: TokenReader) => ReadStep>> = {
  where: (reader) => {
    const condition = readExpression(reader);
    return { step: (rows) => rows.filter((row) => isTrue(condition(row))) };
  },
  extend: (reader) => {
    const columns = readColumns(reader);
    return { step: (rows) => rows.map((row) => ({ ...row, ...valuesOf(columns, row) })) };
  },
  project: (reader) => {
    const columns = readColumns(reader);
    return { step: (rows) => rows.map((row) => valuesOf(columns, row)), columns: columns.map(({ name }) => name) };
  },
  limit: (reader) => {
    const count = Number(reader.next().value);
    if (!Number.isSafeInteger(count)) {
      throw invalidQuery("limit");
    }
    return { step: (rows) => rows.slice(0, count) };
  },
  order: (reader) => {
    reader.expect("by");
    const key = readExpression(reader);
    const factor = reader.take("desc") ? -1 : (reader.take("asc"), 1);
    return { step: (rows) => rows.toSorted((left, right) => factor * compare(key(left), key(right))) };
  },
};

interface Column {
  readonly name: string;
  readonly of: Expression;
}

function readColumns(reader: TokenReader): readonly Column[] {
  const columns: Column[] = [];
  do {
    columns.push(readColumn(reader));
  } while (reader.take(","));
  return columns;
}

/** `name = expression`, or a column or its member alone: `properties.publisher` becomes `properties_publisher`. */
function readColumn(reader: TokenReader): Column {
  const [first, second] = [reader.peek(), reader.peek(1)];
  if (first?.kind === "name" && second?.kind === "sign" && second.value === "=") {
    const name = reader.name();
    reader.expect("=");
    return { name, of: readExpression(reader) };
  }
  const names: string[] = [];
  for (let ahead = 0; reader.peek(ahead)?.kind === "name"; ahead += 2) {
    names.push(reader.peek(ahead)?.value ?? "");
    if (reader.peek(ahead + 1)?.value !== ".") {
      break;
    }
  }
  if (names.length === 0) {
    throw invalidQuery(first?.value ?? "the end");
  }
  return { name: names.join("_"), of: readExpression(reader) };
}

const valuesOf = (columns: readonly Column[], row: Row): Row =>
  Object.fromEntries(columns.map(({ name, of }) => [name, of(row) ?? null]));

function compare(left: unknown, right: unknown): number {
  const [a, b] = [textOf(left), textOf(right)];
  return a === b ? 0 : a < b ? -1 : 1;
}
