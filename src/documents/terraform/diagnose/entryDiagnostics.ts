import { type WrongIdentity, wrongLiteral, wrongType } from "../../plan/wrongIdentity";
import type { TextRange } from "../../textRange";
import type { TerraformDiagnostic, TerraformFix } from "../fix/terraformFix";
import type { Machine } from "../locate/machines";
import { otherType } from "../plan/identityTexts";
import { knowledgeOfIdentity } from "../plan/knowledgeOf";
import { identityIdForProvider } from "../print/identityText";
import type { IdentityBlock, IdentityEntry, PlainList } from "../read/identityReading";

/** What is wrong with an id, or with an expression whose kind is known. */
function wrongId({ value }: IdentityEntry): WrongIdentity | undefined {
  return value.kind === "string" ? wrongLiteral(value.value) : wrongType(otherType(value)?.replace(/^terraform\//, ""));
}

function counts(machine: Machine): boolean {
  const known = knowledgeOfIdentity(machine.identity);
  return known.kind === "known" && known.userAssigned !== "unknown" && known.userAssigned.length > 0;
}

/** What is wrong with single entries: no id, the id of something else, other casing, the same identity twice. */
export function entryDiagnostics(machine: Machine, block: IdentityBlock): readonly TerraformDiagnostic[] {
  const { list } = block;
  const plain: PlainList | undefined =
    list.kind === "list" ? list : list.kind === "expression" ? list.declared : undefined;
  if (plain === undefined || plain.file.path !== undefined) {
    // What another file lists is shown there, where somebody who opens it can change it.
    return [];
  }
  const first = new Map<string, IdentityEntry>();
  const found: TerraformDiagnostic[] = [];
  for (const entry of plain.entries) {
    const range: TextRange = { start: entry.start, end: entry.end };
    const earlier = first.get(entry.key);
    if (earlier !== undefined) {
      const facts = {
        code: "duplicateIdentity",
        id: entry.text,
        first: { start: earlier.start, end: earlier.end },
      } as const;
      found.push({ range, facts, fixes: [{ kind: "removeDuplicate", machine, list: plain, entry }] });
      continue;
    }
    first.set(entry.key, entry);
    found.push(...wrongEntry(machine, plain, entry, range));
  }
  return found;
}

function wrongEntry(
  machine: Machine,
  list: PlainList,
  entry: IdentityEntry,
  range: TextRange,
): readonly TerraformDiagnostic[] {
  const wrong = wrongId(entry);
  if (wrong !== undefined) {
    const change = { kind: "removeUserAssigned", ids: [entry.text] } as const;
    const fix: TerraformFix = counts(machine)
      ? { kind: "change", machine, change }
      : { kind: "removeEntry", machine, list, entry };
    return [{ range, facts: { ...wrong, id: entry.text }, fixes: [fix] }];
  }
  const correct = entry.value.kind === "string" ? identityIdForProvider(entry.value.value) : entry.text;
  const isWrong = entry.value.kind === "string" && correct !== entry.value.value;
  const facts = { code: "identityIdCasing", id: entry.text, correct } as const;
  return isWrong ? [{ range, facts, fixes: [{ kind: "correctCasing", entry, list, correct }] }] : [];
}
