import { readIdentityType } from "../../../identity/readIdentity";
import type { Canonical } from "../expression/canonical";
import type { Declaration, Evaluator } from "../expression/evaluate";
import { isCallOf, isEscapedExpression } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";
import type { TemplateScope } from "../locate/scope";
import type { ContainerNode, Slot, SyntaxNode } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { type CopyLoops, copyLoops } from "./copyLoops";
import type {
  IdentityBlock,
  IdentityEntry,
  IdentityReading,
  KnownType,
  ListReading,
  PlainList,
  TypeReading,
} from "./identityReading";

/** A list with more entries is not looked into: none that is meant has as many, and each is an expression to be read. */
const MOST_ENTRIES = 1000;

/** Reads identity blocks in every form that templates have (docs/azure-behaviour.md#forms-of-the-identity-block). */
export class BlockReader {
  constructor(
    private readonly tree: SyntaxTree,
    private readonly evaluator: Evaluator,
    private readonly canonical: Canonical,
  ) {}

  /** Reads the member `identity` of an object: of a resource, or of `properties` where it does not belong. */
  identityOf(holder: ContainerNode, scope: TemplateScope): IdentityReading {
    const [member, second] = this.tree.members(holder, "identity");
    if (member === undefined) {
      return { kind: "absent" };
    }
    if (second !== undefined) {
      return { kind: "unreadable", member, reason: "duplicateMember" };
    }
    const { value } = member;
    if (value?.kind === "object") {
      return { kind: "block", member, block: this.block(value, scope) };
    }
    if (value?.kind === "word" && value.text === "null") {
      return { kind: "null", member };
    }
    const text = value?.kind === "string" ? this.tree.decoded(value) : "";
    return parseTemplateText(text).kind === "literal" && !isEscapedExpression(text)
      ? { kind: "unreadable", member, reason: "notAnObject" }
      : this.expression(member, text, scope);
  }

  /** Reads an identity object. */
  block(node: ContainerNode, scope: TemplateScope): IdentityBlock {
    const [type, ...moreTypes] = this.tree.members(node, "type");
    const [dictionary, ...moreDictionaries] = this.tree.members(node, "userAssignedIdentities");
    const [array, ...moreArrays] = this.tree.members(node, "identityIds");
    const loops = copyLoops(this.tree, node);
    const looped = [dictionary, array].flatMap((list) => loops.named.get(list?.name.toLowerCase() ?? "") ?? []);
    return {
      node,
      scope,
      type: this.type(type, scope),
      dictionary:
        dictionary === undefined
          ? this.loopedList("userAssignedIdentities", loops)
          : this.list(dictionary, "object", scope),
      array: array === undefined ? this.loopedList("identityIds", loops) : this.list(array, "array", scope),
      duplicates: [...moreTypes, ...moreDictionaries, ...moreArrays, ...looped],
    };
  }

  private expression(member: Slot, text: string, scope: TemplateScope): IdentityReading {
    const read = parseTemplateText(text);
    const expression = read.kind === "expression" ? read.expression : undefined;
    const [argument] = expression?.kind === "call" ? expression.args : [];
    const isNull =
      expression !== undefined &&
      (isCallOf(expression, "null") ||
        (isCallOf(expression, "json") && argument?.kind === "string" && argument.value.trim() === "null"));
    const declaration = expression === undefined ? undefined : this.evaluator.declaration(expression, scope);
    const object = declaration === undefined ? undefined : this.declaredObject(declaration);
    const declared =
      object === undefined || declaration === undefined ? undefined : this.block(object, declaration.scope);
    return { kind: "expression", member, text, isNull, declaration, declared };
  }

  private type(member: Slot | undefined, scope: TemplateScope): TypeReading {
    const value = member?.value;
    if (member === undefined || value === undefined || (value.kind === "word" && value.text === "null")) {
      return { kind: "absent" };
    }
    if (value.kind !== "string") {
      return {
        kind: "unknownValue",
        member,
        text: this.tree.text.slice(value.start, Math.min(value.end, value.start + 100)),
      };
    }
    const text = this.tree.decoded(value);
    const read = parseTemplateText(text);
    if (read.kind !== "literal" || isEscapedExpression(text)) {
      const declaration = read.kind === "expression" ? this.evaluator.declaration(read.expression, scope) : undefined;
      const spelledOut = this.evaluator.text(value, scope);
      const known = spelledOut?.source === "variable" ? readIdentityType(spelledOut.value) : undefined;
      const declared = declaration === undefined ? undefined : this.declaredType(member, declaration);
      return { kind: "expression", member, text, declaration, value: known, declared };
    }
    return this.knownType(member, value) ?? { kind: "unknownValue", member, text: read.value };
  }

  private knownType(member: Slot, node: SyntaxNode): KnownType | undefined {
    if (node.kind !== "string") {
      return undefined;
    }
    const text = this.tree.decoded(node);
    const read = parseTemplateText(text);
    const classes = read.kind === "literal" && !isEscapedExpression(text) ? readIdentityType(read.value) : undefined;
    return read.kind !== "literal" || classes === undefined
      ? undefined
      : { kind: "known", member, node, text: read.value, ...classes };
  }

  private declaredType(member: Slot, declaration: Declaration): KnownType | undefined {
    const { value } = declaration.slot;
    // A default that is none of the allowed values makes the template invalid.
    const isClosed =
      declaration.kind === "parameter" &&
      value?.kind === "object" &&
      this.tree.member(value, "allowedValues") !== undefined;
    const node = isClosed ? undefined : this.declaredValue(declaration);
    return node === undefined ? undefined : this.knownType(member, node);
  }

  /** A list that is not spelled out: made by a loop, or not there. */
  private loopedList(name: "userAssignedIdentities" | "identityIds", { named, open }: CopyLoops): ListReading {
    const member = named.get(name.toLowerCase());
    const loop = member ?? open;
    return loop === undefined ? { kind: "absent" } : this.deployedList(loop, member === undefined);
  }

  /** A list that only a deployment makes. */
  private deployedList(member: Slot, mayBeAbsent: boolean): ListReading {
    return { kind: "expression", member, text: member.name, mayBeAbsent, declaration: undefined, declared: undefined };
  }

  private list(member: Slot, wanted: "object" | "array", scope: TemplateScope): ListReading {
    const { value } = member;
    if (value?.kind === "word" && value.text === "null") {
      return { kind: "null", member };
    }
    if (value?.kind === "string") {
      const text = this.tree.decoded(value);
      const read = parseTemplateText(text);
      if (read.kind === "literal" && !isEscapedExpression(text)) {
        return { kind: "malformed", member };
      }
      const declaration = read.kind === "expression" ? this.evaluator.declaration(read.expression, scope) : undefined;
      const declared =
        declaration === undefined || wanted === "array" ? undefined : this.declaredDictionary(member, declaration);
      return { kind: "expression", member, text, mayBeAbsent: false, declaration, declared };
    }
    if (value?.kind !== wanted) {
      return { kind: "malformed", member };
    }
    if (this.holdsLoop(value)) {
      return this.deployedList(member, false);
    }
    const entries = this.entries(value, scope);
    return entries === undefined ? { kind: "malformed", member } : { kind: "list", member, node: value, entries };
  }

  private declaredDictionary(member: Slot, declaration: Declaration): PlainList | undefined {
    const node = this.declaredObject(declaration);
    const entries = node === undefined || this.holdsLoop(node) ? undefined : this.entries(node, declaration.scope);
    return node === undefined || entries === undefined ? undefined : { kind: "list", member, node, entries };
  }

  /** A loop in a dictionary makes entries at deployment only. */
  private holdsLoop(list: ContainerNode): boolean {
    return this.tree.member(list, "copy") !== undefined;
  }

  /** Undefined where something else than strings stands among them, or more than any resource can have. */
  private entries(list: ContainerNode, scope: TemplateScope): readonly IdentityEntry[] | undefined {
    const entries: IdentityEntry[] = [];
    const { slots } = this.tree.slots(list);
    if (slots.length > MOST_ENTRIES) {
      return undefined;
    }
    for (const slot of slots) {
      const node: SyntaxNode | undefined = list.kind === "object" ? slot.key : slot.value;
      if (node?.kind !== "string") {
        return undefined;
      }
      const text = this.tree.decoded(node);
      const value = list.kind === "object" ? slot.value : undefined;
      entries.push({ slot, node, text, key: this.canonical.key(text, scope), value });
    }
    return entries;
  }

  /** The value that a declaration spells out and that holds: a variable's, or a parameter's default where nothing else is passed. */
  private declaredValue(declaration: Declaration): SyntaxNode | undefined {
    const { value } = declaration.slot;
    if (declaration.kind === "variable") {
      return value;
    }
    return value?.kind !== "object" || this.evaluator.mayBePassed(declaration)
      ? undefined
      : this.tree.value(value, "defaultValue");
  }

  private declaredObject(declaration: Declaration): ContainerNode | undefined {
    const value = this.declaredValue(declaration);
    return value?.kind === "object" ? value : undefined;
  }
}
