import { readIdentityType } from "../../../identity/readIdentity";
import { type Declaration, resolve } from "../evaluate/resolve";
import type { IdentityForm } from "../locate/kinds";
import {
  type Attribute,
  attributeOf,
  type Block,
  type Expression,
  memberOf,
  type ObjectExpression,
} from "../syntax/nodes";
import { type Loop, loopOf } from "./dynamicBlock";
import { sourceText } from "./identityKeys";
import { listOf, spelledList } from "./identityList";
import { isOwn, type Place, requestBody } from "./place";
import type {
  Dialect,
  Holder,
  IdentityBlock,
  IdentityReading,
  ListReading,
  Member,
  SpelledType,
  TypeReading,
} from "./identityReading";

const BLOCK: Dialect = { type: "type", list: "identity_ids" };
const OBJECT: Dialect = { type: "system_assigned", list: "user_assigned_resource_ids" };
const REQUEST: Dialect = { type: "type", list: "userAssignedIdentities" };

/** Where an identity is read. */
interface Reading extends Place {
  readonly dialect: Dialect;
}

function membersNamed(holder: Holder, name: string): readonly Member[] {
  return holder.kind === "body"
    ? holder.block.body.attributes.filter((each) => each.name === name)
    : holder.object.members.flatMap((each) => (each.key === name ? [{ ...each, nameRange: each.keyValue }] : []));
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

function isMalformed({ kind }: Expression, wants: "list" | "object"): boolean {
  return kind === "string" || kind === "bool" || kind === "number" || kind === (wants === "list" ? "object" : "list");
}

function readListMember(reading: Reading, holder: Holder): ListReading {
  const { configuration, file, dialect, bindings } = reading;
  const member = memberNamed(holder, dialect.list);
  if (member === undefined) {
    return { kind: "absent" };
  }
  const resolved = resolve(configuration, member.value, file, bindings);
  const { value } = resolved;
  const wants = dialect.list === "userAssignedIdentities" ? "object" : "list";
  const { parts, isWhole, isCertain } = spelledList(configuration, resolved, bindings, wants);
  const [only] = parts;
  if (isOwn(resolved) && resolved.file === file) {
    if (only !== undefined && only.node === value) {
      return { kind: "list", member, ...listOf(only) };
    }
    if (value.kind === "null") {
      return { kind: "null", member };
    }
    if (isMalformed(value, wants)) {
      return { kind: "malformed", member };
    }
  }
  return {
    kind: "expression",
    member,
    text: sourceText(file, member.value),
    declaration: resolved.declaration,
    declared: only && { parts, entries: parts.flatMap(({ entries }) => entries), isWhole },
    isCertain,
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

function ofObject({ bindings, configuration }: Place, object: ObjectExpression, at: ObjectPlace): IdentityBlock {
  return readHolder({ configuration, bindings, ...at }, { kind: "object", object });
}

/** Where an object stands, and what it is written with. */
type ObjectPlace = Pick<Reading, "file" | "dialect">;

/** Reads a member whose value is an object of identities. */
function readObject(place: Place, whole: Attribute, dialect: Dialect): IdentityReading {
  const { configuration, file, bindings } = place;
  const resolved = resolve(configuration, whole.value, file, bindings);
  const { value, declaration } = resolved;
  const object = value.kind === "object" ? ofObject(place, value, { dialect, file: resolved.file }) : undefined;
  if (declaration === undefined) {
    if (object !== undefined) {
      return { kind: "block", whole, block: object };
    }
    if (value.kind === "null") {
      return { kind: "null", whole };
    }
    if (value.kind === "list" || isMalformed(value, "list")) {
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
    isReplaceable: true,
  };
}

function readModule(place: Place, { body }: Block): IdentityReading {
  const [whole, second] = body.attributes.filter(({ name }) => name === "managed_identities");
  if (whole === undefined) {
    return { kind: "absent" };
  }
  return second === undefined
    ? readObject(place, whole, OBJECT)
    : { kind: "unreadable", whole: second, reason: "duplicateMember" };
}

/** Whether the element behind a dynamic block is an object whose members decide what the block says. */
function isSpelledElement({ type, list }: IdentityBlock, { configuration, file }: Place, loop: Loop): boolean {
  const [binding] = loop.bindings.values();
  const element = binding && resolve(configuration, binding.value, binding.file, loop.outer).value;
  const isElsewhere = (part: TypeReading | ListReading) =>
    (part.kind === "expression" && part.declared !== undefined && part.declaration !== undefined) ||
    (part.kind === "known" && part.file !== file);
  return element?.kind === "object" && (isElsewhere(type) || isElsewhere(list));
}

/** The declared list that decides whether a dynamic block is there at all: `length(var.ids) > 0 ? [1] : []`. */
function decidingList({ list }: IdentityBlock, forEach: string): Declaration | undefined {
  const declaration = list.kind === "expression" && list.declared !== undefined ? list.declaration : undefined;
  const name = declaration && `${declaration.kind === "local" ? "local" : "var"}.${declaration.name}`;
  return name !== undefined && forEach.split(/[^\w.-]+/).includes(name) ? declaration : undefined;
}

function readDynamic(place: Place, whole: Block): IdentityReading {
  const { configuration, file } = place;
  const content = whole.body.blocks.find(({ type }) => type === "content");
  const forEach = attributeOf(whole.body, "for_each");
  if (content === undefined || forEach === undefined) {
    return { kind: "unreadable", whole, reason: "notAnObject" };
  }
  const loop = loopOf(place, whole, forEach.value);
  const bindings = new Map([...place.bindings, ...loop.bindings]);
  const block = readHolder({ configuration, file, dialect: BLOCK, bindings }, { kind: "body", block: content });
  if (loop.count === "none") {
    return { kind: "absent" };
  }
  if (loop.count === "one") {
    return { kind: "block", whole, block };
  }
  const declared = loop.count === "several" ? undefined : block;
  const text = sourceText(file, forEach.value);
  const list = declared && decidingList(declared, text);
  return {
    kind: "expression",
    whole,
    value: forEach.value,
    text,
    declaration: loop.declaration ?? list,
    declared,
    isCertain: false,
    mayBeAbsent: true,
    isEditable: declared !== undefined && (list !== undefined || isSpelledElement(declared, place, loop)),
    isReplaceable: true,
  };
}

function readBlocks(place: Place, { body }: Block): IdentityReading {
  const plain = body.blocks.filter(({ type }) => type === "identity");
  const dynamic = body.blocks.filter(({ type, labels }) => type === "dynamic" && labels[0]?.text === "identity");
  const all = [
    ...plain.map((whole): IdentityReading => ({
      kind: "block",
      whole,
      block: readHolder({ ...place, dialect: BLOCK }, { kind: "body", block: whole }),
    })),
    ...dynamic.map((whole) => readDynamic(place, whole)),
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
    : { kind: "unreadable", whole: again ?? first.whole, reason: "duplicateMember" };
}

/** Azure's own form in a request of azapi: what comes of it beside a block nobody has said (unverified), so that it counts alone. */
function readRequest(place: Place, block: Block): IdentityReading {
  const body = requestBody(place, block);
  const member = body && memberOf(body.object, "identity");
  if (body === undefined || member === undefined) {
    return { kind: "absent" };
  }
  const { start, end, keyValue: nameRange, value } = member;
  const whole: Attribute = { start, end, name: "identity", nameRange, value };
  if (body.isOwn) {
    return readObject(place, whole, REQUEST);
  }
  const read = readObject({ ...place, file: body.file }, whole, REQUEST);
  const declared = read.kind === "block" ? read.block : read.kind === "expression" ? read.declared : undefined;
  const attribute = attributeOf(block.body, "body") ?? whole;
  const { declaration, isCertain } = resolve(place.configuration, attribute.value, place.file, place.bindings);
  // The whole body would go with it.
  return {
    kind: "expression",
    whole: attribute,
    value: attribute.value,
    text: sourceText(place.file, attribute.value),
    declaration,
    declared,
    isCertain: isCertain && read.kind === "block",
    mayBeAbsent: false,
    isEditable: declared !== undefined,
    isReplaceable: false,
  };
}

/** Reads what a block says about identities. */
export function readIdentity(place: Place, form: IdentityForm, block: Block): IdentityReading {
  if (form === "module") {
    return readModule(place, block);
  }
  const read = readBlocks(place, block);
  return form === "azapi" && read.kind === "absent" ? readRequest(place, block) : read;
}

/** The attribute or member with this name. */
export function memberIn(holder: Holder, name: string): Member | undefined {
  if (holder.kind === "body") {
    return attributeOf(holder.block.body, name);
  }
  const member = memberOf(holder.object, name);
  return member && { ...member, nameRange: member.keyValue };
}
