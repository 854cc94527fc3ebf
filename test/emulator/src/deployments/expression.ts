import { ArmError } from "../armError";

/** A template expression, for instance `[resourceId('Microsoft.Compute/virtualMachines', parameters('name'))]`. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number }
  | { readonly kind: "call"; readonly name: string; readonly parameters: readonly Expression[] }
  | { readonly kind: "member"; readonly of: Expression; readonly name: Expression };

/** Parses a text that is an expression; `undefined` where it is plain text (`[[` escapes a bracket). */
export function parseExpression(text: string): Expression | undefined {
  if (!text.startsWith("[") || !text.endsWith("]") || text.startsWith("[[")) {
    return undefined;
  }
  const source = { text: text.slice(1, -1), at: 0 };
  const parsed = parseValue(source);
  skipSpace(source);
  if (source.at < source.text.length) {
    throw invalid(source);
  }
  return parsed;
}

interface Source {
  readonly text: string;
  at: number;
}

function invalid({ text, at }: Source): ArmError {
  return new ArmError(
    400,
    "InvalidTemplate",
    `Unable to parse language expression '${text}': unexpected character at position '${at}'.`,
  );
}

function skipSpace(source: Source): void {
  while (/\s/.test(source.text.charAt(source.at))) {
    source.at += 1;
  }
}

function take(source: Source, pattern: RegExp): string | undefined {
  const sticky = new RegExp(pattern.source, "y");
  sticky.lastIndex = source.at;
  const found = sticky.exec(source.text)?.[0];
  source.at += found?.length ?? 0;
  return found;
}

function parseValue(source: Source): Expression {
  skipSpace(source);
  let value = parseSimple(source);
  for (;;) {
    if (take(source, /\./) !== undefined) {
      const name = take(source, /[A-Za-z_]\w*/);
      if (name === undefined) {
        throw invalid(source);
      }
      value = { kind: "member", of: value, name: { kind: "literal", value: name } };
    } else if (take(source, /\[/) !== undefined) {
      value = { kind: "member", of: value, name: parseValue(source) };
      expect(source, /\]/);
    } else {
      return value;
    }
  }
}

function parseSimple(source: Source): Expression {
  const text = take(source, /'(?:[^']|'')*'/);
  if (text !== undefined) {
    return { kind: "literal", value: text.slice(1, -1).replaceAll("''", "'") };
  }
  const number = take(source, /-?\d+/);
  if (number !== undefined) {
    return { kind: "literal", value: Number(number) };
  }
  const name = take(source, /[A-Za-z_]\w*/);
  if (name === undefined) {
    throw invalid(source);
  }
  expect(source, /\(/);
  return { kind: "call", name, parameters: parseParameters(source) };
}

function parseParameters(source: Source): readonly Expression[] {
  const parameters: Expression[] = [];
  skipSpace(source);
  if (take(source, /\)/) !== undefined) {
    return parameters;
  }
  for (;;) {
    parameters.push(parseValue(source));
    skipSpace(source);
    if (take(source, /\)/) !== undefined) {
      return parameters;
    }
    expect(source, /,/);
  }
}

function expect(source: Source, pattern: RegExp): void {
  skipSpace(source);
  if (take(source, pattern) === undefined) {
    throw invalid(source);
  }
}
