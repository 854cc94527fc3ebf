import type { TemplateScope } from "../locate/scope";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { Evaluator } from "./evaluate";
import { type Expression, isCallOf } from "./expression";
import { parseTemplateText } from "./parseExpression";
import { printExpression } from "./printExpression";
import type { Symbols } from "./symbols";

/** Variables within variables: a longer chain compares as it is spelled. */
const MAX_STEPS = 12;

/** Variables that double each other would grow without end: past this many parts a text compares as it is spelled. */
const MAX_PARTS = 2000;

class TooLarge extends Error {
  readonly reason = "tooLarge";
}

interface Place {
  readonly scope: TemplateScope;
  readonly steps: number;
}

/**
 * Compares what expressions stand for without knowing their values: casing, spacing, `format('{0}', x)`, one-part `concat`, a
 * trailing slash of a type, variables and symbolic names do not make two identities of one.
 */
export class Canonical {
  private parts = 0;

  constructor(
    private readonly tree: SyntaxTree,
    private readonly evaluator: Evaluator,
    private readonly symbols: Symbols,
  ) {}

  /** The key under which two texts of a template mean the same. Never shown. */
  key(text: string, scope: TemplateScope): string {
    const read = parseTemplateText(text);
    switch (read.kind) {
      case "literal":
        return read.value.toLowerCase();
      case "invalid":
        return text.toLowerCase();
      case "expression":
        return this.expressionKey(read.expression, scope, text);
    }
  }

  /** The same for an expression that stands alone; `spelled` is its key where it is too large to compare. */
  expressionKey(expression: Expression, scope: TemplateScope, spelled = ""): string {
    const simple = this.simplified(expression, scope);
    if (simple === undefined) {
      return spelled.toLowerCase();
    }
    return simple.kind === "string" ? simple.value : `[${printExpression(simple, ",")}]`;
  }

  /** The resource type in an expression for a resource id, such as `resourceId('type', ...)`; undefined where none stands there. */
  resourceType(text: string, scope: TemplateScope): string | undefined {
    const read = parseTemplateText(text);
    if (read.kind !== "expression") {
      return undefined;
    }
    const simple = this.simplified(read.expression, scope);
    const args = simple !== undefined && isCallOf(simple, "resourceid") ? simple.args : [];
    const type = args.find((arg) => arg.kind === "string" && arg.value.includes("/"));
    return type?.kind === "string" ? type.value : undefined;
  }

  /** The parts of a resource's name between its slashes, as far as they are spelled out; each in its canonical form. */
  nameSegments(text: string, scope: TemplateScope): readonly Expression[] {
    const read = parseTemplateText(text);
    const literal: Expression = { kind: "string", value: text.toLowerCase() };
    const simple = read.kind === "expression" ? this.simplified(read.expression, scope) : literal;
    const segments: Expression[][] = [[]];
    for (const part of simple === undefined ? [] : isCallOf(simple, "concat") ? simple.args : [simple]) {
      const pieces = part.kind === "string" ? part.value.split("/") : [undefined];
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) {
          segments.push([]);
        }
        segments.at(-1)?.push(piece === undefined ? part : { kind: "string", value: piece });
      }
    }
    return segments.map(join);
  }

  private simplified(expression: Expression, scope: TemplateScope): Expression | undefined {
    this.parts = 0;
    try {
      return this.simplify(expression, { scope, steps: 0 });
    } catch (error) {
      if (error instanceof TooLarge) {
        return undefined;
      }
      throw error;
    }
  }

  /** The expression with everything replaced that the template itself spells out; strings and names in lower case. */
  private simplify(expression: Expression, place: Place): Expression {
    if (++this.parts > MAX_PARTS) {
      throw new TooLarge();
    }
    switch (expression.kind) {
      case "string":
        return { kind: "string", value: expression.value.toLowerCase() };
      case "number":
        return expression;
      case "member":
        return this.simplifyMember(expression, place);
      case "index": {
        const target = this.simplify(expression.target, place);
        return { kind: "index", target, index: this.simplify(expression.index, place) };
      }
      case "call":
        return this.simplifyCall(expression, place);
    }
  }

  private simplifyMember(expression: Expression & { kind: "member" }, place: Place): Expression {
    const resource = this.symbols.resourceOf(expression, place.scope);
    const id = resource === undefined ? undefined : this.symbols.idOf(resource);
    if (id !== undefined && place.steps < MAX_STEPS) {
      return this.simplify(id, { ...place, steps: place.steps + 1 });
    }
    return (
      this.spelledOut(expression, place.scope) ?? {
        kind: "member",
        target: this.simplify(expression.target, place),
        name: expression.name.toLowerCase(),
      }
    );
  }

  private simplifyCall(expression: Expression & { kind: "call" }, place: Place): Expression {
    const name = expression.name.toLowerCase();
    if (name === "variables") {
      return this.variable(expression, place);
    }
    const args = expression.args.map((arg) => this.simplify(arg, place));
    if (name === "concat") {
      return join(args);
    }
    if (name === "format") {
      return format(args) ?? { kind: "call", name, args };
    }
    if (name === "resourceid") {
      const trimmed = args.map((arg): Expression =>
        arg.kind === "string" ? { kind: "string", value: arg.value.replace(/\/$/, "") } : arg,
      );
      return { kind: "call", name, args: trimmed };
    }
    return { kind: "call", name, args };
  }

  private variable(expression: Expression & { kind: "call" }, place: Place): Expression {
    const declaration = this.evaluator.declaration(expression, place.scope);
    const value = declaration?.slot.value;
    const text = value?.kind === "string" ? parseTemplateText(this.tree.decoded(value)) : undefined;
    if (declaration === undefined || text === undefined || text.kind === "invalid" || place.steps >= MAX_STEPS) {
      const args = expression.args.map((arg) => this.simplify(arg, place));
      return { kind: "call", name: "variables", args };
    }
    return text.kind === "literal"
      ? { kind: "string", value: text.value.toLowerCase() }
      : this.simplify(text.expression, { scope: declaration.scope, steps: place.steps + 1 });
  }

  private spelledOut(expression: Expression, scope: TemplateScope): Expression | undefined {
    const value = this.evaluator.evaluate(expression, scope);
    if (value?.node.kind !== "string" || value.source !== "variable") {
      return undefined;
    }
    const text = parseTemplateText(this.tree.decoded(value.node));
    return text.kind === "literal" ? { kind: "string", value: text.value.toLowerCase() } : undefined;
  }
}

/** One expression for several joined ones: neighbouring texts become one, a sole part stands for itself. */
function join(parts: readonly Expression[]): Expression {
  const joined: Expression[] = [];
  for (const part of parts.flatMap((each) => (isCallOf(each, "concat") ? each.args : [each]))) {
    const last = joined.at(-1);
    if (last?.kind === "string" && part.kind === "string") {
      joined[joined.length - 1] = { kind: "string", value: last.value + part.value };
    } else if (part.kind !== "string" || part.value !== "") {
      joined.push(part);
    }
  }
  const [first] = joined;
  return first !== undefined && joined.length === 1 ? first : { kind: "call", name: "concat", args: joined };
}

/** `format` as a `concat`; undefined where its pattern holds more than plain places. */
function format(args: readonly Expression[]): Expression | undefined {
  const [pattern, ...values] = args;
  if (pattern?.kind !== "string" || /\{(?!\d+\})|\}\}/.test(pattern.value)) {
    return undefined;
  }
  const parts: Expression[] = [];
  for (const [index, piece] of pattern.value.split(/\{(\d+)\}/).entries()) {
    const value: Expression | undefined = index % 2 === 0 ? { kind: "string", value: piece } : values[Number(piece)];
    if (value === undefined) {
      return undefined;
    }
    parts.push(value);
  }
  return join(parts);
}
