import type { Unreadable } from "../../planRefusal";
import type { IdentityBlock, IdentityEntry, IdentityReading, ListReading } from "../read/identityReading";

/** What the text tells of a resource's identities. Where it is not known, it is not guessed. */
export interface Knowledge {
  readonly systemAssigned: boolean | "unknown";
  /** Distinct identities, in the order of the text. */
  readonly userAssigned: readonly IdentityEntry[] | "unknown";
}

export type KnowledgeResult = ({ readonly kind: "known" } & Knowledge) | ({ readonly kind: "unreadable" } & Unreadable);

const NOTHING: KnowledgeResult = { kind: "known", systemAssigned: false, userAssigned: [] };
const UNKNOWN: KnowledgeResult = { kind: "known", systemAssigned: "unknown", userAssigned: "unknown" };

/** What a reading tells. A block behind a parameter is not known: its default may be overridden. */
export function knowledgeOf(identity: IdentityReading): KnowledgeResult {
  switch (identity.kind) {
    case "absent":
    case "null":
      return NOTHING;
    case "block":
      return knowledgeOfBlock(identity.block);
    case "expression":
      if (identity.isNull) {
        return NOTHING;
      }
      return identity.declared !== undefined && identity.declaration?.kind === "variable"
        ? knowledgeOfBlock(identity.declared)
        : UNKNOWN;
    case "unreadable":
      return { kind: "unreadable", reason: identity.reason, range: identity.member };
  }
}

/** What a block tells. */
export function knowledgeOfBlock(stated: IdentityBlock): KnowledgeResult {
  const block = { ...stated, dictionary: certainList(stated.dictionary) };
  const { type, duplicates, node } = block;
  const [duplicate] = duplicates;
  if (duplicate !== undefined) {
    return { kind: "unreadable", reason: "duplicateMember", range: duplicate };
  }
  if (type.kind === "unknownValue") {
    return { kind: "unreadable", reason: "typeNotKnown", range: type.member };
  }
  const malformed = [block.dictionary, block.array].find((list) => list.kind === "malformed");
  if (malformed?.kind === "malformed") {
    return { kind: "unreadable", reason: "listMalformed", range: malformed.member };
  }
  if (type.kind === "absent") {
    const hasList = holdsSomething(block.dictionary) || holdsSomething(block.array);
    return hasList ? { kind: "unreadable", reason: "typeMissing", range: node } : NOTHING;
  }
  const classes = type.kind === "known" ? type : type.value;
  if (classes?.userAssigned === false) {
    // Ids beside a type without UserAssigned do not count: the type decides (identity/readIdentity).
    return { kind: "known", systemAssigned: classes.systemAssigned, userAssigned: [] };
  }
  return {
    kind: "known",
    systemAssigned: classes?.systemAssigned ?? "unknown",
    userAssigned: listIsUnknown(block) ? "unknown" : distinctEntries(block),
  };
}

/**
 * A list that a variable spells out is known; a parameter's default may be overridden. An empty one stays open, because it stays in
 * the block whatever the type becomes.
 */
function certainList(list: ListReading): ListReading {
  const declared = list.kind === "expression" && list.declaration?.kind === "variable" ? list.declared : undefined;
  return declared === undefined || declared.entries.length === 0 ? list : declared;
}

function holdsSomething(list: ListReading): boolean {
  return list.kind === "expression" || (list.kind === "list" && list.entries.length > 0);
}

/** Whether a list of the block is an expression. */
export function listIsUnknown(block: IdentityBlock): boolean {
  return block.dictionary.kind === "expression" || block.array.kind === "expression";
}

/** Every entry that a block spells out, dictionary first. */
export function allEntries(block: IdentityBlock): readonly IdentityEntry[] {
  return [block.dictionary, block.array].flatMap((list) => (list.kind === "list" ? list.entries : []));
}

/** The entries of a block, each identity once, as it is spelled first. */
export function distinctEntries(block: IdentityBlock): readonly IdentityEntry[] {
  const distinct = new Map<string, IdentityEntry>();
  for (const entry of allEntries(block)) {
    if (!distinct.has(entry.key)) {
      distinct.set(entry.key, entry);
    }
  }
  return [...distinct.values()];
}
