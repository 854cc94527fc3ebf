import type { Expression, TemplateText } from "./expression";

/** Longer texts are not read: the service's own limit is of this order (unverified), and hostile text must stay cheap. */
const LONGEST = 32_768;

const MAX_DEPTH = 100;

const TOKEN = /\s*(?:'([^']*(?:''[^']*)*)'|([A-Za-z_][\w$]*)|(-?\d+(?:\.\d+)?)|([()[\].,?]))/y;

class Invalid extends Error {
  readonly reason = "invalidExpression";
}

class ExpressionParser {
  private readonly tokens: readonly string[];
  private readonly ends: readonly number[];
  private at = 0;

  constructor(text: string, from = 0) {
    const { tokens, ends } = tokenize(text, from);
    this.tokens = tokens;
    this.ends = ends;
  }

  /** The expression at the beginning, and where it ends. */
  prefix(): { readonly expression: Expression; readonly end: number } {
    const expression = this.expression(0);
    return { expression, end: this.ends[this.at - 1] ?? 0 };
  }

  parse(): Expression {
    const expression = this.expression(0);
    if (this.at < this.tokens.length) {
      throw new Invalid();
    }
    return expression;
  }

  private expression(depth: number): Expression {
    if (depth > MAX_DEPTH) {
      throw new Invalid();
    }
    let result = this.primary(depth);
    for (;;) {
      if (this.takes(".")) {
        // `.?name` is the safe access of language version 2.0.
        const safe = this.takes("?") ? ({ isSafe: true } as const) : {};
        result = { kind: "member", target: result, name: this.name(), ...safe };
      } else if (this.takes("[")) {
        const safe = this.takes("?") ? ({ isSafe: true } as const) : {};
        const index = this.expression(depth + 1);
        this.expect("]");
        result = { kind: "index", target: result, index, ...safe };
      } else {
        return result;
      }
    }
  }

  private primary(depth: number): Expression {
    const token = this.next();
    if (token.startsWith("'")) {
      return { kind: "string", value: token.slice(1) };
    }
    if (/^[-\d]/.test(token)) {
      return { kind: "number", text: token };
    }
    if (!/^\w/.test(token)) {
      throw new Invalid();
    }
    let name = token;
    while (this.takes(".")) {
      name += `.${this.name()}`;
    }
    this.expect("(");
    return { kind: "call", name, args: this.args(depth + 1) };
  }

  private args(depth: number): readonly Expression[] {
    const args: Expression[] = [];
    if (this.takes(")")) {
      return args;
    }
    do {
      args.push(this.expression(depth));
    } while (this.takes(","));
    this.expect(")");
    return args;
  }

  private name(): string {
    const token = this.next();
    if (!/^[A-Za-z_]/.test(token)) {
      throw new Invalid();
    }
    return token;
  }

  private next(): string {
    const token = this.tokens[this.at++];
    if (token === undefined) {
      throw new Invalid();
    }
    return token;
  }

  private takes(token: string): boolean {
    const found = this.tokens[this.at] === token;
    this.at += found ? 1 : 0;
    return found;
  }

  private expect(token: string): void {
    if (!this.takes(token)) {
      throw new Invalid();
    }
  }
}

/** Strings come as a quote and their value, everything else as it stands. */
function tokenize(
  text: string,
  from: number,
): { readonly tokens: readonly string[]; readonly ends: readonly number[] } {
  const tokens: string[] = [];
  const ends: number[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = from;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (match === null) {
      throw new Invalid();
    }
    const [, string, name, number, mark] = match;
    tokens.push(string === undefined ? (name ?? number ?? mark ?? "") : `'${string.replaceAll("''", "'")}`);
    ends.push(TOKEN.lastIndex);
  }
  return { tokens, ends };
}

/** Runs a parser; undefined where what it reads is no expression. */
function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof Invalid) {
      return undefined;
    }
    throw error;
  }
}

/** Reads the expression that begins at an offset of an expression's text, and tells where it ends. Never throws. */
export function parseExpressionAt(
  text: string,
  from: number,
): { readonly expression: Expression; readonly end: number } | undefined {
  return text.length > LONGEST ? undefined : attempt(() => new ExpressionParser(text, from).prefix());
}

/** Reads what a (decoded) string of a template says. Never throws. */
export function parseTemplateText(text: string): TemplateText {
  if (!text.startsWith("[") || !text.endsWith("]") || text.length < 2) {
    return { kind: "literal", value: text };
  }
  if (text.startsWith("[[")) {
    return { kind: "literal", value: text.slice(1) };
  }
  if (text.length > LONGEST) {
    return { kind: "invalid" };
  }
  const expression = attempt(() => new ExpressionParser(text.slice(1, -1)).parse());
  return expression === undefined ? { kind: "invalid" } : { kind: "expression", expression };
}
