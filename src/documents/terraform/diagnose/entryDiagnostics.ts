import { type WrongIdentity, wrongLiteral, wrongType } from "../../plan/wrongIdentity";
import type { TextRange } from "../../textRange";
import type { TerraformDiagnostic, TerraformFix } from "../fix/terraformFix";
import type { Machine } from "../locate/machines";
import { otherType } from "../plan/identityTexts";
import { knowledgeOfIdentity } from "../plan/knowledgeOf";
import { identityIdForProvider } from "../print/identityText";
import type { IdentityBlock, IdentityEntry, ListPart, PlainList } from "../read/identityReading";

/** What is wrong with an id, or with an expression whose kind is known. */
function wrongId({ value }: IdentityEntry): WrongIdentity | undefined {
  return value.kind === "string" ? wrongLiteral(value.value) : wrongType(otherType(value)?.replace(/^terraform\//, ""));
}

function counts(machine: Machine): boolean {
  const known = knowledgeOfIdentity(machine.identity);
  return known.kind === "known" && known.userAssigned !== "unknown" && known.userAssigned.length > 0;
}

/** The entries that stand in the document: what another file lists is shown there, where somebody who opens it can change it. */
function entriesOf(list: PlainList | undefined): readonly { readonly part: ListPart; readonly entry: IdentityEntry }[] {
  const parts = list?.parts.filter(({ file }) => file.path === undefined) ?? [];
  return parts.flatMap((part) => part.entries.map((entry) => ({ part, entry })));
}

/** What is wrong with single entries: no id, the id of something else, other casing, the same identity twice. */
export function entryDiagnostics(machine: Machine, block: IdentityBlock): readonly TerraformDiagnostic[] {
  const { list } = block;
  const plain: PlainList | undefined =
    list.kind === "list" ? list : list.kind === "expression" ? list.declared : undefined;
  const first = new Map<string, IdentityEntry>();
  const found: TerraformDiagnostic[] = [];
  for (const { part, entry } of entriesOf(plain)) {
    const range: TextRange = { start: entry.start, end: entry.end };
    const earlier = first.get(entry.key);
    if (earlier !== undefined) {
      const facts = {
        code: "duplicateIdentity",
        id: entry.text,
        first: { start: earlier.start, end: earlier.end },
      } as const;
      found.push({ range, facts, fixes: [{ kind: "removeDuplicate", machine, part, entry }] });
      continue;
    }
    first.set(entry.key, entry);
    found.push(...wrongEntry(machine, block, part, entry));
  }
  return found;
}

function wrongEntry(
  machine: Machine,
  { dialect }: IdentityBlock,
  part: ListPart,
  entry: IdentityEntry,
): readonly TerraformDiagnostic[] {
  const range: TextRange = { start: entry.start, end: entry.end };
  const wrong = wrongId(entry);
  if (wrong !== undefined) {
    const change = { kind: "removeUserAssigned", ids: [entry.text] } as const;
    const fix: TerraformFix = counts(machine)
      ? { kind: "change", machine, change }
      : { kind: "removeEntry", machine, part, entry };
    return [{ range, facts: { ...wrong, id: entry.text }, fixes: [fix] }];
  }
  const correct = entry.value.kind === "string" ? identityIdForProvider(entry.value.value) : entry.text;
  // Azure itself, which a request goes to as it is, takes any casing.
  const isChecked = dialect.list !== "userAssignedIdentities";
  const isWrong = isChecked && entry.value.kind === "string" && correct !== entry.value.value;
  const facts = { code: "identityIdCasing", id: entry.text, correct } as const;
  return isWrong ? [{ range, facts, fixes: [{ kind: "correctCasing", entry, part, correct }] }] : [];
}
