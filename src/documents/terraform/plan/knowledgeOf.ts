import {
  type Knowledge,
  knowledgeOfBlock,
  type KnowledgeResult,
  type StatedBlock,
  type StatedList,
  type StatedType,
} from "../../plan/knowledge";
import type { IdentityBlock, IdentityEntry, IdentityReading, ListReading, TypeReading } from "../read/identityReading";

type Known = KnowledgeResult<IdentityEntry>;

const NOTHING: Known = { kind: "known", systemAssigned: false, userAssigned: [] };

function statedType({ dialect, type }: IdentityBlock): StatedType {
  switch (type.kind) {
    case "absent":
      // An object that does not say it has no system-assigned identity; which others there are its list says.
      return dialect.type === "type" ? type : { kind: "known", text: "", systemAssigned: false, userAssigned: true };
    case "expression":
      return { kind: "expression", value: type.isCertain ? type.declared : undefined };
    case "known":
    case "unknownValue":
      return type;
  }
}

/** A list that local values spell out is known; the value of a variable may be another one. */
function statedList(list: ListReading): StatedList<IdentityEntry> {
  switch (list.kind) {
    case "list":
      return { kind: "list", entries: list.entries };
    case "expression":
      return list.isCertain && list.declared?.isWhole === true
        ? { kind: "list", entries: list.declared.entries }
        : { kind: "expression", declaration: undefined, declared: undefined };
    default:
      return list;
  }
}

/** A block in the terms of all languages. */
function stated(block: IdentityBlock): StatedBlock<IdentityEntry> {
  const { holder } = block;
  return {
    node: holder.kind === "body" ? holder.block : holder.object,
    type: statedType(block),
    dictionary: statedList(block.list),
    array: { kind: "absent" },
    duplicates: block.duplicates,
  };
}

/** What a block tells. */
export function knowledgeOf(block: IdentityBlock): Known {
  return knowledgeOfBlock(stated(block));
}

/** What is known of a block that may be there or not. */
function perhaps(known: Known): Known {
  if (known.kind !== "known") {
    return { kind: "known", systemAssigned: "unknown", userAssigned: "unknown" };
  }
  const { systemAssigned, userAssigned }: Knowledge<IdentityEntry> = known;
  return {
    kind: "known",
    systemAssigned: systemAssigned === false ? false : "unknown",
    userAssigned: userAssigned !== "unknown" && userAssigned.length === 0 ? [] : "unknown",
  };
}

/** What a reading tells. Where a variable decides it is not known: who applies it can give another value. */
export function knowledgeOfIdentity(identity: IdentityReading): Known {
  switch (identity.kind) {
    case "absent":
    case "null":
      return NOTHING;
    case "block":
      return knowledgeOf(identity.block);
    case "expression": {
      const { declared, isCertain } = identity;
      if (declared === undefined || (!identity.mayBeAbsent && !isCertain)) {
        return { kind: "known", systemAssigned: "unknown", userAssigned: "unknown" };
      }
      return isCertain ? knowledgeOf(declared) : perhaps(knowledgeOf(declared));
    }
    case "unreadable":
      return { kind: "unreadable", reason: identity.reason, range: identity.whole };
  }
}

/** The block with what declarations say in the place of the expressions that name them. */
export function opened(block: IdentityBlock): IdentityBlock {
  const { type, list } = block;
  const openType: TypeReading =
    type.kind === "expression" && type.declared !== undefined
      ? { ...type.declared, kind: "known", member: type.member }
      : type;
  const openList: ListReading =
    list.kind === "expression" && list.declared !== undefined
      ? { ...list.declared, kind: "list", member: list.member }
      : list;
  return { ...block, type: openType, list: openList };
}
