import type { ListedIdentity } from "../../documentResource";
import type { Machine } from "../locate/machines";
import { opened } from "../plan/knowledgeOf";
import { isLiteral } from "../read/identityKeys";
import type { IdentityBlock, IdentityEntry } from "../read/identityReading";

/** What of a machine's identity is spelled out, with what declarations hold. */
export function spelledBlock({ identity }: Machine): IdentityBlock | undefined {
  const block =
    identity.kind === "block" ? identity.block : identity.kind === "expression" ? identity.declared : undefined;
  return block && opened(block);
}

/** The entries of a machine's list that stand in the document. */
export function entriesHere(machine: Machine): readonly IdentityEntry[] {
  const list = spelledBlock(machine)?.list;
  return list?.kind === "list" && list.file.path === undefined ? list.entries : [];
}

/** An entry of a machine's list. Its key spells out what local values hold; one that is known when Terraform runs names no id. */
export function listedIdentity(machine: Machine, { text, start, end, key }: IdentityEntry): ListedIdentity {
  const list = spelledBlock(machine)?.list;
  const isElsewhere = list?.kind === "list" && list.file.path !== undefined;
  // What another file lists is shown where it is named.
  const range = isElsewhere ? { start: list.member.value.start, end: list.member.value.end } : { start, end };
  return { text, range, entry: range, id: isLiteral(key) ? key : undefined };
}
