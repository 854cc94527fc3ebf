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
  private at = 0;

  constructor(text: string) {
    this.tokens = tokenize(text);
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
        this.takes("?");
        result = { kind: "member", target: result, name: this.name() };
      } else if (this.takes("[")) {
        this.takes("?");
        const index = this.expression(depth + 1);
        this.expect("]");
        result = { kind: "index", target: result, index };
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
function tokenize(text: string): readonly string[] {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (match === null) {
      throw new Invalid();
    }
    const [, string, name, number, mark] = match;
    tokens.push(string === undefined ? (name ?? number ?? mark ?? "") : `'${string.replaceAll("''", "'")}`);
  }
  return tokens;
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
  try {
    return { kind: "expression", expression: new ExpressionParser(text.slice(1, -1)).parse() };
  } catch (error) {
    if (error instanceof Invalid) {
      return { kind: "invalid" };
    }
    throw error;
  }
}
