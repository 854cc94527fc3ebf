import type { ListedIdentity } from "../../documentResource";
import type { Machine } from "../locate/machines";
import { opened } from "../plan/knowledgeOf";
import { isLiteral } from "../read/identityKeys";
import type { IdentityBlock, IdentityEntry, ListPart } from "../read/identityReading";

/** What of a machine's identity is spelled out, with what declarations hold. */
export function spelledBlock({ identity }: Machine): IdentityBlock | undefined {
  const block =
    identity.kind === "block" ? identity.block : identity.kind === "expression" ? identity.declared : undefined;
  return block && opened(block);
}

function partsOf(machine: Machine): readonly ListPart[] {
  const list = spelledBlock(machine)?.list;
  return list?.kind === "list" ? list.parts : [];
}

/** The entries of a machine's list that stand in the document. */
export function entriesHere(machine: Machine): readonly IdentityEntry[] {
  return partsOf(machine).flatMap(({ file, entries }) => (file.path === undefined ? entries : []));
}

/** An entry of a machine's list. Its key spells out what local values hold; one that is known when Terraform runs names no id. */
export function listedIdentity(machine: Machine, entry: IdentityEntry): ListedIdentity {
  const { text, start, end, key } = entry;
  const list = spelledBlock(machine)?.list;
  const part = partsOf(machine).find(({ entries }) => entries.includes(entry));
  const isElsewhere = list?.kind === "list" && part?.file.path !== undefined;
  // What another file lists is shown where it is named.
  const range = isElsewhere ? { start: list.member.value.start, end: list.member.value.end } : { start, end };
  return { text, range, entry: range, id: isLiteral(key) ? key : undefined };
}
