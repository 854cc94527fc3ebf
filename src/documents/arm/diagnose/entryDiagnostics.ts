import { isUserAssignedIdentityId, parseResourceId, resourceType } from "../../../identity/resourceId";
import type { Canonical } from "../expression/canonical";
import { isEscapedExpression } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import type { IdentityBlock, IdentityEntry } from "../read/identityReading";
import type { Fix, TemplateDiagnostic } from "./diagnostic";

const USER_ASSIGNED = "microsoft.managedidentity/userassignedidentities";

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
        // Beside a type that names no identities, none is there that a change could remove.
        const fix: Fix = counts(block)
          ? { kind: "change", resource, change }
          : { kind: "removeEntry", resource, list: list.node, entries: [entry] };
        found.push({ ...wrong, ...base, fixes: [fix] });
      }
    }
  }
  return found;
}

/** Whether the entries of a block are identities of the resource, or may be. */
function counts({ type }: IdentityBlock): boolean {
  return type.kind === "known" ? type.userAssigned : type.kind === "expression" && type.value?.userAssigned !== false;
}

function wrongId(
  entry: IdentityEntry,
  block: IdentityBlock,
  canonical: Canonical,
):
  | { readonly code: "malformedIdentityId" }
  | { readonly code: "notAUserAssignedIdentity"; readonly type: string }
  | undefined {
  const text = parseTemplateText(entry.text);
  if (isEscapedExpression(entry.text)) {
    return undefined;
  }
  if (text.kind === "literal") {
    if (isUserAssignedIdentityId(text.value)) {
      return undefined;
    }
    const id = parseResourceId(text.value);
    return id === undefined
      ? { code: "malformedIdentityId" }
      : { code: "notAUserAssignedIdentity", type: resourceType(id) };
  }
  const type = canonical.resourceType(entry.text, block.scope);
  return type === undefined || type.toLowerCase() === USER_ASSIGNED
    ? undefined
    : { code: "notAUserAssignedIdentity", type };
}
