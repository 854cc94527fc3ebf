import { CharacterCode } from "./characterCode";
import type { Node, ObjectNode } from "./nodes";
import { SkippingReader } from "./skippingReader";

/** Deeper nesting than any file has is not looked into: the stack ends somewhere. */
const DEEPEST = 200;

const WORD = /[A-Za-z_]\w*/y;
const NUMBER = /\d+/y;
const OPERATOR = /&&|\|\||\?\?|==|!=|=~|!~|<=|>=|[-+*/%<>]/y;
const OPERATORS = "&|?=!<>-+*/%";
const LAMBDA = /(?:[A-Za-z_]\w*|\([\w\s,]*\))[ \t]*=>/y;

/** Reads expressions: operators, accesses, calls and what they are made of. */
export abstract class ExpressionReader extends SkippingReader {
  private depth = 0;

  protected abstract object(): ObjectNode;
  protected abstract array(): Node;

  /** One expression that is all of the text. */
  whole(): Node | undefined {
    this.gap();
    const node = this.expression();
    this.gap();
    return this.faults.length > 0 || this.position < this.end ? undefined : node;
  }

  protected expression(): Node {
    return this.nested(() => this.ternary()) ?? this.skipBalanced();
  }

  /** Reads what is nested one level deeper; undefined where that is too deep. */
  protected nested<T>(read: () => T): T | undefined {
    if (this.depth >= DEEPEST) {
      return undefined;
    }
    this.depth++;
    const node = read();
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
      const operator = this.operator();
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

  private operator(): string | undefined {
    // Most expressions end here, which a single character tells.
    if (this.position >= this.end || !OPERATORS.includes(this.text[this.position] ?? " ")) {
      return undefined;
    }
    OPERATOR.lastIndex = this.position;
    return OPERATOR.exec(this.text)?.[0];
  }

  private unary(): Node {
    const start = this.position;
    const operator = this.text[start];
    if (start < this.end && (operator === "!" || operator === "-" || operator === "+")) {
      return this.nested(() => this.operation(operator)) ?? this.skipBalanced();
    }
    return this.suffixed(this.primary());
  }

  private operation(operator: string): Node {
    const start = this.position;
    this.position++;
    this.blanks();
    const operand = this.unary();
    return { kind: "unary", start, end: operand.end, operator, operand };
  }

  protected suffixed(first: Node): Node {
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

  protected primary(): Node {
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
    this.position += word.length;
    const behind = this.text[this.position];
    if (behind === " " || behind === "=" || behind === "\t") {
      this.position = start;
      const lambda = this.lambda();
      if (lambda !== undefined) {
        return lambda;
      }
      this.position = start + word.length;
    }
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
}
