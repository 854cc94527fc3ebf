import type { TextRange } from "../../textRange";
import { CharacterCode } from "./characterCode";
import type { ItemNode, MemberNode, NameNode, Node, ObjectNode, ResourceNode, StringNode, ValueNode } from "./nodes";
import type { Statement } from "./statements";

/** Deeper nesting than any file has is not looked into: the stack ends somewhere. */
const DEEPEST = 200;

const { newLine, carriageReturn, space, tab, hash, quote, slash, star, backslash, dollar, openBrace } = CharacterCode;

const WORD = /[A-Za-z_]\w*/y;
const NUMBER = /\d+/y;
const OPERATOR = /&&|\|\||\?\?|==|!=|=~|!~|<=|>=|[-+*/%<>]/y;
const RESOURCE = /resource[ \t]+[A-Za-z_]/y;
const LAMBDA = /(?:[A-Za-z_]\w*|\([\w\s,]*\))[ \t]*=>/y;
const CODE_POINT = /u\{([0-9a-fA-F]{1,6})\}/y;

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["{", "}"],
  ["[", "]"],
  ["(", ")"],
]);

/** A statement that was read: what it declares, and what in it does not parse. */
export interface Parsed<Declared> {
  readonly node: Declared;
  readonly faults: readonly TextRange[];
}

/** Reads what a statement says. Never throws: what is not understood is `unknown`, and what stands behind it is read on. */
class Parser {
  private position: number;
  private depth = 0;
  readonly faults: TextRange[] = [];

  constructor(
    private readonly text: string,
    start: number,
    private readonly end: number,
  ) {
    this.position = start;
  }

  /** `resource symbol 'type' [existing] = body`, or `module symbol 'path' = body`. */
  declaration(kind: "resource" | "module", start: number): ResourceNode {
    this.position += kind.length;
    this.blanks();
    const symbol = this.name();
    this.blanks();
    const subject = this.code() === quote ? this.string() : undefined;
    this.blanks();
    const isExisting = this.takeWord("existing");
    this.gap();
    if (!this.take("=")) {
      this.fault();
      return this.resource({ kind, start, symbol, subject, isExisting }, undefined);
    }
    this.gap();
    return this.resource({ kind, start, symbol, subject, isExisting }, this.body());
  }

  /** `param name type = value`, `var name = value`, `output name type = value`. */
  value(kind: ValueNode["kind"], start: number): ValueNode {
    this.position += kind.length;
    this.blanks();
    const symbol = this.name();
    this.blanks();
    const from = this.position;
    const hasValue = this.skipType();
    const type = { start: from, end: this.textEnd(from, hasValue ? this.position - 1 : this.position) };
    if (!hasValue) {
      return { kind, start, end: type.end, symbol, type, value: undefined };
    }
    this.gap();
    const value = this.expression();
    return { kind, start, end: value.end, symbol, type, value };
  }

  /** One expression that is all of the text. */
  whole(): Node | undefined {
    this.gap();
    const node = this.expression();
    this.gap();
    return this.faults.length > 0 || this.position < this.end ? undefined : node;
  }

  private resource(
    head: Pick<ResourceNode, "kind" | "start" | "symbol" | "subject" | "isExisting">,
    body: Node | undefined,
  ): ResourceNode {
    let inner = body;
    let isLooped = false;
    let condition: Node | undefined;
    while (inner?.kind === "for" || inner?.kind === "if" || inner?.kind === "paren") {
      if (inner.kind === "paren") {
        ({ inner } = inner);
        continue;
      }
      if (inner.kind === "if") {
        ({ condition } = inner);
      } else {
        isLooped = true;
      }
      inner = inner.body;
    }
    const object = inner?.kind === "object" ? inner : undefined;
    if (object === undefined && inner !== undefined) {
      this.faultAt(inner);
    }
    return { ...head, end: body?.end ?? this.position, body: object, isLooped, condition };
  }

  private body(): Node {
    const start = this.position;
    if (this.takeWord("if")) {
      this.blanks();
      const condition = this.code() === CharacterCode.openParen ? this.primary() : this.missing();
      this.gap();
      const body = this.body();
      return { kind: "if", start, end: body.end, condition, body };
    }
    return this.expression();
  }

  private expression(): Node {
    if (++this.depth > DEEPEST) {
      this.depth--;
      return this.skipBalanced();
    }
    const node = this.ternary();
    this.depth--;
    return node;
  }

  private ternary(): Node {
    const condition = this.binary();
    const before = this.position;
    this.gap();
    if (this.code() !== 63 || this.text[this.position + 1] === "?") {
      this.position = before;
      return condition;
    }
    this.position++;
    this.gap();
    const yes = this.expression();
    this.gap();
    if (!this.take(":")) {
      this.fault();
      return { kind: "unknown", start: condition.start, end: yes.end };
    }
    this.gap();
    const no = this.expression();
    return { kind: "ternary", start: condition.start, end: no.end, condition, yes, no };
  }

  /** Operators are not ranked: nothing here asks for more than what stands between them. */
  private binary(): Node {
    let left = this.unary();
    for (;;) {
      const before = this.position;
      const isNextLine = this.gap();
      OPERATOR.lastIndex = this.position;
      const operator = this.position < this.end ? OPERATOR.exec(this.text)?.[0] : undefined;
      // At the beginning of a line a minus belongs to the next element of an array, and nothing there divides.
      if (operator === undefined || (isNextLine && !/^(?:&&|\|\||\?\?|==|!=|[+*])$/.test(operator))) {
        this.position = before;
        return left;
      }
      this.position += operator.length;
      this.gap();
      const right = this.unary();
      left = { kind: "binary", start: left.start, end: right.end, operator, left, right };
    }
  }

  private unary(): Node {
    const start = this.position;
    const operator = this.text[start];
    if (start < this.end && (operator === "!" || operator === "-" || operator === "+")) {
      if (++this.depth > DEEPEST) {
        this.depth--;
        return this.skipBalanced();
      }
      this.position++;
      this.blanks();
      const operand = this.unary();
      this.depth--;
      return { kind: "unary", start, end: operand.end, operator, operand };
    }
    return this.suffixed(this.primary());
  }

  private suffixed(first: Node): Node {
    let node = first;
    for (;;) {
      const { position } = this;
      const next = this.text[position];
      if (position >= this.end) {
        return node;
      }
      if (next === "." || (next === ":" && this.text[position + 1] === ":")) {
        if (this.text.startsWith("...", position)) {
          return node;
        }
        this.position += next === "." ? 1 : 2;
        this.take("?");
        this.gap();
        const { name, ...at } = this.name();
        node =
          this.code() === CharacterCode.openParen
            ? this.call(node, name)
            : { kind: "access", start: node.start, end: this.position, base: node, member: name, memberAt: at };
      } else if (next === "[") {
        this.position++;
        this.take("?");
        this.gap();
        const index = this.expression();
        this.gap();
        this.expect("]");
        node = { kind: "index", start: node.start, end: this.position, base: node, index };
      } else if (next === "!" && this.text[position + 1] !== "=" && this.text[position + 1] !== "~") {
        this.position++;
        node = { kind: "asserted", start: node.start, end: this.position, base: node };
      } else {
        return node;
      }
    }
  }

  private primary(): Node {
    const start = this.position;
    const character = start < this.end ? this.text[start] : undefined;
    switch (character) {
      case undefined:
        return this.missing();
      case "'":
        return this.string();
      case "$":
        if (/^\$+'''/.test(this.text.slice(start, start + 16))) {
          return this.string();
        }
        break;
      case "{":
        return this.object();
      case "[":
        return this.array();
      case "(":
        return this.parenthesised();
    }
    WORD.lastIndex = start;
    const word = WORD.exec(this.text)?.[0];
    if (word !== undefined && start + word.length <= this.end) {
      return this.word(word);
    }
    NUMBER.lastIndex = start;
    const number = NUMBER.exec(this.text)?.[0];
    if (number !== undefined) {
      this.position += number.length;
      return { kind: "literal", start, end: this.position, text: number };
    }
    return this.missing();
  }

  private word(word: string): Node {
    const start = this.position;
    const lambda = this.lambda();
    if (lambda !== undefined) {
      return lambda;
    }
    this.position += word.length;
    if (word === "true" || word === "false" || word === "null") {
      return { kind: "literal", start, end: this.position, text: word };
    }
    return this.code() === CharacterCode.openParen
      ? this.call(undefined, word, start)
      : { kind: "name", start, end: this.position, name: word };
  }

  private lambda(): Node | undefined {
    const start = this.position;
    LAMBDA.lastIndex = start;
    const head = LAMBDA.exec(this.text)?.[0];
    if (head === undefined || start + head.length > this.end) {
      return undefined;
    }
    this.position += head.length;
    this.gap();
    const body = this.expression();
    return { kind: "lambda", start, end: body.end, body };
  }

  private parenthesised(): Node {
    const start = this.position;
    const lambda = this.lambda();
    if (lambda !== undefined) {
      return lambda;
    }
    this.position++;
    this.gap();
    const inner = this.expression();
    this.gap();
    this.expect(")");
    return { kind: "paren", start, end: this.position, inner };
  }

  private call(base: Node | undefined, name: string, from?: number): Node {
    const start = base?.start ?? from ?? this.position;
    this.position++;
    const args: Node[] = [];
    for (;;) {
      this.gap();
      if (this.position >= this.end || this.text[this.position] === ")") {
        break;
      }
      const before = this.position;
      args.push(this.expression());
      this.gap();
      if (!this.take(",") && this.text[this.position] !== ")") {
        this.fault();
        if (this.position === before) {
          break;
        }
      }
    }
    this.expect(")");
    return { kind: "call", start, end: this.position, base, name, args };
  }

  private array(): Node {
    const start = this.position;
    this.position++;
    this.gap();
    if (this.isWord("for")) {
      return this.loop(start);
    }
    const items: Node[] = [];
    for (;;) {
      this.gap();
      const next = this.position < this.end ? this.text[this.position] : undefined;
      if (next === "]" || next === undefined) {
        break;
      }
      if (next === ",") {
        this.position++;
        continue;
      }
      if (next === "}" || next === ")") {
        break;
      }
      const before = this.position;
      if (this.text.startsWith("...", before)) {
        this.position += 3;
        const inner = this.expression();
        items.push({ kind: "unknown", start: before, end: inner.end });
      } else {
        items.push(this.expression());
      }
      if (this.position === before) {
        this.skipCharacter();
      }
    }
    const isClosed = this.take("]");
    if (!isClosed) {
      this.faultAt({ start, end: start + 1 });
    }
    return { kind: "array", start, end: this.position, items, isClosed };
  }

  private loop(start: number): Node {
    this.position += "for".length;
    this.gap();
    // The item, or the item and its number in parentheses.
    if (this.code() === CharacterCode.openParen) {
      this.skipBalanced();
    } else {
      this.name();
    }
    this.gap();
    if (!this.takeWord("in")) {
      this.fault();
    }
    this.gap();
    this.expression();
    this.gap();
    this.expect(":");
    this.gap();
    const body = this.body();
    this.gap();
    this.expect("]");
    return { kind: "for", start, end: this.position, body };
  }

  private object(): ObjectNode {
    const start = this.position;
    this.position++;
    const items: ItemNode[] = [];
    for (;;) {
      this.gap();
      const next = this.position < this.end ? this.text[this.position] : undefined;
      if (next === "}" || next === undefined) {
        break;
      }
      if (next === ",") {
        this.position++;
        continue;
      }
      const before = this.position;
      items.push(this.item());
      if (this.position === before) {
        this.skipCharacter();
      }
    }
    const isClosed = this.take("}");
    if (!isClosed) {
      this.faultAt({ start, end: start + 1 });
    }
    return { kind: "object", start, end: this.position, items, isClosed };
  }

  private item(): ItemNode {
    const start = this.position;
    if (this.text.startsWith("...", start)) {
      this.position += 3;
      const inner = this.expression();
      return { kind: "spread", start, end: inner.end };
    }
    if (this.text[start] === "@") {
      this.position++;
      const inner = this.suffixed(this.primary());
      this.gap();
      // What it decorates is what counts.
      return inner.kind === "unknown" ? { kind: "unknown", start, end: this.position } : this.item();
    }
    RESOURCE.lastIndex = start;
    if (RESOURCE.test(this.text)) {
      if (++this.depth <= DEEPEST) {
        const nested = this.declaration("resource", start);
        this.depth--;
        return nested;
      }
      this.depth--;
    }
    return this.member();
  }

  private member(): MemberNode | (TextRange & { readonly kind: "unknown" }) {
    const start = this.position;
    const key = this.code() === quote ? this.string() : this.optionalName();
    if (key !== undefined) {
      this.blanks();
      if (this.text[this.position] === ":" && this.position < this.end) {
        this.position++;
        this.blanks();
        const value = this.isLineEnd() ? this.missing() : this.expression();
        this.endOfItem();
        return { kind: "member", start, end: value.end, key, value };
      }
    }
    this.fault();
    this.skipLine();
    return { kind: "unknown", start, end: this.position };
  }

  /** Behind a value its line ends, or the object does, or a comma follows; anything else is not understood. */
  private endOfItem(): void {
    const before = this.position;
    this.blanks();
    const next = this.position < this.end ? this.text[this.position] : undefined;
    if (next !== undefined && next !== "}" && next !== "," && !this.isLineEnd()) {
      this.fault();
      this.skipLine();
      return;
    }
    this.position = before;
  }

  private string(): StringNode {
    const start = this.position;
    let dollars = 0;
    while (this.text.charCodeAt(start + dollars) === dollar) {
      dollars++;
    }
    return this.text.startsWith("'''", start + dollars) ? this.multiline(start, dollars) : this.singleLine(start);
  }

  private singleLine(start: number): StringNode {
    const parts: (string | Node)[] = [];
    let piece = "";
    this.position++;
    for (; this.position < this.end; this.position++) {
      const code = this.code();
      if (code === quote) {
        break;
      }
      if (code === newLine || code === carriageReturn) {
        break;
      }
      if (code === backslash) {
        piece += this.escape();
      } else if (code === dollar && this.text.charCodeAt(this.position + 1) === openBrace) {
        parts.push(...(piece === "" ? [] : [piece]), this.interpolation(2));
        piece = "";
        this.position--;
      } else {
        piece += this.text[this.position] ?? "";
      }
    }
    this.position = Math.min(this.position, this.end);
    if (piece !== "" || parts.length === 0) {
      parts.push(piece);
    }
    if (!this.take("'")) {
      this.faultAt({ start, end: this.position });
    }
    return { kind: "string", start, end: this.position, parts, isMultiline: false };
  }

  /** Leaves the position on the last character of the escape. */
  private escape(): string {
    this.position++;
    const character = this.text[this.position] ?? "";
    CODE_POINT.lastIndex = this.position;
    const point = CODE_POINT.exec(this.text);
    if (point !== null) {
      this.position += point[0].length - 1;
      const value = parseInt(point[1] ?? "", 16);
      return value <= 0x10_ffff ? String.fromCodePoint(value) : "";
    }
    if (character === "\n" || character === "\r") {
      this.position--;
      return "";
    }
    return ESCAPED.get(character) ?? character;
  }

  /** @param length of what begins the interpolation, with its bracket */
  private interpolation(length: number): Node {
    this.position += length;
    this.gap();
    const node = this.expression();
    this.gap();
    this.expect("}");
    return node;
  }

  private multiline(start: number, dollars: number): StringNode {
    const parts: (string | Node)[] = [];
    const opening = dollars === 0 ? undefined : `${"$".repeat(dollars)}{`;
    this.position = start + dollars + 3;
    let from = this.position;
    for (;;) {
      const end = this.text.indexOf("'''", this.position);
      if (end === -1 || end + 3 > this.end) {
        const line = this.text.indexOf("\n", this.position);
        this.position = line === -1 ? this.end : Math.min(line, this.end);
        this.faultAt({ start, end: this.position });
        parts.push(this.text.slice(from, this.position));
        break;
      }
      const inner = opening === undefined ? -1 : this.text.slice(this.position, end).indexOf(opening);
      if (inner !== -1 && opening !== undefined) {
        this.position += inner;
        parts.push(this.text.slice(from, this.position), this.interpolation(opening.length));
        from = this.position;
        continue;
      }
      let close = end;
      while (this.text.charCodeAt(close + 3) === quote) {
        close++;
      }
      // A line break right behind the opening quotes belongs to them.
      const piece = this.text.slice(from, close);
      parts.push(parts.length === 0 ? piece.replace(/^\r?\n/, "") : piece);
      this.position = close + 3;
      break;
    }
    return { kind: "string", start, end: this.position, parts, isMultiline: true };
  }

  /** Goes on to the equals sign behind a type; false where none follows. */
  private skipType(): boolean {
    while (this.position < this.end) {
      const character = this.text[this.position];
      if (character === "=" && this.text[this.position + 1] !== "=") {
        this.position++;
        return true;
      }
      if (this.code() === newLine || this.code() === carriageReturn) {
        const before = this.position;
        this.gap();
        if (this.text[this.position] !== "|") {
          this.position = before;
          return false;
        }
        continue;
      }
      this.skipToken();
    }
    return false;
  }

  /** Goes over one character, or a string, a comment, or what stands in brackets. */
  private skipToken(): void {
    const start = this.position;
    switch (this.text[start]) {
      case "'":
        this.string();
        return;
      case "/":
        this.gap();
        if (this.position === start) {
          this.position++;
        }
        return;
      case "{":
      case "[":
      case "(":
        this.skipBalanced();
        return;
      default:
        this.position++;
    }
  }

  /** Goes over what stands in brackets, without looking at what it says, however deep it is. */
  private skipBalanced(): Node {
    const start = this.position;
    const closing: string[] = [];
    do {
      const character = this.text[this.position] ?? "";
      const opened = CLOSING.get(character);
      if (opened !== undefined) {
        closing.push(opened);
        this.position++;
      } else if (character === closing.at(-1)) {
        closing.pop();
        this.position++;
      } else if (character === "'") {
        this.skipString();
      } else if (character === "/") {
        const before = this.position;
        this.gap();
        this.position = Math.max(this.position, before + 1);
      } else {
        this.position++;
      }
    } while (closing.length > 0 && this.position < this.end);
    this.position = Math.min(this.position, this.end);
    return { kind: "unknown", start, end: this.position };
  }

  /** Goes over a string, an interpolation taken for a part of its text. */
  private skipString(): void {
    if (this.text.startsWith("'''", this.position)) {
      const end = this.text.indexOf("'''", this.position + 3);
      this.position = end === -1 ? this.end : end + 3;
      return;
    }
    for (this.position++; this.position < this.end; this.position++) {
      const code = this.code();
      if (code === quote || code === newLine) {
        this.position++;
        return;
      }
      if (code === backslash) {
        this.position++;
      }
    }
  }

  private skipLine(): void {
    while (this.position < this.end && !this.isLineEnd()) {
      const character = this.text[this.position];
      if (character === "}" || character === "]" || character === ")" || character === ",") {
        return;
      }
      this.skipToken();
    }
  }

  private skipCharacter(): void {
    this.fault();
    this.position++;
  }

  private name(): NameNode {
    return this.optionalName() ?? { ...this.missing(), kind: "name", name: "" };
  }

  private optionalName(): NameNode | undefined {
    const start = this.position;
    WORD.lastIndex = start;
    const name = WORD.exec(this.text)?.[0];
    if (name === undefined || start + name.length > this.end) {
      return undefined;
    }
    this.position += name.length;
    return { kind: "name", start, end: this.position, name };
  }

  private missing(): TextRange & { readonly kind: "unknown" } {
    this.fault();
    return { kind: "unknown", start: this.position, end: this.position };
  }

  private fault(): void {
    this.faultAt({ start: this.position, end: Math.min(this.position + 1, this.end) });
  }

  private faultAt({ start, end }: TextRange): void {
    this.faults.push({ start, end });
  }

  private code(): number {
    return this.position < this.end ? this.text.charCodeAt(this.position) : -1;
  }

  private take(character: string): boolean {
    const isThere = this.position < this.end && this.text[this.position] === character;
    if (isThere) {
      this.position++;
    }
    return isThere;
  }

  private expect(character: string): void {
    if (!this.take(character)) {
      this.fault();
    }
  }

  private isWord(word: string): boolean {
    return (
      this.text.startsWith(word, this.position) &&
      this.position + word.length <= this.end &&
      !/\w/.test(this.text[this.position + word.length] ?? "")
    );
  }

  private takeWord(word: string): boolean {
    const isThere = this.isWord(word);
    if (isThere) {
      this.position += word.length;
    }
    return isThere;
  }

  private isLineEnd(): boolean {
    const code = this.code();
    return code === newLine || code === carriageReturn || code === -1 || this.isLineComment();
  }

  /** A directive such as `#disable-next-line` says nothing of the declarations around it either. */
  private isLineComment(): boolean {
    const code = this.code();
    return code === hash || (code === slash && this.text.charCodeAt(this.position + 1) === slash);
  }

  /** Goes over blanks and comments in the line. */
  private blanks(): void {
    for (;;) {
      const code = this.code();
      if (code === space || code === tab) {
        this.position++;
      } else if (code === slash && this.text.charCodeAt(this.position + 1) === star) {
        this.blockComment();
      } else {
        return;
      }
    }
  }

  /** Goes over blanks, comments and line breaks. @returns whether a line has ended */
  private gap(): boolean {
    let hasEnded = false;
    for (;;) {
      this.blanks();
      const code = this.code();
      if (code === newLine || code === carriageReturn) {
        this.position++;
        hasEnded = true;
      } else if (this.isLineComment()) {
        const end = this.text.indexOf("\n", this.position);
        this.position = end === -1 ? this.end : Math.min(end, this.end);
      } else {
        return hasEnded;
      }
    }
  }

  private blockComment(): void {
    const end = this.text.indexOf("*/", this.position + 2);
    this.position = end === -1 ? this.end : Math.min(end + 2, this.end);
  }

  private textEnd(from: number, to: number): number {
    let end = to;
    while (end > from && /\s/.test(this.text[end - 1] ?? "")) {
      end--;
    }
    return end;
  }
}

/** Reads the declaration of a resource or the call of a module. */
export function parseResource(text: string, statement: Statement): Parsed<ResourceNode> {
  const parser = new Parser(text, statement.at, statement.end);
  const node = parser.declaration(statement.keyword === "module" ? "module" : "resource", statement.at);
  return { node, faults: parser.faults };
}

/** Reads a parameter, a variable or an output. */
export function parseValue(text: string, statement: Statement, kind: ValueNode["kind"]): Parsed<ValueNode> {
  const parser = new Parser(text, statement.at, statement.end);
  const node = parser.value(kind, statement.at);
  return { node, faults: parser.faults };
}

/** Reads a text that is one expression; undefined for any other. */
export function parseExpression(text: string): Node | undefined {
  return new Parser(text, 0, text.length).whole();
}
