import { readIdentityType } from "../../../identity/readIdentity";
import type { IdentityClasses } from "../../plan/knowledge";
import type { ArrayNode, MemberNode, Node, ObjectNode, ValueNode } from "../syntax/nodes";
import type { Symbols } from "../syntax/symbols";
import { bare, literalText, membersNamed } from "../syntax/walk";
import type { Canonical } from "./canonical";
import type {
  Declaration,
  IdentityBlock,
  IdentityEntry,
  IdentityForm,
  IdentityReading,
  KnownType,
  ListReading,
  PlainList,
  TypeReading,
} from "./identityReading";

/** A list with more entries is not looked into: none that is meant has as many. */
const MOST_ENTRIES = 1000;

/** Variables may stand for each other; further than this nobody follows. */
const MOST_STEPS = 12;

/** The members that an identity object has in each form. */
const MEMBERS = {
  resource: { type: "type", dictionary: "userAssignedIdentities", array: "identityIds" },
  module: { type: "systemAssigned", dictionary: "userAssignedResourceIds", array: "" },
} as const;

/** The member of a resource, or of a module's parameters, that its identities are. */
export const IDENTITY_MEMBER = { resource: "identity", module: "managedIdentities" } as const;

function isNull(node: Node): boolean {
  return node.kind === "literal" && node.text === "null";
}

/** The array of ids in `toObject(ids, id => id, id => {})`. */
function listedBy(value: Node): Node | undefined {
  const [ids, key] = value.kind === "call" && value.name === "toObject" ? value.args : [];
  return key?.kind === "lambda" && bare(key.body).kind === "name" ? ids : undefined;
}

/** Reads identities in every form that Bicep files have them in. */
export class BlockReader {
  constructor(
    private readonly symbols: Symbols,
    private readonly canonical: Canonical,
  ) {}

  /** Reads the identity of a resource's body, or of a module's parameters. */
  identityOf(holder: ObjectNode | undefined, form: IdentityForm): IdentityReading {
    const [member, second] = holder === undefined ? [] : membersNamed(holder, IDENTITY_MEMBER[form]);
    if (member === undefined) {
      return { kind: "absent" };
    }
    if (second !== undefined) {
      return { kind: "unreadable", member, reason: "duplicateMember" };
    }
    const value = bare(member.value);
    switch (value.kind) {
      case "object":
        return { kind: "block", member, block: this.block(value, form) };
      case "string":
      case "array":
      case "for":
      case "if":
      case "lambda":
      case "unknown":
        return { kind: "unreadable", member, reason: "notAnObject" };
      case "literal":
        return isNull(value) ? { kind: "null", member } : { kind: "unreadable", member, reason: "notAnObject" };
      default: {
        const declaration = this.declaration(value);
        const object = declaration && this.declaredValue(declaration);
        const declared = object?.kind === "object" ? this.block(object, form) : undefined;
        const text = this.symbols.source(member.value);
        return { kind: "expression", member, text, isNull: false, declaration, declared };
      }
    }
  }

  /** Reads an identity object. */
  block(node: ObjectNode, form: IdentityForm): IdentityBlock {
    const names = MEMBERS[form];
    const [type, ...moreTypes] = membersNamed(node, names.type);
    const [dictionary, ...moreDictionaries] = membersNamed(node, names.dictionary);
    const [array, ...moreArrays] = names.array === "" ? [] : membersNamed(node, names.array);
    // What is spread over the members may hold any of them.
    const spread = node.items.find(({ kind }) => kind === "spread");
    const list = this.list(dictionary, form === "module" ? "array" : "object");
    const open: MemberNode | undefined =
      spread === undefined
        ? undefined
        : {
            kind: "member",
            start: spread.start,
            end: spread.end,
            key: { kind: "name", start: spread.start, end: spread.end, name: "..." },
            value: { kind: "unknown", start: spread.start, end: spread.end },
          };
    const spreadText = open === undefined ? "" : this.symbols.source(open);
    return {
      form,
      node,
      type:
        open === undefined
          ? form === "module"
            ? this.systemAssigned(type, list)
            : this.type(type)
          : {
              kind: "expression",
              member: open,
              text: spreadText,
              declaration: undefined,
              value: undefined,
              declared: undefined,
            },
      dictionary:
        open === undefined
          ? list
          : { kind: "expression", member: open, text: spreadText, declaration: undefined, declared: undefined },
      array: this.list(array, "array"),
      duplicates: [...moreTypes, ...moreDictionaries, ...moreArrays],
    };
  }

  private type(member: MemberNode | undefined): TypeReading {
    if (member === undefined || isNull(member.value)) {
      return { kind: "absent" };
    }
    const value = bare(member.value);
    const text = this.symbols.source(member.value);
    const literal = literalText(value);
    if (literal !== undefined) {
      const classes = readIdentityType(literal);
      return classes === undefined
        ? { kind: "unknownValue", member, text: literal }
        : { kind: "known", member, node: value, text: literal, ...classes };
    }
    if (value.kind === "object" || value.kind === "array" || value.kind === "literal" || value.kind === "unknown") {
      return { kind: "unknownValue", member, text };
    }
    const declaration = this.declaration(value);
    const string = declaration === undefined ? undefined : this.declaredValue(declaration);
    const said = literalText(string);
    const classes = said === undefined ? undefined : readIdentityType(said);
    const declared: TypeReading & { kind: "expression" } = {
      kind: "expression",
      member,
      text,
      declaration,
      value: this.classesOf(value),
      declared:
        string?.kind === "string" && said !== undefined && classes !== undefined && !this.isClosed(declaration)
          ? { kind: "known", member, node: string, text: said, ...classes }
          : undefined,
    };
    return declared;
  }

  /** What `systemAssigned` and the list of a module come to as a type. */
  private systemAssigned(member: MemberNode | undefined, list: ListReading): TypeReading {
    const userAssigned = list.kind === "expression" || (list.kind === "list" && list.entries.length > 0);
    const value = member === undefined ? undefined : bare(member.value);
    if (member === undefined || value === undefined || isNull(value)) {
      return { kind: "known", member, node: value, text: "", systemAssigned: false, userAssigned };
    }
    const text = this.symbols.source(member.value);
    if (value.kind === "literal" && (value.text === "true" || value.text === "false")) {
      return { kind: "known", member, node: value, text, systemAssigned: value.text === "true", userAssigned };
    }
    return value.kind === "literal" || value.kind === "string" || value.kind === "object" || value.kind === "unknown"
      ? { kind: "unknownValue", member, text }
      : {
          kind: "expression",
          member,
          text,
          declaration: this.declaration(value),
          value: undefined,
          declared: undefined,
        };
  }

  private list(member: MemberNode | undefined, wanted: "object" | "array"): ListReading {
    if (member === undefined) {
      return { kind: "absent" };
    }
    const value = bare(member.value);
    if (isNull(value)) {
      return { kind: "null", member };
    }
    if (value.kind === "object" || value.kind === "array") {
      if (value.kind !== wanted) {
        return { kind: "malformed", member };
      }
      return this.plainList(member, value) ?? this.open(member);
    }
    if (value.kind === "string" || value.kind === "literal" || value.kind === "unknown") {
      return { kind: "malformed", member };
    }
    const source = wanted === "object" ? listedBy(value) : undefined;
    const declaration = this.declaration(source ?? value);
    const declared = declaration === undefined ? undefined : this.declaredValue(declaration);
    const kind = source === undefined ? wanted : "array";
    const node = declared?.kind === "object" || declared?.kind === "array" ? declared : undefined;
    return {
      ...this.open(member),
      declaration,
      declared: node?.kind === kind ? this.plainList(member, node) : undefined,
    };
  }

  private open(member: MemberNode): ListReading & { readonly kind: "expression" } {
    const text = this.symbols.source(member.value);
    return { kind: "expression", member, text, declaration: undefined, declared: undefined };
  }

  /** Undefined where something stands among the entries that only a deployment can tell. */
  private plainList(member: MemberNode, node: ObjectNode | ArrayNode): PlainList | undefined {
    if (node.items.length > MOST_ENTRIES) {
      return undefined;
    }
    const entries: IdentityEntry[] = [];
    for (const item of node.items) {
      if (node.kind === "object" && item.kind === "unknown") {
        // What is being typed hides nothing of the others.
        continue;
      }
      const entry = node.kind === "array" ? this.element(item) : this.entry(item);
      if (entry === undefined) {
        return undefined;
      }
      entries.push(entry);
    }
    return { kind: "list", member, node, entries };
  }

  private element(node: Node | ObjectNode["items"][number]): IdentityEntry | undefined {
    switch (node.kind) {
      case "string":
      case "name":
      case "access":
      case "index":
      case "call":
      case "asserted":
      case "paren": {
        const text = this.canonical.textOf(node);
        return { text, key: this.canonical.key(text), node, slot: node, value: undefined };
      }
      default:
        return undefined;
    }
  }

  private entry(item: Node | ObjectNode["items"][number]): IdentityEntry | undefined {
    if (item.kind !== "member") {
      return undefined;
    }
    const { key, value } = item;
    const text = key.kind === "name" ? `'${key.name}'` : this.canonical.textOf(key);
    return { text, key: this.canonical.key(text), node: key, slot: item, value };
  }

  /** The variable or parameter that a value is, or that the variables before it lead to. */
  declaration(value: Node): Declaration | undefined {
    let node = this.named(value);
    for (let steps = 0; node?.value !== undefined && steps < MOST_STEPS; steps++) {
      const next = this.named(node.value);
      if (next === undefined) {
        break;
      }
      node = next;
    }
    return node && { kind: node.kind === "param" ? "parameter" : "variable", name: node.symbol.name, node };
  }

  private named(value: Node): ValueNode | undefined {
    const inner = bare(value);
    return inner.kind === "name" ? this.symbols.value(inner.name) : undefined;
  }

  /** What a declaration spells out: a variable's value, or a parameter's default. */
  private declaredValue({ node }: Declaration): Node | undefined {
    return node.value === undefined ? undefined : bare(node.value);
  }

  /** Whether a parameter takes a few values only: a default that is none of them would be refused. */
  private isClosed(declaration: Declaration | undefined): boolean {
    const node = declaration?.kind === "parameter" ? declaration.node : undefined;
    return node !== undefined && (/'/.test(this.symbols.source(node.type)) || this.isDecorated(node.symbol.name));
  }

  private isDecorated(name: string): boolean {
    const statement = this.symbols.statement(name);
    return (
      statement !== undefined &&
      /@(?:sys\.)?allowed\b/.test(this.symbols.source({ start: statement.start, end: statement.at }))
    );
  }

  /** The classes that a type comes to whatever a deployment decides. */
  private classesOf(value: Node, steps = 0): IdentityClasses | undefined {
    const inner = bare(value);
    const literal = literalText(inner);
    if (literal !== undefined) {
      return readIdentityType(literal);
    }
    if (steps >= MOST_STEPS) {
      return undefined;
    }
    if (inner.kind === "ternary") {
      const [yes, no] = [this.classesOf(inner.yes, steps + 1), this.classesOf(inner.no, steps + 1)];
      return yes?.systemAssigned === no?.systemAssigned && yes?.userAssigned === no?.userAssigned ? yes : undefined;
    }
    const declaration = this.declaration(inner);
    const held = declaration?.kind === "variable" ? declaration.node.value : undefined;
    return held === undefined ? undefined : this.classesOf(held, steps + 1);
  }
}

/** A type of this reading, with the classes that it names. */
export function knownType(type: TypeReading): KnownType | undefined {
  return type.kind === "known" ? type : undefined;
}
