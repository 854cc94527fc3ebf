import { invalidQuery } from "./invalidQuery";

/** A piece of a query. */
export interface Token {
  readonly kind: "name" | "text" | "number" | "sign";
  readonly value: string;
}

const PATTERNS: readonly (readonly [Token["kind"] | "space", RegExp])[] = [
  ["space", /\s+|\/\/[^\n]*/y],
  ["name", /in~|[A-Za-z_]\w*/y],
  ["number", /\d+(?:\.\d+)?/y],
  ["text", /@'(?:[^']|'')*'|@"(?:[^"]|"")*"|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y],
  ["sign", /!in~|!(?:in|has|contains|startswith|endswith)\b|=~|!~|==|!=|=|\||,|\(|\)|\[|\]|\./y],
];

/** Takes a query to pieces. @throws ArmError for what the language does not have, or is not served */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const found = PATTERNS.flatMap(([kind, pattern]) => {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      return match === null ? [] : [{ kind, raw: match[0] }];
    })[0];
    if (found === undefined) {
      throw invalidQuery(text.slice(at, at + 20));
    }
    if (found.kind !== "space") {
      const value = found.kind === "text" ? unquoted(found.raw) : found.raw;
      tokens.push({ kind: found.kind, value });
    }
    at += found.raw.length;
  }
  return tokens;
}

function unquoted(raw: string): string {
  if (raw.startsWith("@")) {
    const quote = raw.charAt(1);
    return raw.slice(2, -1).replaceAll(quote + quote, quote);
  }
  return raw.slice(1, -1).replaceAll(/\\(.)/g, (_, escaped: string) => {
    const known = { n: "\n", t: "\t", r: "\r" }[escaped] ?? escaped;
    return known;
  });
}

/** Reads tokens one after the other. */
export class TokenReader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  next(): Token {
    const token = this.tokens[this.at];
    if (token === undefined) {
      throw invalidQuery("the query ends too early");
    }
    this.at++;
    return token;
  }

  /** Takes the next one where it is this sign or word. Words of the language are written in lower case only. */
  take(value: string): boolean {
    const token = this.peek();
    const isIt = token !== undefined && token.kind !== "text" && token.value === value;
    this.at += isIt ? 1 : 0;
    return isIt;
  }

  expect(value: string): void {
    if (!this.take(value)) {
      throw invalidQuery(`${value} is missing before ${this.peek()?.value ?? "the end"}`);
    }
  }

  name(): string {
    const token = this.next();
    if (token.kind !== "name") {
      throw invalidQuery(token.value);
    }
    return token.value;
  }
}
