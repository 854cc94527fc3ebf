import type { Node } from "web-tree-sitter";
import type { Sliced } from "../../sliced";
import type { TextRange } from "../../textRange";
import type { Attribute, Block, Body, Expression, Label, ObjectMember, TraversalStep } from "./nodes";
import { templateText } from "./quotedText";

/** What the nodes of one piece of text are read with. */
export interface Reading {
  readonly text: string;
  /** Where the piece begins in the whole text. */
  readonly base: number;
  /** What the grammar takes and Terraform does not: attributes and heads over several lines. */
  readonly broken: TextRange[];
}

function children(node: Node): readonly Node[] {
  return node.children;
}

/** Where a node stands in the whole text. */
export function rangeOf({ base }: Reading, { startIndex, endIndex }: Node): TextRange {
  return { start: base + startIndex, end: base + endIndex };
}

function textOf({ text }: Reading, { startIndex, endIndex }: Node): string {
  return text.slice(startIndex, endIndex);
}

/** The first child of this type. */
export function childOf(node: Node, type: string): Node | undefined {
  return children(node).find((child) => child.type === type);
}

/** The first place in a node that does not parse. */
export function faultIn(node: Node): Node | undefined {
  if (!node.hasError) {
    return undefined;
  }
  if (node.isError || node.isMissing) {
    return node;
  }
  for (const child of children(node)) {
    const fault = faultIn(child);
    if (fault !== undefined) {
      return fault;
    }
  }
  return node;
}

/** The parts of a text that is filled in; one part of plain text where nothing is. */
function templateParts(reading: Reading, node: Node): readonly (string | Expression)[] {
  const parts: (string | Expression)[] = [];
  let at: number | undefined;
  const isQuoted = node.type !== "heredoc_template";
  const literal = (from: number, to: number) => {
    const raw = reading.text.slice(from, to);
    if (raw !== "") {
      parts.push(templateText(raw, isQuoted));
    }
  };
  const named = children(node);
  const first = named.findIndex(({ type }) => /^(?:quoted_template_start|heredoc_identifier)$/.test(type));
  const last = named.findLastIndex(({ type }) => /^(?:quoted_template_end|heredoc_identifier)$/.test(type));
  // Blanks and newlines between the parts belong to no node.
  at = named[first]?.endIndex ?? node.startIndex;
  for (const child of named.slice(first + 1, last)) {
    if (child.type === "template_interpolation" || child.type === "template_directive") {
      literal(at, child.startIndex);
      const inner = childOf(child, "expression");
      parts.push(
        child.type === "template_directive" || inner === undefined
          ? { kind: "other", ...rangeOf(reading, child) }
          : readExpression(reading, inner),
      );
      at = child.endIndex;
    }
  }
  literal(at, named[last]?.startIndex ?? node.endIndex);
  return parts;
}

function readTemplate(reading: Reading, node: Node): Expression {
  const parts = templateParts(reading, node);
  const range = rangeOf(reading, node);
  const [first, second] = parts;
  if (first === undefined || (typeof first === "string" && second === undefined)) {
    return { kind: "string", ...range, value: first ?? "", isHeredoc: node.type === "heredoc_template" };
  }
  return { kind: "template", ...range, parts };
}

function readMember(reading: Reading, node: Node): ObjectMember | undefined {
  const [keyNode, valueNode] = children(node).filter(({ type }) => type === "expression");
  if (keyNode === undefined || valueNode === undefined) {
    return undefined;
  }
  const key = readExpression(reading, keyNode);
  const isName = key.kind === "variable" || key.kind === "string";
  return {
    ...rangeOf(reading, node),
    key: isName ? (key.kind === "string" ? key.value : key.name) : undefined,
    keyValue: key,
    value: readExpression(reading, valueNode),
  };
}

/** A step of a traversal; a splat carries the steps behind it. */
function readSteps(reading: Reading, node: Node): readonly TraversalStep[] {
  const range = rangeOf(reading, node);
  switch (node.type) {
    case "get_attr": {
      const name = childOf(node, "identifier");
      return [{ kind: "attribute", ...range, name: name === undefined ? "" : textOf(reading, name) }];
    }
    case "index": {
      const inner = children(node)[0];
      const index = inner === undefined ? undefined : childOf(inner, "expression");
      if (inner?.type === "legacy_index") {
        return [{ kind: "index", ...range, index: { kind: "number", ...range } }];
      }
      return [{ kind: "index", ...range, index: index === undefined ? undefined : readExpression(reading, index) }];
    }
    case "splat": {
      const inner = children(node)[0];
      const behind = inner === undefined ? [] : children(inner).filter(({ isNamed }) => isNamed);
      return [{ kind: "splat", ...range }, ...behind.flatMap((each) => readSteps(reading, each))];
    }
    default:
      return [];
  }
}

function readLiteral(reading: Reading, node: Node): Expression {
  const range = rangeOf(reading, node);
  const inner = children(node)[0];
  switch (inner?.type) {
    case "string_lit":
      return readTemplate(reading, inner);
    case "bool_lit":
      return { kind: "bool", ...range, value: textOf(reading, inner) === "true" };
    case "null_lit":
      return { kind: "null", ...range };
    case "numeric_lit":
      return { kind: "number", ...range };
    default:
      return { kind: "other", ...range };
  }
}

function readCollection(reading: Reading, node: Node): Expression {
  const range = rangeOf(reading, node);
  const inner = children(node)[0];
  if (inner?.type === "tuple") {
    const items = children(inner).filter(({ type }) => type === "expression");
    return { kind: "list", ...range, items: items.map((item) => readExpression(reading, item)) };
  }
  if (inner?.type === "object") {
    const members = children(inner).flatMap((child) => {
      const member = child.type === "object_elem" ? readMember(reading, child) : undefined;
      return member === undefined ? [] : [member];
    });
    return { kind: "object", ...range, members };
  }
  return { kind: "other", ...range };
}

function readCall(reading: Reading, node: Node): Expression {
  const name = childOf(node, "identifier");
  const given = childOf(node, "function_arguments");
  const args = given === undefined ? [] : children(given);
  const range = rangeOf(reading, node);
  if (name === undefined || args.some(({ type }) => type === "ellipsis")) {
    return { kind: "other", ...range };
  }
  return {
    kind: "call",
    ...range,
    name: textOf(reading, name),
    args: args.filter(({ type }) => type === "expression").map((arg) => readExpression(reading, arg)),
  };
}

function readTerm(reading: Reading, node: Node): Expression {
  const range = rangeOf(reading, node);
  switch (node.type) {
    case "literal_value":
      return readLiteral(reading, node);
    case "template_expr": {
      const inner = children(node)[0];
      return inner === undefined ? { kind: "other", ...range } : readTemplate(reading, inner);
    }
    case "collection_value":
      return readCollection(reading, node);
    case "variable_expr":
      return { kind: "variable", ...range, name: textOf(reading, node) };
    case "function_call":
      return readCall(reading, node);
    case "conditional": {
      const [test, yes, no] = children(node).filter(({ type }) => type === "expression");
      return test === undefined || yes === undefined || no === undefined
        ? { kind: "other", ...range }
        : {
            kind: "conditional",
            ...range,
            test: readExpression(reading, test),
            yes: readExpression(reading, yes),
            no: readExpression(reading, no),
          };
    }
    default:
      return { kind: "other", ...range };
  }
}

/** Reads an `expression` node: a term, or one in parentheses, and the steps behind it. */
export function readExpression(reading: Reading, node: Node): Expression {
  const range = rangeOf(reading, node);
  const parts = children(node).filter(({ type }) => type !== "comment");
  const isGrouped = parts[0]?.type === "(";
  const inner = isGrouped ? parts[1] : parts[0];
  if (inner === undefined || node.isError) {
    return { kind: "other", ...range };
  }
  const closed = isGrouped ? parts[2] : undefined;
  const base: Expression = isGrouped
    ? {
        kind: "parentheses",
        start: range.start,
        end: closed === undefined ? range.end : rangeOf(reading, closed).end,
        inner: readExpression(reading, inner),
      }
    : inner.type === "expression"
      ? readExpression(reading, inner)
      : readTerm(reading, inner);
  const steps = parts.slice(isGrouped ? 3 : 1).flatMap((part) => readSteps(reading, part));
  return steps.length === 0 ? base : { kind: "traversal", ...range, base, steps };
}

function readAttribute(reading: Reading, node: Node): Attribute | undefined {
  const [name, value] = [childOf(node, "identifier"), childOf(node, "expression")];
  return name === undefined || value === undefined
    ? undefined
    : {
        ...rangeOf(reading, node),
        name: textOf(reading, name),
        nameRange: rangeOf(reading, name),
        value: readExpression(reading, value),
      };
}

/** Notes what is not on one line: there it is something else that is being typed. */
function noteBroken({ text, base, broken }: Reading, { startIndex }: Node, end: number): void {
  if (text.slice(startIndex, end - base).includes("\n")) {
    broken.push({ start: base + startIndex, end });
  }
}

/** Reads the attributes and blocks of a `body` node, in turns. */
export function* readBody(reading: Reading, node: Node | undefined): Sliced<Body> {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const child of node === undefined ? [] : children(node)) {
    if (child.type === "attribute") {
      const attribute = readAttribute(reading, child);
      if (attribute !== undefined) {
        noteBroken(reading, child, attribute.value.start);
        attributes.push(attribute);
      }
    } else if (child.type === "block") {
      const block = yield* readBlock(reading, child);
      blocks.push(...(block === undefined ? [] : [block]));
    }
    yield;
  }
  return { attributes, blocks };
}

/** Longer stretches are looked through piece by piece. */
const LONG = 4096;

function* commentsIn(reading: Reading, node: Node): Sliced<readonly TextRange[]> {
  if (!/#|\/[/*]/.test(textOf(reading, node))) {
    return [];
  }
  if (node.type !== "comment" && node.endIndex - node.startIndex > LONG) {
    const found: TextRange[] = [];
    for (const child of children(node)) {
      found.push(...(yield* commentsIn(reading, child)));
    }
    return found;
  }
  const comments = node.type === "comment" ? [node] : node.descendantsOfType("comment");
  yield;
  return comments.map((comment) => {
    // A comment to the end of the line may hold the carriage return of its line.
    const { start, end } = rangeOf(reading, comment);
    return { start, end: textOf(reading, comment).endsWith("\r") ? end - 1 : end };
  });
}

function readLabel(reading: Reading, node: Node): Label {
  const text = textOf(reading, node);
  return { text: node.type === "string_lit" ? text.replace(/^"|"$/g, "") : text, range: rangeOf(reading, node) };
}

/** Reads a `block` node; undefined where not even its head is there. */
export function* readBlock(reading: Reading, node: Node): Sliced<Block | undefined> {
  const [type, ...rest] = children(node);
  const open = childOf(node, "block_start");
  if (type?.type !== "identifier" || open === undefined) {
    return undefined;
  }
  const close = childOf(node, "block_end");
  const openAt = rangeOf(reading, open).start;
  noteBroken(reading, node, openAt);
  const isAtTop = node.parent?.type === "body" && node.parent.parent?.type === "config_file";
  return {
    ...rangeOf(reading, node),
    type: textOf(reading, type),
    labels: rest
      .filter((child) => child.type === "string_lit" || child.type === "identifier")
      .map((label) => readLabel(reading, label)),
    open: openAt,
    body: yield* readBody(reading, childOf(node, "body")),
    close: close === undefined || close.startIndex === close.endIndex ? undefined : rangeOf(reading, close).start,
    comments: isAtTop ? yield* commentsIn(reading, node) : [],
  };
}
