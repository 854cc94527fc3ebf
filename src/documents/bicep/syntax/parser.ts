import type { TextRange } from "../../textRange";
import { CharacterCode } from "./characterCode";
import { ExpressionReader } from "./expressionReader";
import type { ItemNode, MemberNode, Node, ObjectNode, ResourceNode, ValueNode } from "./nodes";
import type { Statement } from "./statements";

const { quote } = CharacterCode;

const RESOURCE = /resource(?:[ \t]|\/\*(?:[^*]|\*(?!\/))*\*\/)+[A-Za-z_]/y;

/** A statement that was read: what it declares, and what in it does not parse. */
export interface Parsed<Declared> {
  readonly node: Declared;
  readonly faults: readonly TextRange[];
}

/** Reads what a statement says. Never throws: what is not understood is `unknown`, and what stands behind it is read on. */
class Parser extends ExpressionReader {
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

  protected array(): Node {
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

  protected object(): ObjectNode {
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
    const nested = this.isResource() ? this.nested(() => this.declaration("resource", start)) : undefined;
    return nested ?? this.member();
  }

  private isResource(): boolean {
    RESOURCE.lastIndex = this.position;
    // Most members begin with another letter, which costs less to see.
    return this.text.charCodeAt(this.position) === 114 && RESOURCE.test(this.text);
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
