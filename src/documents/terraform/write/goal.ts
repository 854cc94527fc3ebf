import type { IdentityType } from "../../../identity/identityState";
import type { IdentityBlock } from "../read/identityReading";
import type { Machine } from "../locate/machines";
import { opened } from "../plan/knowledgeOf";
import type { WholeIdentity } from "./wholeEdits";

/** What the text is to say of an identity. Texts are ids, or expressions. */
export interface Goal {
  readonly type: "keep" | IdentityType;
  readonly list: "keep" | readonly string[];
  /** Where a whole identity is written in the place of what is there, or of nothing: what it says. */
  readonly whole: WholeIdentity | undefined;
  /** Whether what declarations hold is edited where it stands. */
  readonly isOpened: boolean;
  /** Whether expressions in the way are replaced. */
  readonly replaces: boolean;
}

/** The block that a goal is reached in; undefined where there is none. */
export function blockOf({ identity }: Machine, { isOpened }: Pick<Goal, "isOpened">): IdentityBlock | undefined {
  const block =
    identity.kind === "block"
      ? identity.block
      : identity.kind === "expression" && isOpened && identity.isEditable
        ? identity.declared
        : undefined;
  return block !== undefined && isOpened ? opened(block) : block;
}
