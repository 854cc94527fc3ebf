import { formatResourceId, parseResourceId, resourceType, sameResourceId } from "../../../identity/resourceId";
import type { IdentityTexts } from "../../plan/planIds";
import { mayHaveId, type SpelledId } from "../../plan/spelledId";
import type { Node, ResourceNode, StringNode } from "../syntax/nodes";
import { parseExpression } from "../syntax/parser";
import type { Symbols } from "../syntax/symbols";
import { bare, literalText, memberNamed } from "../syntax/walk";

/** Variables within variables: a longer chain compares as it is spelled. */
const MOST_STEPS = 12;

/** Variables that double each other would grow without end: past so many parts a text compares as it is spelled. */
const MOST_WORK = 2000;

/** Longer keys compare as they are spelled. */
const LONGEST = 5000;

/** The parts of a resource's id that the text spells out, in lower case. */
interface SpelledParts extends SpelledId {
  readonly type: string | undefined;
}

/** How Bicep says identities: a literal id as it is, anything else as an expression. */
export class Canonical implements IdentityTexts {
  private readonly keys = new Map<string, string>();
  private budget = 0;

  constructor(private readonly symbols: Symbols) {}

  /** What a value of a list says, as the seam gives texts: a literal id without quotes, or an expression. */
  textOf(node: Node): string {
    const literal = literalText(node);
    if (literal?.startsWith("/") === true) {
      return literal;
    }
    const only = node.kind === "string" && node.parts.length === 1 ? node.parts[0] : undefined;
    return this.symbols.source(only === undefined || typeof only === "string" ? node : only);
  }

  /** The key under which two texts mean the same identity: its id where the text spells one out, else `[...]`. */
  key(text: string): string {
    const known = this.keys.get(text) ?? this.makeKey(text);
    this.keys.set(text, known);
    return known;
  }

  isId(key: string): boolean {
    return !key.startsWith("[");
  }

  resourceType(text: string): string | undefined {
    return this.parts(text)?.type;
  }

  /** Whether a text may be the identity with this id: `unknown` where it does not even tell the name. */
  mayBe(text: string, id: string): boolean | "unknown" {
    const key = this.key(text);
    return this.isId(key) ? sameResourceId(key, id) : mayHaveId(this.parts(text), id);
  }

  /** The parts of an id that a text spells out; undefined where it does not even tell what makes the id. */
  private parts(text: string): SpelledParts | undefined {
    this.budget = MOST_WORK;
    const node = text.startsWith("/") ? undefined : parseExpression(text);
    return node === undefined ? this.idParts(text) : this.nodeParts(node, text, 0);
  }

  /** The text that a node comes to, where the file spells it out. */
  stringOf(node: Node): string | undefined {
    this.budget = MOST_WORK;
    return this.spelledOut(node, 0);
  }

  private spelledOut(node: Node, steps: number): string | undefined {
    const inner = bare(node);
    if (--this.budget < 0) {
      return undefined;
    }
    if (inner.kind === "string") {
      const parts = inner.parts.map((part) => (typeof part === "string" ? part : this.spelledOut(part, steps + 1)));
      return steps < MOST_STEPS && parts.every((part) => part !== undefined) ? parts.join("") : undefined;
    }
    const value = inner.kind === "name" ? this.variable(inner.name) : undefined;
    return value === undefined || steps >= MOST_STEPS ? undefined : this.spelledOut(value, steps + 1);
  }

  private makeKey(text: string): string {
    const parts = this.parts(text);
    if (
      parts?.type !== undefined &&
      parts.name !== undefined &&
      parts.resourceGroup !== undefined &&
      parts.subscriptionId !== undefined
    ) {
      return formatResourceId(parts.subscriptionId, parts.resourceGroup, parts.type, parts.name).toLowerCase();
    }
    if (text.startsWith("/")) {
      return text.toLowerCase();
    }
    const node = parseExpression(text);
    this.budget = MOST_WORK;
    return `[${node === undefined ? text : this.print(node, text, 0)}]`;
  }

  private idParts(text: string): SpelledParts | undefined {
    const id = parseResourceId(text);
    return (
      id && {
        type: resourceType(id),
        name: id.names.at(-1)?.toLowerCase(),
        resourceGroup: id.resourceGroup.toLowerCase(),
        subscriptionId: id.subscriptionId.toLowerCase(),
      }
    );
  }

  /** @param source what the node was read from; undefined for the file itself */
  private nodeParts(node: Node, source: string | undefined, steps: number): SpelledParts | undefined {
    const inner = bare(node);
    if (steps >= MOST_STEPS || --this.budget < 0) {
      return undefined;
    }
    switch (inner.kind) {
      case "string": {
        const [only] = inner.parts;
        if (inner.parts.length === 1 && only !== undefined && typeof only !== "string") {
          return this.nodeParts(only, source, steps + 1);
        }
        const text = this.spelledOut(inner, steps);
        return text === undefined ? undefined : this.idParts(text);
      }
      case "name": {
        const value = this.variable(inner.name);
        return value === undefined ? undefined : this.nodeParts(value, undefined, steps + 1);
      }
      case "access": {
        const base = bare(inner.base);
        const resource = base.kind === "name" && inner.member === "id" ? this.symbols.resource(base.name) : undefined;
        return resource?.kind === "resource" ? this.resourceParts(resource, steps) : undefined;
      }
      case "call":
        return inner.base === undefined && inner.name === "resourceId" ? this.callParts(inner.args, steps) : undefined;
      default:
        return undefined;
    }
  }

  private resourceParts({ subject, body, isLooped }: ResourceNode, steps: number): SpelledParts {
    const type = literalText(subject)?.split("@", 1)[0];
    const named = memberNamed(body, "name");
    const name = named === undefined || isLooped ? undefined : this.spelledOut(named.value, steps)?.toLowerCase();
    const scope = memberNamed(body, "scope");
    return { type, name, ...this.scopeParts(scope?.value, steps) };
  }

  private scopeParts(scope: Node | undefined, steps: number): Pick<SpelledParts, "resourceGroup" | "subscriptionId"> {
    const inner = scope === undefined ? undefined : bare(scope);
    if (inner?.kind === "call" && inner.name === "resourceGroup") {
      const [group, subscriptionId] = inner.args.map((arg) => this.spelledOut(arg, steps)?.toLowerCase()).reverse();
      return { resourceGroup: group, subscriptionId };
    }
    const resource = inner?.kind === "name" ? this.symbols.resource(inner.name) : undefined;
    const named = memberNamed(resource?.body, "name");
    const isGroup = literalText(resource?.subject)?.toLowerCase().startsWith("microsoft.resources/resourcegroups@");
    return {
      resourceGroup:
        isGroup === true && named !== undefined ? this.spelledOut(named.value, steps)?.toLowerCase() : undefined,
      subscriptionId: undefined,
    };
  }

  private callParts(args: readonly Node[], steps: number): SpelledParts | undefined {
    const texts = args.map((arg) => this.spelledOut(arg, steps));
    const at = texts.findIndex((text) => text?.includes("/") === true);
    if (at === -1 || args.length !== at + 2) {
      return undefined;
    }
    const [group, subscriptionId] = texts
      .slice(0, at)
      .map((text) => text?.toLowerCase())
      .reverse();
    return {
      type: texts[at]?.replace(/\/$/, ""),
      name: texts[at + 1]?.toLowerCase(),
      resourceGroup: group,
      subscriptionId,
    };
  }

  private variable(name: string): Node | undefined {
    const value = this.symbols.value(name);
    return value?.kind === "var" ? value.value : undefined;
  }

  /** An expression without blanks, with what the file itself spells out in the place of its variables. */
  private print(node: Node, source: string | undefined, steps: number): string {
    const printed = this.printNode(bare(node), source, steps);
    return printed.length > LONGEST ? `${printed.slice(0, LONGEST)}...` : printed;
  }

  private printNode(node: Node, source: string | undefined, steps: number): string {
    const spelled = () => (source ?? "").slice(node.start, node.end) || this.symbols.source(node);
    const print = (part: Node) => this.print(part, source, steps + 1);
    if (steps > 4 * MOST_STEPS || --this.budget < 0) {
      return spelled();
    }
    switch (node.kind) {
      case "string":
        return this.printString(node, print);
      case "name": {
        const value = steps < MOST_STEPS ? this.variable(node.name) : undefined;
        return value === undefined ? node.name : this.print(value, undefined, steps + 1);
      }
      case "access":
        return `${print(node.base)}.${node.member}`;
      case "index":
        return `${print(node.base)}[${print(node.index)}]`;
      case "call":
        return `${node.base === undefined ? "" : `${print(node.base)}.`}${node.name}(${node.args.map(print).join(",")})`;
      case "ternary":
        return `${print(node.condition)}?${print(node.yes)}:${print(node.no)}`;
      case "binary":
        return `${print(node.left)}${node.operator}${print(node.right)}`;
      default:
        return source === undefined ? this.symbols.source(node) : source.slice(node.start, node.end);
    }
  }

  private printString({ parts }: StringNode, print: (part: Node) => string): string {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined && typeof only !== "string") {
      return print(only);
    }
    return `'${parts.map((part) => (typeof part === "string" ? part.toLowerCase() : `\${${print(part)}}`)).join("")}'`;
  }
}
