import { identityType, type IdentityType } from "../../identity/identityState";
import { readIdentityType } from "../../identity/readIdentity";
import { allEntries, type Knowledge, listIsUnknown, type StatedBlock, type StatedEntry } from "./knowledge";
import type { Demand } from "./planInDocument";

/** All that an identity is to say. Texts are ids, or expressions. */
export interface WholeContent {
  readonly type: IdentityType;
  readonly list: readonly string[];
}

/** What an identity is to say, with what stays as it is. */
export interface ContentGoal {
  readonly type: "keep" | IdentityType;
  readonly list: "keep" | readonly string[];
}

/** What a demand makes of a block in place: what depends on what is not known stays. */
export function contentGoal({ type, list }: Demand): ContentGoal {
  return { type: type === "unknown" ? "keep" : type, list: list === "unknown" ? "keep" : list };
}

/** The whole identity as it has to be, where all of it is known. */
export function wholeContent({ systemAssigned, userAssigned }: Knowledge, demand: Demand): WholeContent | undefined {
  const { after } = demand.plan;
  if (systemAssigned !== "unknown" && userAssigned !== "unknown") {
    return { type: identityType(after), list: after.userAssigned.map(({ id }) => id) };
  }
  const { type } = demand;
  const list = type === "None" || type === "SystemAssigned" ? [] : demand.list;
  return type === "keep" || type === "unknown" || list === "keep" || list === "unknown" ? undefined : { type, list };
}

/** Whether a block says what it was to say. @param keyOf as the entries of the block have it */
export function reaches(
  block: StatedBlock<StatedEntry>,
  { type, list }: ContentGoal,
  keyOf: (text: string) => string,
): boolean {
  const wanted = type === "keep" ? undefined : readIdentityType(type);
  const isType =
    wanted === undefined ||
    (block.type.kind === "known" &&
      block.type.systemAssigned === wanted.systemAssigned &&
      block.type.userAssigned === wanted.userAssigned);
  if (!isType || block.duplicates.length > 0) {
    return false;
  }
  if (list === "keep") {
    return true;
  }
  const present = new Set(allEntries(block).map(({ key }) => key));
  const keys = new Set(list.map(keyOf));
  return !listIsUnknown(block) && keys.size === present.size && [...keys].every((key) => present.has(key));
}
