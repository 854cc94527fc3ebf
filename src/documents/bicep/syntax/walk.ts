import type { ItemNode, MemberNode, Node, ObjectNode } from "./nodes";

function itemParts(item: ItemNode): readonly Node[] {
  switch (item.kind) {
    case "member":
      return [item.key, item.value];
    case "resource":
    case "module":
      return item.body === undefined ? [] : [item.body];
    case "spread":
    case "unknown":
      return [];
  }
}

/** The nodes directly in a node. */
export function partsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "object":
      return node.items.flatMap(itemParts);
    case "array":
      return node.items;
    case "string":
      return node.parts.filter((part) => typeof part !== "string");
    case "access":
    case "asserted":
      return [node.base];
    case "index":
      return [node.base, node.index];
    case "call":
      return node.base === undefined ? node.args : [node.base, ...node.args];
    case "ternary":
      return [node.condition, node.yes, node.no];
    case "binary":
      return [node.left, node.right];
    case "unary":
      return [node.operand];
    case "paren":
      return [node.inner];
    case "lambda":
    case "for":
      return [node.body];
    case "if":
      return [node.condition, node.body];
    case "name":
    case "literal":
    case "unknown":
      return [];
  }
}

/** Every node of a tree, each before what is in it. */
export function* allNodes(root: Node): Generator<Node, void> {
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    open.push(...[...partsOf(node)].reverse());
  }
}

/** A name or a plain string as text; undefined for a string that is put together. */
export function plainKey({ key }: MemberNode): string | undefined {
  if (key.kind === "name") {
    return key.name;
  }
  const [only] = key.parts;
  return key.parts.length === 1 && typeof only === "string" ? only : undefined;
}

/** The members of an object with this name, in any casing: Azure reads them so. */
export function membersNamed(object: ObjectNode, name: string): readonly MemberNode[] {
  const wanted = name.toLowerCase();
  return object.items.flatMap((item) =>
    item.kind === "member" && plainKey(item)?.toLowerCase() === wanted ? [item] : [],
  );
}

/** The first of them. */
export function memberNamed(object: ObjectNode | undefined, name: string): MemberNode | undefined {
  return object === undefined ? undefined : membersNamed(object, name)[0];
}

/** The text of a string without interpolations. */
export function literalText(node: Node | undefined): string | undefined {
  const only = node?.kind === "string" && node.parts.length === 1 ? node.parts[0] : undefined;
  return typeof only === "string" ? only : undefined;
}

/** A value without what changes nothing about it: parentheses, `any(...)`, `x!`. */
export function bare(node: Node): Node {
  let inner = node;
  for (;;) {
    if (inner.kind === "paren") {
      ({ inner } = inner);
    } else if (inner.kind === "asserted") {
      inner = inner.base;
    } else if (inner.kind === "call" && inner.base === undefined && inner.name === "any" && inner.args.length === 1) {
      inner = inner.args[0] ?? inner;
    } else {
      return inner;
    }
  }
}
