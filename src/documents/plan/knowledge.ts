import type { Unreadable } from "../planRefusal";
import type { TextRange } from "../textRange";

/** One identity of a list, as far as what is known of it goes. */
export interface StatedEntry {
  /** As the document says it. */
  readonly text: string;
  /** Two entries with the same key are the same identity. */
  readonly key: string;
}

/** Which classes of identities a type names. */
export interface IdentityClasses {
  readonly systemAssigned: boolean;
  readonly userAssigned: boolean;
}

/** What a block says of the type of identity. */
export type StatedType =
  | { readonly kind: "absent" }
  | ({ readonly kind: "known"; readonly text: string } & IdentityClasses)
  | { readonly kind: "unknownValue"; readonly member: TextRange; readonly text: string }
  /** `value`: what it says where the text spells it out for certain. */
  | { readonly kind: "expression"; readonly value: IdentityClasses | undefined };

/** What a block says of its user-assigned identities. */
export type StatedList<Entry extends StatedEntry> =
  | { readonly kind: "absent" | "null" }
  | { readonly kind: "list"; readonly entries: readonly Entry[] }
  | {
      readonly kind: "expression";
      /** What it stands for. A parameter's default may be overridden. */
      readonly declaration: { readonly kind: "variable" | "parameter" } | undefined;
      readonly declared: { readonly entries: readonly Entry[] } | undefined;
    }
  | { readonly kind: "malformed"; readonly member: TextRange };

/** An identity object of a document. */
export interface StatedBlock<Entry extends StatedEntry> {
  readonly node: TextRange;
  readonly type: StatedType;
  readonly dictionary: StatedList<Entry>;
  readonly array: StatedList<Entry>;
  /** Members that stand there a second time: which one counts is not known. */
  readonly duplicates: readonly TextRange[];
}

/** What the member `identity` of a resource is. */
export type StatedIdentity<Entry extends StatedEntry> =
  | { readonly kind: "absent" | "null" }
  | { readonly kind: "block"; readonly block: StatedBlock<Entry> }
  | {
      readonly kind: "expression";
      readonly isNull: boolean;
      readonly declaration: { readonly kind: "variable" | "parameter" } | undefined;
      readonly declared: StatedBlock<Entry> | undefined;
    }
  | { readonly kind: "unreadable"; readonly reason: Unreadable["reason"]; readonly member: TextRange };

/** What the text tells of a resource's identities. Where it is not known, it is not guessed. */
export interface Knowledge<Entry extends StatedEntry = StatedEntry> {
  readonly systemAssigned: boolean | "unknown";
  /** Distinct identities, in the order of the text. */
  readonly userAssigned: readonly Entry[] | "unknown";
}

export type KnowledgeResult<Entry extends StatedEntry> =
  ({ readonly kind: "known" } & Knowledge<Entry>) | ({ readonly kind: "unreadable" } & Unreadable);

const NOTHING = { kind: "known", systemAssigned: false, userAssigned: [] } as const;
const UNKNOWN = { kind: "known", systemAssigned: "unknown", userAssigned: "unknown" } as const;

/** What a reading tells. A block behind a parameter is not known: its default may be overridden. */
export function knowledgeOf<Entry extends StatedEntry>(identity: StatedIdentity<Entry>): KnowledgeResult<Entry> {
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
export function knowledgeOfBlock<Entry extends StatedEntry>(stated: StatedBlock<Entry>): KnowledgeResult<Entry> {
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
function certainList<Entry extends StatedEntry>(list: StatedList<Entry>): StatedList<Entry> {
  const declared = list.kind === "expression" && list.declaration?.kind === "variable" ? list.declared : undefined;
  return declared === undefined || declared.entries.length === 0 ? list : { kind: "list", entries: declared.entries };
}

function holdsSomething(list: StatedList<StatedEntry>): boolean {
  return list.kind === "expression" || (list.kind === "list" && list.entries.length > 0);
}

/** Whether a list of the block is an expression. */
export function listIsUnknown(block: Pick<StatedBlock<StatedEntry>, "dictionary" | "array">): boolean {
  return block.dictionary.kind === "expression" || block.array.kind === "expression";
}

/** Every entry that a block spells out, dictionary first. */
export function allEntries<Entry extends StatedEntry>({
  dictionary,
  array,
}: Pick<StatedBlock<Entry>, "dictionary" | "array">): readonly Entry[] {
  return [dictionary, array].flatMap((list) => (list.kind === "list" ? list.entries : []));
}

/** The entries of a block, each identity once, as it is spelled first. */
export function distinctEntries<Entry extends StatedEntry>(
  block: Pick<StatedBlock<Entry>, "dictionary" | "array">,
): readonly Entry[] {
  const distinct = new Map<string, Entry>();
  for (const entry of allEntries(block)) {
    if (!distinct.has(entry.key)) {
      distinct.set(entry.key, entry);
    }
  }
  return [...distinct.values()];
}
