import { entriesCount, type WrongIdentity, wrongLiteral, wrongType } from "../../plan/wrongIdentity";
import type { Canonical } from "../expression/canonical";
import { isEscapedExpression } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import type { IdentityBlock, IdentityEntry } from "../read/identityReading";
import type { Fix, TemplateDiagnostic } from "./diagnostic";

/**
 * What is wrong with single entries: no id, the id of something else, the same identity twice. Quiet on unknown expressions.
 */
export function entryDiagnostics(
  { canonical }: ArmTemplate,
  resource: TemplateResource,
  block: IdentityBlock,
): readonly TemplateDiagnostic[] {
  const first = new Map<string, IdentityEntry>();
  const found: TemplateDiagnostic[] = [];
  for (const list of [block.dictionary, block.array]) {
    for (const entry of list.kind === "list" ? list.entries : []) {
      const earlier = first.get(entry.key);
      const base = { range: entry.node, id: entry.text };
      if (earlier !== undefined && list.kind === "list") {
        const fixes = [{ kind: "removeDuplicate", resource, list: list.node, entries: [entry] }] as const;
        found.push({ code: "duplicateIdentity", ...base, fixes, first: earlier.node });
        continue;
      }
      first.set(entry.key, entry);
      const wrong = wrongId(entry, block, canonical);
      if (wrong !== undefined && list.kind === "list") {
        const change = { kind: "removeUserAssigned", ids: [entry.text] } as const;
        const fix: Fix = entriesCount(block)
          ? { kind: "change", resource, change }
          : { kind: "removeEntry", resource, list: list.node, entries: [entry] };
        found.push({ ...wrong, ...base, fixes: [fix] });
      }
    }
  }
  return found;
}

function wrongId({ text }: IdentityEntry, { scope }: IdentityBlock, canonical: Canonical): WrongIdentity | undefined {
  if (isEscapedExpression(text)) {
    return undefined;
  }
  const read = parseTemplateText(text);
  return read.kind === "literal" ? wrongLiteral(read.value) : wrongType(canonical.resourceType(text, scope));
}
