import { ArmError } from "../armError";
import { memberAt, type JsonObject } from "../json";

/** A row of the table `Resources`. */
export type Row = JsonObject;

/** One step of a query. */
export type QueryStep = (rows: readonly Row[]) => readonly Row[];

const FIELD = "[A-Za-z][\\w.]*";
const TEXT = "'[^'\\\\]*'";
const EQUALS = new RegExp(`^where (${FIELD}) =~ (${TEXT})$`);
const ONE_OF = new RegExp(`^where (${FIELD}) in~ \\((${TEXT}(?:, ?${TEXT})*)\\)$`);
const PROJECT = new RegExp(`^project (${FIELD}(?:, ?${FIELD})*)$`);

/**
 * Reads the part of the query language that is served: `Resources`, then any number of `where field =~ 'text'`,
 * `where field in~ ('text', ...)` and `project field, ...`. Everything else is refused, never ignored.
 */
export function readQuery(text: string): readonly QueryStep[] {
  const [table, ...steps] = text.split("|").map((part) => part.trim().replaceAll(/\s+/g, " "));
  if (table?.toLowerCase() !== "resources") {
    throw notServed(table ?? "");
  }
  return steps.map(readStep);
}

function readStep(text: string): QueryStep {
  const [, field = "", value] = EQUALS.exec(text) ?? ONE_OF.exec(text) ?? [];
  if (value !== undefined) {
    const wanted = new Set([...value.matchAll(/'([^']*)'/g)].map(([, one = ""]) => one.toLowerCase()));
    return (rows) =>
      rows.filter((row) => {
        const found = fieldOf(row, field);
        return typeof found === "string" && wanted.has(found.toLowerCase());
      });
  }
  const fields = PROJECT.exec(text)?.[1]?.split(/, ?/);
  if (fields === undefined) {
    throw notServed(text);
  }
  return (rows) => rows.map((row) => Object.fromEntries(fields.map((name) => [name, fieldOf(row, name) ?? null])));
}

function fieldOf(row: Row, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => memberAt(value, name), row);
}

/** The code and its shape are of the description's examples; the text of the service is in no recording (unverified). */
function notServed(part: string): ArmError {
  return new ArmError(400, "BadRequest", `Please provide below info when asking for support: InvalidQuery: ${part}`);
}
