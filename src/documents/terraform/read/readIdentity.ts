import { readIdentityType } from "../../../identity/readIdentity";
import type { TextRange } from "../../textRange";
import { type Bindings, type Resolved, resolve } from "../evaluate/resolve";
import type { Configuration } from "../locate/configuration";
import type { IdentityForm } from "../locate/kinds";
import type { TerraformFile } from "../locate/terraformFile";
import {
  type Attribute,
  attributeOf,
  type Block,
  type Expression,
  type ListExpression,
  memberOf,
  type ObjectExpression,
} from "../syntax/nodes";
import { loopOf } from "./dynamicBlock";
import { entryText, keyOf, sourceText } from "./identityKeys";
import type {
  Dialect,
  Holder,
  IdentityBlock,
  IdentityEntry,
  IdentityReading,
  ListReading,
  Member,
  PlainList,
  SpelledType,
  TypeReading,
} from "./identityReading";

const BLOCK: Dialect = { type: "type", list: "identity_ids" };
const OBJECT: Dialect = { type: "system_assigned", list: "user_assigned_resource_ids" };

/** Where an identity is read. */
interface Reading {
  readonly configuration: Configuration;
  readonly file: TerraformFile;
  readonly dialect: Dialect;
  readonly bindings: Bindings;
}

function membersNamed(holder: Holder, name: string): readonly Member[] {
  return holder.kind === "body"
    ? holder.block.body.attributes.filter((each) => each.name === name)
    : holder.object.members.flatMap((each) => (each.key === name ? [{ ...each, nameRange: each.keyRange }] : []));
}

/** The one member of a name; in an object the last of several is the one that counts. */
function memberNamed(holder: Holder, name: string): Member | undefined {
  return membersNamed(holder, name).at(-1);
}

function spelledType({ type }: Dialect, value: Expression): SpelledType | undefined {
  if (type === "system_assigned") {
    // Which user-assigned ones there are the list alone says.
    return value.kind === "bool" || value.kind === "null"
      ? { text: value.kind, systemAssigned: value.kind === "bool" && value.value, userAssigned: true }
      : undefined;
  }
  const classes = value.kind === "string" ? readIdentityType(value.value) : undefined;
  return value.kind === "string" && classes !== undefined ? { text: value.value, ...classes } : undefined;
}

/** Whether the value that was found stands in the holder itself, and not behind a declaration. */
function isOwn({ declaration }: Resolved): boolean {
  return declaration === undefined;
}

function readType(reading: Reading, holder: Holder): TypeReading {
  const { configuration, file, dialect, bindings } = reading;
  const member = memberNamed(holder, dialect.type);
  if (member === undefined) {
    return { kind: "absent" };
  }
  const resolved = resolve(configuration, member.value, file, bindings);
  const spelled = spelledType(dialect, resolved.value);
  if (isOwn(resolved) && spelled !== undefined && resolved.file === file) {
    return { kind: "known", member, value: resolved.value, file, ...spelled };
  }
  if (resolved.value.kind === "string" && isOwn(resolved)) {
    return { kind: "unknownValue", member, text: resolved.value.value };
  }
  return {
    kind: "expression",
    member,
    text: sourceText(file, member.value),
    declaration: resolved.declaration,
    declared: spelled && { ...spelled, value: resolved.value, file: resolved.file },
    isCertain: resolved.isCertain,
  };
}

/** The entries of a list that is spelled out. */
export function readList(
  configuration: Configuration,
  node: ListExpression,
  file: TerraformFile,
  bindings: Bindings,
): PlainList {
  const entries = node.items.map((value): IdentityEntry => {
    const { start, end } = value;
    return { start, end, value, text: entryText(value, file), key: keyOf(configuration, value, file, bindings) };
  });
  return { node, file, entries };
}

function isMalformed({ kind }: Expression): boolean {
  return kind === "string" || kind === "bool" || kind === "number" || kind === "object";
}

function readListMember(reading: Reading, holder: Holder): ListReading {
  const { configuration, file, dialect, bindings } = reading;
  const member = memberNamed(holder, dialect.list);
  if (member === undefined) {
    return { kind: "absent" };
  }
  const resolved = resolve(configuration, member.value, file, bindings);
  const { value } = resolved;
  const plain = value.kind === "list" ? readList(configuration, value, resolved.file, bindings) : undefined;
  if (isOwn(resolved) && resolved.file === file) {
    if (plain !== undefined) {
      return { kind: "list", member, ...plain };
    }
    if (value.kind === "null") {
      return { kind: "null", member };
    }
    if (isMalformed(value)) {
      return { kind: "malformed", member };
    }
  }
  return {
    kind: "expression",
    member,
    text: sourceText(file, member.value),
    declaration: resolved.declaration,
    declared: plain,
    isCertain: resolved.isCertain,
  };
}

function readHolder(reading: Reading, holder: Holder): IdentityBlock {
  const { dialect, file, bindings } = reading;
  const names = [dialect.type, dialect.list];
  // Of two members of one name an object takes the last; a block is refused.
  const duplicates = holder.kind === "body" ? names.flatMap((name) => membersNamed(holder, name).slice(1)) : [];
  return {
    holder,
    file,
    dialect,
    type: readType(reading, holder),
    list: readListMember(reading, holder),
    duplicates,
    bindings,
  };
}

function ofObject(configuration: Configuration, object: ObjectExpression, file: TerraformFile): IdentityBlock {
  return readHolder({ configuration, file, dialect: OBJECT, bindings: new Map() }, { kind: "object", object });
}

function ofBlock(configuration: Configuration, block: Block, file: TerraformFile, bindings: Bindings): IdentityBlock {
  return readHolder({ configuration, file, dialect: BLOCK, bindings }, { kind: "body", block });
}

function readModule(configuration: Configuration, { body }: Block, file: TerraformFile): IdentityReading {
  const [whole, second] = body.attributes.filter(({ name }) => name === "managed_identities");
  if (whole === undefined) {
    return { kind: "absent" };
  }
  if (second !== undefined) {
    return { kind: "unreadable", whole: second, reason: "duplicateMember" };
  }
  const resolved = resolve(configuration, whole.value, file);
  const { value, declaration } = resolved;
  const object = value.kind === "object" ? ofObject(configuration, value, resolved.file) : undefined;
  if (declaration === undefined) {
    if (object !== undefined) {
      return { kind: "block", whole, block: object };
    }
    if (value.kind === "null") {
      return { kind: "null", whole };
    }
    if (value.kind === "list" || isMalformed(value)) {
      return { kind: "unreadable", whole, reason: "notAnObject" };
    }
  }
  return {
    kind: "expression",
    whole,
    value: whole.value,
    text: sourceText(file, whole.value),
    declaration,
    declared: object,
    isCertain: resolved.isCertain,
    mayBeAbsent: true,
    isEditable: object !== undefined,
  };
}

function readDynamic(configuration: Configuration, whole: Block, file: TerraformFile): IdentityReading {
  const content = whole.body.blocks.find(({ type }) => type === "content");
  const forEach = attributeOf(whole.body, "for_each");
  if (content === undefined || forEach === undefined) {
    return { kind: "unreadable", whole, reason: "notAnObject" };
  }
  const loop = loopOf(configuration, whole, forEach.value, file);
  const block = ofBlock(configuration, content, file, loop.bindings);
  if (loop.count === "none") {
    return { kind: "absent" };
  }
  if (loop.count === "one") {
    return { kind: "block", whole, block };
  }
  return {
    kind: "expression",
    whole,
    value: forEach.value,
    text: sourceText(file, forEach.value),
    declaration: loop.declaration,
    declared: loop.count === "several" ? undefined : block,
    isCertain: false,
    mayBeAbsent: true,
    isEditable: false,
  };
}

function readBlocks(configuration: Configuration, { body }: Block, file: TerraformFile): IdentityReading {
  const plain = body.blocks.filter(({ type }) => type === "identity");
  const dynamic = body.blocks.filter(({ type, labels }) => type === "dynamic" && labels[0]?.text === "identity");
  const all = [
    ...plain.map((whole): IdentityReading => ({
      kind: "block",
      whole,
      block: ofBlock(configuration, whole, file, new Map()),
    })),
    ...dynamic.map((whole) => readDynamic(configuration, whole, file)),
  ].filter(({ kind }) => kind !== "absent");
  const [first, second] = all;
  if (first === undefined) {
    return { kind: "absent" };
  }
  if (second === undefined || first.kind === "absent") {
    return first;
  }
  const open = all.find((each) => each.kind === "expression");
  const [, again] = [...plain, ...dynamic];
  // Of several blocks that are made or left out only one may come to be: which one the expressions decide.
  return open?.kind === "expression"
    ? { ...open, declared: undefined, isEditable: false }
    : { kind: "unreadable", whole: again ?? rangeOf(first), reason: "duplicateMember" };
}

function rangeOf(reading: Exclude<IdentityReading, { readonly kind: "absent" }>): TextRange {
  return reading.whole;
}

/** Reads what a block says about identities. */
export function readIdentity(
  configuration: Configuration,
  form: IdentityForm,
  block: Block,
  file: TerraformFile,
): IdentityReading {
  return form === "module" ? readModule(configuration, block, file) : readBlocks(configuration, block, file);
}

/** The attribute or member with this name. */
export function memberIn(holder: Holder, name: string): Member | undefined {
  if (holder.kind === "body") {
    return attributeOf(holder.block.body, name);
  }
  const member = memberOf(holder.object, name);
  return member && { ...member, nameRange: member.keyRange };
}

/** The attribute of a block whose text is spelled out. */
export function textAttribute(
  configuration: Configuration,
  { body }: Block,
  name: string,
  file: TerraformFile,
): { readonly attribute: Attribute; readonly text: string | undefined } | undefined {
  const attribute = attributeOf(body, name);
  if (attribute === undefined) {
    return undefined;
  }
  const { value } = resolve(configuration, attribute.value, file, undefined, "certain");
  return { attribute, text: value.kind === "string" ? value.value : undefined };
}
